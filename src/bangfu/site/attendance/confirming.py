"""Confirming months: many in one step, each only where nothing is wrong and paper and ledger agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from bangfu.site.attendance.faults import claim_fault
from bangfu.site.attendance.models import Confirmation
from bangfu.site.attendance.sheet import Line
from bangfu.site.clock import now
from bangfu.site.web.models import Account


@dataclass(frozen=True)
class Refusal:
    """A month that was not confirmed, and why."""

    line: Line
    reasons: list[str]


def confirm(account: Account, lines: list[Line], claims: Mapping[str, int]) -> tuple[int, list[Refusal]]:
    """Confirm months as they stand; `claims` are days at the post by the sums on paper, by person, where there are any.

    How many are confirmed now, and those that are not. One that is confirmed already stays as it is.
    """
    refused = [Refusal(line, reasons) for line in lines if (reasons := _against(line, claims))]
    wrong = {refusal.line.person.pk for refusal in refused}
    fresh = [line for line in lines if line.person.pk not in wrong and not line.is_confirmed]
    with transaction.atomic():
        for line in fresh:
            Confirmation.objects.create(
                person=line.person,
                place=line.place,
                month=line.attendance.month.first,
                totals=line.attendance.totals,
                upto=line.attendance.latest,
                confirmed_by=account.pk,
                confirmed_at=now(),
            )
    return len(fresh), refused


def _against(line: Line, claims: Mapping[str, int]) -> list[str]:
    reasons = [fault.sentence for fault in line.faults]
    if line.person.pk in claims:
        month = line.attendance.month
        said = claim_fault(claims[line.person.pk], line.attendance.days_of("resident_day"), month)
        reasons += [said] if said else []
    return reasons
