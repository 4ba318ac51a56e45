"""More days than the month has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.site.supervision.signals.facts import Fact
from bangfu.site.supervision.signals.lead import Kind, Lead, Material, Numbers, by_person, lead
from bangfu.site.web.words import word

# What takes a whole day goes into one sum, a night into another. What may take half a day goes into none.
SUMS = (("resident_day", "official_trip", "leave_day"), ("overnight_stay",))


def find(material: Material, numbers: Numbers) -> Iterator[Lead]:
    """Somebody's days at each place, on trips and on leave; the hint rests on the days that count more than once."""
    for facts in by_person(material.facts).values():
        for kinds in SUMS:
            of_kinds = [f for f in facts if f.kind in kinds]
            if sum(material.span.length(f) for f in of_kinds) < material.span.days + numbers["beyond"]:
                continue  # most people: nothing needs to be laid out day by day
            counted = _counted(material, of_kinds)
            total = sum(len(places) for places in counted.values())
            if total >= material.span.days + numbers["beyond"]:
                twice = [f for places in counted.values() if len(places) > 1 for f in places.values()]
                yield lead(_said(counted, total, material.span.days), twice)


def _counted(material: Material, facts: list[Fact]) -> dict[date, dict[tuple[str, int | None], Fact]]:
    """What counts on each day: one entry of a kind at a place, however often it was written."""
    found: dict[date, dict[tuple[str, int | None], Fact]] = defaultdict(dict)
    for fact in facts:
        for day in material.span.of(fact):
            found[day].setdefault((fact.kind, fact.place), fact)
    return found


def _said(counted: dict[date, dict[tuple[str, int | None], Fact]], total: int, days: int) -> str:
    sums = Counter(kind for places in counted.values() for kind, _place in places)
    parts = " + ".join(f"{word('activity', kind)} {n}" for kind, n in sorted(sums.items()))
    return _("%(parts)s = %(total)s 天，这个月有 %(days)s 天。") % {
        "parts": parts,
        "total": total,
        "days": days,
    }


KIND = Kind(
    "over_calendar",
    gettext_lazy("多于日历的天数"),
    gettext_lazy("一个人一个月里驻村、出差、请假的天数加起来，或者住宿的夜数，比这个月的天数还多。"),
    (
        gettext_lazy("半天驻村、半天出差，两样都记成一天。"),
        gettext_lazy("一天里走了同一乡镇的两个村，两处都记了驻村。"),
        gettext_lazy("换村那几天，新旧两个村都记了。"),
    ),
    find,
    {"beyond": gettext_lazy("比这个月多出几天才提示")},
)
