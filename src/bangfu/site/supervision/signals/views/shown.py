"""Hints as rows of a page: what was found with the names of people and places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.narrowing import NAMED
from bangfu.site.roster.models import Person, Place
from bangfu.site.supervision.signals.finding import Hint
from bangfu.site.web.named import names_of


@dataclass(frozen=True)
class Row:
    """A hint with whose entries it rests on, and where they are."""

    hint: Hint
    who: list[str]
    where: list[str]


def rows_of(hints: Iterable[Hint]) -> list[Row]:
    """Hints as rows; a name that the account may not see is left out."""
    found = list(hints)
    facts = [f for hint in found for f in hint.lead.entries]
    people = Person.objects.in_bulk({f.person for f in facts if f.person})
    places = Place.objects.in_bulk({f.area for f in facts if f.area})
    return [
        Row(
            hint,
            [str(people[pk]) for pk in dict.fromkeys(f.person for f in hint.lead.entries) if pk in people],
            [str(places[pk]) for pk in dict.fromkeys(f.area for f in hint.lead.entries) if pk in places],
        )
        for hint in found
    ]


@dataclass(frozen=True)
class Basis:
    """One entry that a hint rests on, when it was written and by whom."""

    entry: Entry
    moment: object
    recorder: str
    is_new: bool  # nobody has looked at it


def bases_of(hint: Hint) -> list[Basis]:
    """The entries of a hint, in the order of their days."""
    entries = Entry.objects.prefetch_related(*NAMED).in_bulk([f.id for f in hint.lead.entries])
    names = names_of(f.recorded_by for f in hint.lead.entries)
    return [
        Basis(entries[f.id], f.moment, names.get(f.recorded_by, ""), f.id in hint.since)
        for f in hint.lead.entries
        if f.id in entries
    ]
