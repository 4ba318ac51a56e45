"""What is added beside the versions: a card handed over, an entry of the official platform, a benefit checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment, today
from bangfu.site.household.models import BenefitCheck, CardIssue, PlatformEntry, Version
from bangfu.site.household.reading import as_of
from bangfu.site.household.refusing import refusals
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account


def hand_over(account: Account, household: Household, on: date, handed_to: str) -> CardIssue:
    """Keep that the card as it stands today was handed over. Raises `BangfuError`."""
    return _added(account, CardIssue(version=_current(household), on=on, handed_to=handed_to.strip()))


def enter_platform(account: Account, household: Household, on: date, number: str) -> PlatformEntry:
    """Keep that what stands today was entered into the official platform. Raises `BangfuError`."""
    return _added(account, PlatformEntry(version=_current(household), on=on, number=number.strip()))


def check_benefit(account: Account, household: Household, fields: Mapping[str, Any]) -> BenefitCheck:
    """Keep whether it qualifies and receives. Raises `BangfuError`."""
    return _added(account, BenefitCheck(household=household, **fields))


def _current(household: Household) -> Version:
    version = as_of(household.pk, today())
    if version is None:
        raise BangfuError(Problem("household_no_file"))
    return version


def _added(account: Account, row: Any) -> Any:
    row.recorded_at, row.recorded_by = moment(), account.pk
    with refusals():
        row.save(force_insert=True)
    return row
