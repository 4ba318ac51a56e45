"""Entering what an assessment rests on: checks, figures, weights; and withdrawing what does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from bangfu.errors import BangfuError, Problem
from bangfu.site.assessment.models import Check, Figure, Weight, Withdrawal
from bangfu.site.clock import moment, today
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.models import Account


@dataclass(frozen=True)
class Looked:
    """One thing that was looked at."""

    indicator: str
    on: date
    place: Place
    result: str
    organisation: Organisation | None = None
    person: Person | None = None
    note: str = ""


@dataclass(frozen=True)
class Counted:
    """A figure of a year for one body, with its evidence."""

    indicator: str
    year: int
    evidence: str
    numerator: int | None = None
    denominator: int | None = None
    organisation: Organisation | None = None
    place: Place | None = None
    person: Person | None = None
    area: str = ""


def check(account: Account, county: Place, looked: Looked) -> Check:
    """Enter a check."""
    return Check.objects.create(county=county, **vars(looked), made_by=account.pk, made_at=moment())


def figure(account: Account, county: Place, counted: Counted) -> Figure:
    """Enter a figure. Raises `BangfuError` where its part is more than its whole."""
    both = counted.numerator is not None and counted.denominator is not None
    if both and (counted.numerator or 0) > (counted.denominator or 0):
        raise BangfuError(Problem("part_over_whole", column="numerator", value=str(counted.numerator)))
    return Figure.objects.create(county=county, **vars(counted), made_by=account.pk, made_at=moment())


def weigh(account: Account, county: Place, year: int, set_by: str, weights: Mapping[str, Decimal]) -> None:
    """Set all weights of a year. Raises `BangfuError` where some were set today already: of one day only one set counts."""
    told = {"county": county, "year": year, "set_on": today(), "set_by": set_by}
    try:
        with transaction.atomic():
            for code, weight in weights.items():
                Weight.objects.create(
                    **told, indicator=code, weight=weight, made_by=account.pk, made_at=moment()
                )
    except IntegrityError as error:
        raise BangfuError(Problem("weights_set_today", value=str(year))) from error


def withdraw(account: Account, row: Check | Figure, reason: str) -> None:
    """Say that a row does not hold. Raises `BangfuError` where that was said before."""
    named = {"check_row": row} if isinstance(row, Check) else {"figure": row}
    try:
        with transaction.atomic():
            Withdrawal.objects.create(**named, reason=reason, made_by=account.pk, made_at=moment())
    except IntegrityError as error:
        raise BangfuError(Problem("withdrawn_already", value=row.pk)) from error
