"""Steps of a case: which are open to an account, and taking one. The database decides; here its refusal gets words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pghistory
from django.db import DatabaseError, connection, transaction

from bangfu.errors import BangfuError, Problem
from bangfu.site.cases.machine import RULES
from bangfu.site.cases.models import Case, Step
from bangfu.site.clock import moment, today
from bangfu.site.web.middleware.scope import stand_on
from bangfu.site.web.models import Account
from bangfu.site.web.refusals import refusal

# What can still be supplied with a step does not close it.
LATER = {"case_needs_document", "case_needs_measure", "case_not_as_proposed", "case_not_milder"}
# What the database would say to each step of a case, if words and a day came with it.
_ASKED = """select code, against_step(c, jsonb_populate_record(null::cases_step, jsonb_build_object(
        'id', '', 'case_id', c.id, 'code', code, 'text', '……', 'measure', '', 'document', '', 'on', %s::date,
        'deadline', %s::date)))
    from cases_case c, unnest(%s::text[]) code where c.id = %s"""


@dataclass(frozen=True)
class Ruling:
    """Which measure, from which day until which day; no last day for an act."""

    measure: str
    start: date
    end: date | None = None


@dataclass(frozen=True)
class Said:
    """What comes with a step: words, a last day, what is decided, the number of its paper."""

    text: str = ""
    deadline: date | None = None
    ruling: Ruling | None = None
    document: str = ""


def step(account: Account, case: Case, code: str, said: Said = Said(), on: date | None = None) -> Step:
    """Take a step, today where no day is given. Raises `BangfuError` with the reason why it may not be taken."""
    if on is not None:
        stand_on(on)
    text = said.text.strip()
    taken = Step(
        case=case, code=code, text=text, deadline=said.deadline, document=said.document.strip(), on=on or today(),
        by=account.pk, at=moment(), **(vars(said.ruling) if said.ruling else {}),
    )  # fmt: skip
    try:
        with pghistory.context(reason=text[:200]), transaction.atomic():
            taken.save(force_insert=True)
    except DatabaseError as error:
        if problem := refusal(error, "text", code):
            raise BangfuError(problem) from error
        raise
    case.refresh_from_db()
    return taken


def open_steps(case: Case) -> dict[str, Problem | None]:
    """Every step, with the reason why this account may not take it now; None where it may."""
    day = today()
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [str(day), str(day + timedelta(days=1)), list(RULES), case.pk])
        found: list[tuple[str, str | None]] = cursor.fetchall()
    return {
        code: Problem(reason, value=code) if reason and reason not in LATER else None
        for code, reason in found
    }
