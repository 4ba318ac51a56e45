"""Courses: beginning one, taking it on, what is objected; striking off; what may be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connection

from bangfu.errors import Problem
from bangfu.site.clock import moment, today
from bangfu.site.exits.keeping import kept
from bangfu.site.exits.machine import FIRST, RULES
from bangfu.site.exits.models import Course, Move, Objection, Risk, Standing
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account

# What the database would say to each move of a course, if words, a paper and whatever was seen came with it.
_ASKED = """select code, reason, exits_clause(reason) from (select code, exits_against_course_move(c, jsonb_populate_record(
        null::exits_move, jsonb_build_object('id', '', 'course_id', c.id, 'code', code, 'text', '……', 'document', '……',
            'judged', '……', 'education', 'yes', 'medical', 'yes', 'housing', 'yes', 'water', 'yes'))) as reason
    from exits_course c, unnest(%s::text[]) code where c.id = %s) asked"""


def begin(user: Account, household: Household, kind: str, text: str) -> Course:
    """Begin a course: `exit`, `clear` or `revert`. Raises `BangfuError`, of a bar with the clause that it stands in."""
    course = Course(household=household, kind=kind, made_by=user.pk, made_at=moment())
    with kept():
        course.save(force_insert=True)
        _move(user, course, FIRST[kind], {"text": text})
    return course


def move(user: Account, course: Course, code: str, said: Mapping[str, str]) -> Move:
    """Take a course on; `said` holds what the move needs. Raises `BangfuError` with the reason why it may not go there."""
    with kept():
        taken = _move(user, course, code, said)
    taken.refresh_from_db()
    return taken


def open_moves(course: Course, codes: Iterable[str] = RULES) -> dict[str, Problem | None]:
    """Moves with the reason why this account may not make them now; None where it may."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [list(codes), course.pk])
        found: list[tuple[str, str | None, str | None]] = cursor.fetchall()
    return {code: kept.problem(reason, clause or "") if reason else None for code, reason, clause in found}


def object_to(user: Account, course: Course, text: str) -> Objection:
    """Write down what somebody said against a notice. Raises `BangfuError` where none hangs."""
    made = Objection(course=course, text=text.strip(), on=today(), by=user.pk, at=moment())
    with kept():
        made.save(force_insert=True)
    return made


def answer(user: Account, objection: Objection, text: str, *, upheld: bool) -> Objection:
    """Answer what was objected. Raises `BangfuError`; what was upheld ends the course by stopping it."""
    made = Objection(
        course_id=objection.course_id, answers=objection, upheld=upheld, text=text.strip(), on=today(),  # type: ignore[attr-defined]
        by=user.pk, at=moment(),
    )  # fmt: skip
    with kept():
        made.save(force_insert=True)
    return made


def open_risk(user: Account, household: Household, risk: Risk) -> Risk:
    """Watch a household from a day on: kind, causes, day and ground stand in `risk`. Raises `BangfuError`."""
    risk.household, risk.by, risk.at = household, user.pk, moment()
    with kept():
        risk.save(force_insert=True)
    return risk


def strike(user: Account, household: Household, why: str) -> Standing:
    """Strike a household off, from whatever it is. Raises `BangfuError`; a reason is needed."""
    made = Standing(household=household, word="struck", on=today(), why=why.strip(), by=user.pk, at=moment())
    with kept():
        made.save(force_insert=True)
    return made


def _move(user: Account, course: Course, code: str, said: Mapping[str, str]) -> Move:
    fields = {name: text.strip() for name, text in said.items() if name != "entry"}
    made = Move(
        course=course, code=code, entry_id=said.get("entry") or None, on=today(), by=user.pk, at=moment(), **fields
    )  # fmt: skip
    made.save(force_insert=True)
    return made
