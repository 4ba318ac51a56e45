"""A verdict as a row of a table: every id by its name, every figure with its unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bangfu.paper.words import figures, period
from bangfu.site.duties.law import Law, law
from bangfu.site.duties.models import Verdict
from bangfu.site.roster.models import Organisation, Person
from bangfu.site.web.words import tongue, word


@dataclass(frozen=True)
class Row:
    """What a list shows of one verdict."""

    verdict: Verdict
    as_of: date
    title: str
    number: str  # of the document
    role: str
    period: str
    done: str
    counterpart: str
    status: str

    @property
    def kind(self) -> tuple[object, ...]:
        """What rows of one duty and period have in common, whatever their targets."""
        v = self.verdict
        return v.regulation, v.duty, v.period_end, v.status, v.person_id, v.organisation_id  # pyright: ignore[reportAttributeAccessIssue]

    @property
    def days_left(self) -> int:
        """Days until it is due; below nothing once its period is over."""
        return (self.verdict.period_end - self.as_of).days


def rows_of(verdicts: Iterable[Verdict], as_of: date, known: Law | None = None) -> list[Row]:
    """Verdicts as rows."""
    found = list(verdicts)
    names = names_of(v.counterpart for v in found)
    at = known or law()
    return [row_of(v, as_of, at, names) for v in found]


def row_of(verdict: Verdict, as_of: date, known: Law, names: dict[str, str]) -> Row:
    """One verdict as a row, with the names of counterparts already found."""
    v = verdict
    return Row(
        v,
        as_of,
        known.title(v.regulation, v.duty),
        known.number(v.regulation),
        word("role", v.role),
        period(v.period_start, v.period_end),
        figures(v.achieved, v.required, v.unit, tongue()),
        names.get(v.counterpart or "", v.counterpart or ""),
        word("status", v.status),
    )


def names_of(ids: Iterable[str | None]) -> dict[str, str]:
    """Names of people and units that the account may see, by id."""
    wanted = {i for i in ids if i}
    if not wanted:
        return {}
    named: dict[str, Any] = dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return named | dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name"))
