"""Lists of other departments beside the register: who stands in both, as leads to be checked. Nobody's status changes by it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bangfu.errors import BangfuError, Problem
from bangfu.facts.importing.grid import read_grid
from bangfu.site.clock import moment, today
from bangfu.site.household.filing import mark_of
from bangfu.site.household.models import Comparison, Lead, LeadAnswer, Member
from bangfu.site.household.refusing import refusals
from bangfu.site.household.words import INTAKE
from bangfu.site.roster.holding import on as on_register
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account

MOST: Final = 200_000  # rows of a list
NUMBER, FOUND = INTAKE["column"]["id_number"]["heads"], INTAKE["compared"]["heads"]


def compare(account: Account, comparison: Comparison, path: Path) -> Comparison:
    """Keep which members of households a list names. Raises `BangfuError` where it cannot be read."""
    listed = _read(path)
    own = _members()
    found = [(own[mark], what) for mark, what in listed if mark in own]
    comparison.rows, comparison.matched = len(listed), len(found)
    comparison.recorded_at, comparison.recorded_by = moment(), account.pk
    recorded = {"comparison": comparison, "recorded_at": moment(), "recorded_by": account.pk}
    with refusals():
        comparison.save(force_insert=True)
        Lead.objects.bulk_create(
            [Lead(household_id=home, key=key, what=what, **recorded) for (home, key), what in found], 2000
        )
    return comparison


def answer(account: Account, lead: Lead, result: str, text: str) -> LeadAnswer:
    """Keep what was found on looking. Raises `BangfuError` where it was answered."""
    row = LeadAnswer(
        lead=lead, result=result, text=text.strip(), recorded_at=moment(), recorded_by=account.pk
    )
    with refusals():
        row.save(force_insert=True)
    return row


def _read(path: Path) -> list[tuple[str, str]]:
    """The mark of each number, and what the list says of it; the numbers themselves are not kept."""
    grid = read_grid(path)
    for at, (_row, cells) in enumerate(grid[:10]):
        number, found = _column(cells, NUMBER), _column(cells, FOUND)
        if number is not None and found is not None:
            rows = [cells for _, cells in grid[at + 1 :]][:MOST]
            return [(mark_of(row[number]), row[found][:200]) for row in rows if row[number] and row[found]]
    raise BangfuError(Problem("lead_no_columns"))


def _column(cells: list[str], heads: list[str]) -> int | None:
    return next((n for n, cell in enumerate(cells) if "".join(cell.split()) in heads), None)


def _members() -> dict[str, tuple[str, str]]:
    """Of every person who stands in the register today: the mark, the household and the person's key."""
    day = today()
    held = Household.objects.filter(on_register(day)).values("pk")
    rows = Member.objects.filter(
        version__standing__start__lte=day, version__standing__until__gt=day, version__household__in=held
    )
    told = rows.exclude(mark="").values_list("mark", "version__household", "key")
    return {mark: (home, key) for mark, home, key in told.iterator(chunk_size=5000)}
