"""More households visited in a day than one can visit; how many that are, no document says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.site.supervision.signals.facts import Fact
from bangfu.site.supervision.signals.lead import Kind, Lead, Material, Numbers, by_person, lead


def find(material: Material, numbers: Numbers) -> Iterator[Lead]:
    """A day on which somebody visited more households than the number that was set."""
    for facts in by_person(f for f in material.facts if f.kind == "household_visit").values():
        days: dict[date, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.until == fact.on:
                days[fact.on].append(fact)
        for day, visits in sorted(days.items()):
            homes = {f.household for f in visits if f.household}
            if len(homes) > numbers["households"]:
                told = {"day": day.isoformat(), "homes": len(homes)}
                yield lead(_("%(day)s 一天走访了 %(homes)s 户。") % told, visits)


KIND = Kind(
    "many_households",
    gettext_lazy("一天走访的户太多"),
    gettext_lazy("一个人一天走访的户数，超过了本地写明的数。没有写明，就不算。"),
    (
        gettext_lazy("户与户挨着，集中居住点里一天能走很多家。"),
        gettext_lazy("开院坝会，一次见了许多户。"),
        gettext_lazy("几天走访的，补记时都写在一天。"),
    ),
    find,
    {"households": gettext_lazy("一天超过几户才提示")},
)
