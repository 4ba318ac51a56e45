"""What only the whole of a workbook shows: which rows are one household, whether it has one head, and who stands in two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

from bangfu.errors import Problem
from bangfu.site.household.filing import MOST as MOST_MEMBERS
from bangfu.site.household.intake.cells import heading
from bangfu.site.household.intake.staging import number, twins
from bangfu.site.household.models import Intake, Staged
from bangfu.site.roster.holding import on
from bangfu.site.roster.models import Household, new_id

MOST_KEPT = 2000  # faults that are kept; whoever has more begins with these
LIGHT = ("pk", "row", "given", "place", "head", "name", "relation", "mark")


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: row, heading, a code of the catalogue, and what stands there."""

    row: int
    column: str
    code: str
    value: str = ""

    def problem(self, sheet: str) -> Problem:
        """As the page tells it."""
        return Problem(self.code, sheet, self.row, self.column, self.value)


def keep(faults: Iterable[Fault]) -> list[list[Any]]:
    """As they lie in the database."""
    return [[f.row, f.column, f.code, f.value] for f in faults]


def check(intake: Intake) -> None:
    """Put rows together as households and check them; the state says whether the workbook can be written."""
    rows = list(Staged.objects.filter(intake=intake).only(*LIGHT).order_by("row"))
    homes = _homes(rows)
    faults = [*_heads(homes), *_twice(rows, homes)]
    if not faults and not intake.faults:
        faults = _settle(intake, homes)
    intake.faults = sorted([*intake.faults, *keep(faults)])
    fresh = sum(home[0].fresh for home in homes)
    intake.counts |= {
        "rows": len(rows),
        "households": len(homes),
        "fresh": fresh,
        "faults": len(intake.faults),
    }
    intake.state = Intake.State.FAULTY if intake.faults else Intake.State.READY
    intake.faults, intake.book = intake.faults[:MOST_KEPT], ""
    if intake.state == Intake.State.READY:
        number(intake, rows)
    intake.twins = twins(intake, MOST_KEPT)
    if intake.state == Intake.State.FAULTY:
        Staged.objects.filter(intake=intake).delete()


def _homes(rows: list[Staged]) -> list[list[Staged]]:
    """By the id that is given; else by village and head; else a household begins with each head."""
    found: defaultdict[object, list[Staged]] = defaultdict(list)
    running = 0
    for row in rows:
        running += row.relation == "head" and not row.given and not row.head
        key = row.given or ((row.place, row.head) if row.head else running)
        found[key].append(row)
    return list(found.values())


def _heads(homes: list[list[Staged]]) -> Iterable[Fault]:
    for home in homes:
        heads = [row for row in home if row.relation == "head"]
        if len(heads) != 1:
            yield Fault((heads or home)[-1].row, heading("relation"), "household_needs_head")
        if len({row.place for row in home}) > 1:
            yield Fault(home[-1].row, heading("village"), "intake_two_villages", home[0].given)
        if len(home) > MOST_MEMBERS:
            yield Fault(home[-1].row, heading("name"), "intake_too_many_members", str(MOST_MEMBERS))


def _twice(rows: list[Staged], homes: list[list[Staged]]) -> Iterable[Fault]:
    """The same number in two rows: each row after the first, with the row it repeats."""
    first: dict[str, int] = {}
    for row in sorted(rows, key=lambda r: r.row):
        if row.mark and row.mark in first:
            yield Fault(row.row, heading("id_number"), "intake_person_twice", str(first[row.mark]))
        elif row.mark:
            first[row.mark] = row.row


def _settle(intake: Intake, homes: list[list[Staged]]) -> list[Fault]:
    """Which household of the roster each is, or a new one; its members in order, the head first."""
    known = {h.pk: h for h in Household.objects.filter(on(intake.start)).only("pk", "place", "head", "start")}
    named: defaultdict[tuple[int | None, str], list[Household]] = defaultdict(list)
    for home in known.values():
        named[home.place_id, home.head].append(home)
    others = _taken({rows[0].given for rows in homes} - set(known))
    faults: list[Fault] = []
    for rows in homes:
        head = next(row for row in rows if row.relation == "head")
        meant = (
            [known[head.given]] if head.given in known else [] if head.given else named[head.place, head.name]
        )
        if len(meant) > 1:
            faults.append(Fault(head.row, heading("head"), "intake_head_twice", head.name[:1]))
        elif meant and meant[0].place_id != head.place:
            faults.append(Fault(head.row, heading("village"), "intake_two_villages", head.given))
        elif head.given in others:
            faults.append(Fault(head.row, heading("household"), "intake_id_ended", head.given))
        _number(rows, meant[0].pk if meant else head.given or new_id(), new_id(), not meant)
    return faults


def _taken(ids: set[str]) -> set[str]:
    """Ids of households in view that are not on the register on the first day of the workbook."""
    return set(Household.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _number(rows: list[Staged], household: str, version: str, fresh: bool) -> None:
    numbers = count(2)
    for row in rows:
        row.household, row.version, row.fresh = household, version, fresh
        row.number = 1 if row.relation == "head" else next(numbers)
