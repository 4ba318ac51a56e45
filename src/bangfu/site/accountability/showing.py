"""Proposals as pages and programs show them: words, names, causes, what stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bangfu.accountability.notes import measure_name, named
from bangfu.accountability.proposal import Proposal
from bangfu.regulation.model import Reading
from bangfu.site.accountability.proposing import subject_of
from bangfu.site.accountability.rungs import rules_of, rung_of
from bangfu.site.cases.grounds import Ground, grounds, of_proposal
from bangfu.site.duties.law import law
from bangfu.site.roster.models import Organisation, Person
from bangfu.site.web.words import tongue


@dataclass(frozen=True)
class Row:
    """One proposal."""

    key: str
    proposal: Proposal
    measure: str
    number: str  # of the document
    rung: str
    conductor: str
    causes: list[Ground]
    note: str
    readings: list[Reading]


@dataclass(frozen=True)
class Group:
    """Everything on one page about one person or unit."""

    person: Person | None
    organisation: Organisation | None
    rows: list[Row]


def rows(found: Iterable[tuple[str, Proposal]]) -> list[Row]:
    """Proposals with their words."""
    listed, known = list(found), law()
    rules = rules_of(known.packs.values())
    facts = grounds(p for _, p in listed)
    return [_row(key, p, of_proposal(p, facts), known, rules) for key, p in listed]


def groups(found: Sequence[tuple[str, Proposal]]) -> list[Group]:
    """Rows that follow each other, by whom they concern."""
    people = Person.objects.select_related("organisation").in_bulk({p.person for _, p in found if p.person})
    units = Organisation.objects.in_bulk({p.organisation for _, p in found if p.organisation})
    made: list[Group] = []
    for _subject, own in groupby(rows(found), key=lambda row: subject_of(row.proposal)):
        listed = list(own)
        of = listed[0].proposal
        made.append(Group(people.get(of.person or ""), units.get(of.organisation or ""), listed))
    return made


def measure(code: str) -> str:
    """The word of a measure."""
    return str(getattr(measure_name(code), tongue()))


def _row(key: str, p: Proposal, causes: list[Ground], known: Any, rules: Any) -> Row:
    pack = known.packs[p.regulation]
    return Row(
        key, p, measure(p.measure), known.number(p.regulation), rung_of(rules.get((p.regulation, p.provision)), causes),
        str(getattr(named(known.vocabulary, p.conducted_by), tongue())) if p.conducted_by else "",
        causes, str(getattr(p.note, tongue())),
        [r for r in pack.reading if r.id in p.readings],
    )  # fmt: skip
