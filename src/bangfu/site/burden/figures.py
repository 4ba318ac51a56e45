"""What rules ask and what was recorded, by role, month and what it is for: counted once for an edition, kept apart for ever."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count, Sum

from bangfu.regulation.model import RequirementRule
from bangfu.site.burden.months import cut, last_of, window
from bangfu.site.duties.keeping import kept
from bangfu.site.duties.law import Law, law
from bangfu.site.duties.models import Snapshot
from bangfu.site.duties.narrowing import mine, of_day, within
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account

NO_ENTRIES = ("share",)  # units that name no number of entries


@dataclass(frozen=True)
class Line:
    """So many entries of one source in one month. `source`: regulation and duty, or the kind of entry and nothing."""

    month: date
    role: str
    source: tuple[str, str]
    entries: Fraction
    count: int  # verdicts whose period touches the month; entries themselves


@dataclass(frozen=True)
class Figures:
    """The two columns of the meter, which are never added up."""

    asked: tuple[Line, ...]
    spent: tuple[Line, ...]


def figures_of(account: Account, snapshot: Snapshot, month: date, place: Place | None = None) -> Figures:
    """Both columns over the months of a board, as far as an account sees."""
    what = f"burden|{month}|{place.pk if place else ''}"
    return kept(snapshot, account, what, lambda: _counted(account, snapshot, month, place))


def _counted(account: Account, snapshot: Snapshot, month: date, place: Place | None) -> Figures:
    known, months = law(), window(month)
    return Figures(
        tuple(_asked(account, snapshot, months, place, known)), tuple(_spent(account, months, place, known))
    )


def needs_entries(known: Law, regulation: str, duty: str) -> bool:
    """Whether a rule asks for something to be done and recorded: a standing condition of the roster does not."""
    found = known.duties.get((regulation, duty))
    return found is not None and not isinstance(found.rule, RequirementRule)


def _asked(
    account: Account, snapshot: Snapshot, months: list[date], place: Place | None, known: Law
) -> list[Line]:
    """What is required by period, each period cut to months by days; exempt ones and shares ask for no number of entries."""
    rows = mine(of_day(snapshot), account).exclude(status="exempt").exclude(unit__in=NO_ENTRIES)
    rows = rows.filter(period_end__gte=months[0], period_start__lte=last_of(months[-1]))
    if place is not None:
        rows = rows.filter(within(place))
    keys = ("role", "regulation", "duty", "period_start", "period_end")
    told = rows.order_by().values_list(*keys).annotate(Sum("required"), Count("pk"))
    entries: dict[tuple[date, str, str, str], Fraction] = defaultdict(Fraction)
    counts: dict[tuple[date, str, str, str], int] = defaultdict(int)
    for role, regulation, duty, start, end, required, number in told:
        if not needs_entries(known, regulation, duty):
            continue
        for month, part in cut(start, end, months):
            key = month, role, regulation, duty
            entries[key] += Fraction(required or 0) * part
            counts[key] += number
    return [Line(m, role, (r, d), entries[m, role, r, d], n) for (m, role, r, d), n in counts.items()]


def _spent(account: Account, months: list[date], place: Place | None, known: Law) -> list[Line]:
    """The entries that stand, each with the one role that its doer did it in."""
    with connection.cursor() as cursor:
        cursor.execute(question("role_of") + question("spent"), about(account, months, place, known))
        return [Line(month, role, (kind, ""), Fraction(n), n) for month, role, kind, n in cursor.fetchall()]


def about(account: Account, months: list[date], place: Place | None, known: Law) -> dict[str, Any]:
    """What the questions about the ledger are asked of: days, place, and which role owes what a kind counts for."""
    pairs = sorted(
        {
            (kind, role)
            for duty in known.duties.values()
            for kind in getattr(duty.rule, "counts", ())
            for role in duty.provision.bearer
        }
    )
    return {
        "first": months[0],
        "last": last_of(months[-1]),
        "lo": place.code if place else None,
        "hi": place.last if place else None,
        "person": (account.person_id or "") if account.kind.sees == "own" else None,
        "kinds": [kind for kind, _role in pairs],
        "roles": [role for _kind, role in pairs],
        "order": list(
            dict.fromkeys(role for duty in known.duties.values() for role in duty.provision.bearer)
        ),
    }


@cache
def question(name: str) -> str:
    """A file of `queries/`."""
    return (Path(__file__).parent / "queries" / f"{name}.sql").read_text(encoding="utf-8")
