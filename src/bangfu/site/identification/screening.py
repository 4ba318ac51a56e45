"""Screening a household: beginning, answering, recording steps, posting, moving on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment, today
from bangfu.site.identification.keeping import kept
from bangfu.site.identification.machine import FIRST, RULES
from bangfu.site.identification.models import (
    Answer,
    Move,
    Notice,
    NoticeLine,
    Person,
    Report,
    Roll,
    Scheme,
    Screening,
    StepRecord,
)
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account

# What the database would say to each move, if words and a result came with it.
_ASKED = """select code, against_screening_move(s, jsonb_populate_record(null::identification_move, jsonb_build_object(
        'id', '', 'screening_id', s.id, 'code', code, 'text', '……', 'result', 'in')))
    from identification_screening s, unnest(%s::text[]) code where s.id = %s"""


def scheme_of(place: int, template: str, day: date | None = None) -> Scheme | None:
    """The version of a scheme that holds at a place on a day, today if none is named."""
    known = Scheme.objects.filter(county=county_at(place), template=template, start__lte=day or today())
    return known.order_by("-start", "-at", "pk").first()


def begin(account: Account, roll: Roll, scheme: Scheme, report: Report | None = None) -> Screening:
    """Begin to screen a household of the roll. Raises `BangfuError`."""
    made = Screening(
        place_id=roll.place_id,
        roll=roll,
        scheme=scheme,
        report=report,
        on=today(),
        by=account.pk,
        at=moment(),
    )
    with kept():
        made.save(force_insert=True)
        move(account, made, FIRST)
    return made


def say(account: Account, screening: Screening, item: tuple[str, int], said: str, evidence: str) -> Answer:
    """Answer an item, by its list and number. Raises `BangfuError` once there is a result."""
    name, number = item
    made = Answer(
        screening=screening, list=name, number=number, said=said, evidence=evidence.strip(), by=account.pk, at=moment()
    )  # fmt: skip
    with kept():
        made.save(force_insert=True)
    return made


def name(account: Account, screening: Screening, number: int | None, **fields: Any) -> Person:
    """Write down somebody who lives there; `number` names the row that it corrects. Raises `BangfuError`."""
    known = screening.persons.count()  # type: ignore[attr-defined]
    made = Person(screening=screening, number=number or known + 1, by=account.pk, at=moment(), **fields)
    with kept():
        made.save(force_insert=True)
    return made


def take_step(account: Account, screening: Screening, number: int, **fields: Any) -> StepRecord:
    """Record a step of the scheme. Raises `BangfuError` where the one before it is not recorded."""
    made = StepRecord(screening=screening, number=number, by=account.pk, at=moment(), **fields)
    with kept():
        made.save(force_insert=True)
    return made


def move(account: Account, screening: Screening, code: str, text: str = "", **more: Any) -> Move:
    """Take a screening on. Raises `BangfuError` with the reason why it may not go there."""
    made = Move(
        screening=screening, code=code, text=text.strip(), on=today(), by=account.pk, at=moment(), **more
    )
    with kept():
        made.save(force_insert=True)
    screening.refresh_from_db()
    return made


def open_moves(screening: Screening) -> dict[str, Problem | None]:
    """Every move, with the reason why this account may not make it now; None where it may.

    That there is no household yet stands in nobody's way: confirming makes it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [list(RULES), screening.pk])
        found: list[tuple[str, str | None]] = cursor.fetchall()
    return {
        code: Problem(reason, value=code) if reason and reason != "identify_no_household" else None
        for code, reason in found
    }


def proposed(screening: Screening) -> str:
    """What the lists come to: in, out, open, or judge."""
    with connection.cursor() as cursor:
        cursor.execute("select proposed_result(%s)", [screening.pk])
        [(found,)] = cursor.fetchall()
    return found


def post(account: Account, place: int, screenings: Iterable[Screening], venue: str) -> Notice:
    """Hang out those who are to be taken in, for the days of their scheme. Raises `BangfuError`; for nobody to post."""
    listed = list(screenings)
    if not listed:
        raise BangfuError(Problem("identify_nobody_to_post"))
    made = _notice(account, place, listed[0].scheme, "hearing", venue)
    with kept():
        made.save(force_insert=True)
        for each in listed:
            NoticeLine.objects.create(notice=made, screening=each)
            move(account, each, "post")
    made.refresh_from_db()
    return made


def hang(account: Account, place: int, scheme: Scheme, venue: str) -> Notice:
    """Hang out the list in force in the place of the one that hangs. Raises `BangfuError`."""
    made = _notice(account, place, scheme, "standing", venue)
    with kept():
        for former in Notice.objects.filter(place=place, kind="standing", removed_on=None):
            take_down(account, former)
        made.save(force_insert=True)
        NoticeLine.objects.bulk_create(
            NoticeLine(notice=made, screening_id=pk) for pk in in_force(place, today())
        )
    made.refresh_from_db()
    return made


def take_down(account: Account, notice: Notice) -> None:
    """Say that a notice was taken down today. Raises `BangfuError`."""
    notice.removed_by = account.pk
    with kept():
        notice.save(update_fields=["removed_by"])
    notice.refresh_from_db()


def in_force(place: int, day: date) -> list[str]:
    """The screenings whose households stand on the list of a village on a day."""
    with connection.cursor() as cursor:
        cursor.execute("select list_in_force(%s, %s) order by 1", [place, day.isoformat()])
        return [pk for (pk,) in cursor.fetchall()]


def _notice(account: Account, place: int, scheme: Scheme, kind: str, venue: str) -> Notice:
    return Notice(
        place_id=place,
        kind=kind,
        scheme=scheme,
        posted_on=today(),
        venue=venue.strip(),
        by=account.pk,
        at=moment(),
    )


def household_of(roll: Roll) -> Household | None:
    """The household that an earlier confirmation made of a household of the roll, while it is helped."""
    made = (
        Move.objects.filter(screening__roll=roll, code="confirm", household__end=None)
        .order_by("-at", "pk")
        .first()
    )
    return made.household if made else None
