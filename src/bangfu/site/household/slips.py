"""The slip by which a household reads its own file without signing in, and what it says is wrong there."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db import connection

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment
from bangfu.site.household.models import AccessSlip, CorrectionAnswer, CorrectionSlip
from bangfu.site.household.refusing import refusals
from bangfu.site.roster.models import Household, new_id
from bangfu.site.tips.tracking import hash_of, new_code
from bangfu.site.web.masking import masked
from bangfu.site.web.models import Account
from bangfu.site.web.sealed import ciphers


def make(account: Account, household: Household, until: date) -> str:
    """A new slip; its code, which nobody can read again. Raises `BangfuError`."""
    code = new_code()
    slip = AccessSlip(
        household=household, code=hash_of(code), until=until, made_at=moment(), made_by=account.pk
    )
    with refusals():
        slip.save(force_insert=True)
    return code


def opened(typed: str) -> dict[str, Any]:
    """All that is held about the household of a slip. Raises `BangfuError` where the code is not good (any more)."""
    with connection.cursor() as cursor:
        cursor.execute("select slip_open(%s, %s)", [hash_of(typed), moment()])
        [told] = cursor.fetchone() or [None]
    if not told:
        raise BangfuError(Problem("slip_no_such_code", column="code"))
    held: dict[str, Any] = json.loads(told) if isinstance(told, str) else told
    for member in held["members"]:
        member["id_number"] = masked(_plain(member["id_number"]), "id_number")
        member["birth"] = (member["birth"] or "")[:7]
    return held


def _plain(sealed: str) -> str:
    """Of the bytes as JSON has them."""
    raw = bytes.fromhex(sealed.removeprefix("\\x"))
    return ciphers().open(raw) if raw else ""


def correct(typed: str, text: str) -> None:
    """Say what is wrong. Raises `BangfuError` where the slip is over, or has said enough."""
    with connection.cursor() as cursor:
        cursor.execute("select slip_correct(%s, %s, %s, %s)", [hash_of(typed), new_id(), text, moment()])
        [done] = cursor.fetchone() or [False]
    if not done:
        raise BangfuError(Problem("slip_no_such_code", column="code"))


def answer(account: Account, correction: CorrectionSlip, corrected: bool, text: str) -> CorrectionAnswer:
    """Answer with a reason. Raises `BangfuError` where it was answered."""
    row = CorrectionAnswer(
        correction=correction, corrected=corrected, text=text.strip(), recorded_by=account.pk, recorded_at=moment()
    )  # fmt: skip
    with refusals():
        row.save(force_insert=True)
    return row
