"""Somebody in two places at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.regulation.vocabulary import AT_THE_POST
from bangfu.site.supervision.signals.facts import Fact
from bangfu.site.supervision.signals.lead import Kind, Lead, Material, Numbers, by_person, lead

AWAY = {"leave_day", "official_trip"}  # a meeting or a training may leave half a day for the village
IN_THE_VILLAGE = AT_THE_POST | {
    "household_visit",
    "village_visit",
    "field_stay",
}  # nobody does these by telephone
TOWNSHIP = 1000  # what follows the township in a place's code


def find(material: Material, _numbers: Numbers) -> Iterator[Lead]:
    """Days that share an entry are one hint: leave of a week against three visits in it."""
    for facts in by_person(f for f in material.facts if f.kind in AWAY | IN_THE_VILLAGE).values():
        if not _may_be(facts):
            continue
        chains: list[tuple[list[date], set[Fact]]] = []
        for day, against in sorted(_days(material, facts).items()):
            if chains and chains[-1][1] & against:
                chains[-1][0].append(day)
                chains[-1][1].update(against)
            else:
                chains.append(([day], set(against)))
        yield from (lead(_said(days, against), against) for days, against in chains)


def _may_be(facts: list[Fact]) -> bool:
    """Whether there is anything to compare: most people are in one township all month."""
    return any(f.kind in AWAY for f in facts) or len({f.area // TOWNSHIP for f in facts if f.area}) > 1


def _days(material: Material, facts: list[Fact]) -> dict[date, set[Fact]]:
    """The entries of each day that do not go together."""
    found: dict[date, list[Fact]] = defaultdict(list)
    for fact in facts:
        for day in material.span.of(fact):
            found[day].append(fact)
    return {day: against for day, these in found.items() if (against := _against(these))}


def _against(facts: list[Fact]) -> set[Fact]:
    here = [f for f in facts if f.kind in IN_THE_VILLAGE and f.area and f.area % TOWNSHIP]
    staying = [f for f in here if f.kind in AT_THE_POST]
    away = [f for f in facts if f.kind in AWAY]
    apart = len({f.area // TOWNSHIP for f in staying if f.area}) > 1
    return set(staying if apart else []) | set(here + away if here and away else [])


def _said(days: list[date], against: set[Fact]) -> str:
    told = {"first": days[0].isoformat(), "last": days[-1].isoformat()}
    when = told["first"] if len(days) == 1 else _("%(first)s 至 %(last)s") % told
    if any(f.kind in AWAY for f in against):
        return _("%(when)s：请假或出差的日子，又有在村里的记录。") % {"when": when}
    return _("%(when)s：同一天在两个乡镇驻村或住宿。") % {"when": when}


KIND = Kind(
    "two_places",
    gettext_lazy("同时在两处"),
    gettext_lazy("同一个人同一天在不同乡镇的两个村驻村或住宿，或者请假、出差的日子里又有在村里的记录。"),
    (
        gettext_lazy("上午在一个村，下午被调去另一个乡镇。"),
        gettext_lazy("假请得比实际长，提前回来了，还没有销假；或者只请了半天。"),
        gettext_lazy("补记时日期或者村选错了，更正一笔就好。"),
    ),
    find,
)
