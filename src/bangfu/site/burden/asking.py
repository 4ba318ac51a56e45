"""Forms on their way: taken in with their columns and first move, taken on, filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from bangfu.errors import Problem
from bangfu.regulation.periods import period_holding
from bangfu.site.burden.keeping import kept
from bangfu.site.burden.machine import RULES
from bangfu.site.burden.models import Column, Filling, Form, Move
from bangfu.site.clock import moment, today
from bangfu.site.roster.models import Place
from bangfu.site.web.asked import plain
from bangfu.site.web.models import Account

LONGEST = 300  # of what is filled in
ASIDE = {"household": "household_id", "village": "place_id", "person": "person_id", "unit": "organisation_id"}
_ASKED = """select code, burden_against_move(f, jsonb_populate_record(null::burden_move,
        jsonb_build_object('id', '', 'form_id', f.id, 'code', code, 'text', '……')))
    from burden_form f, unnest(%s::text[]) code where f.id = %s"""


@dataclass(frozen=True)
class Wanted:
    """One column as it is handed in: the known field that answers it, or why it is needed."""

    name: str
    known: str
    how: str
    reason: str = ""


def take_in(
    user: Account, county: Place, form: Form, columns: Sequence[Wanted], code: str, text: str
) -> Form:
    """Take a form in with its columns: `propose`, `spare` or `note`. Raises `BangfuError`, and keeps nothing then."""
    form.county, form.made_by, form.made_at = county, user.pk, moment()
    rows = [
        Column(form=form, number=number, name=one.name, known=one.known, how=one.how, reason="" if one.known else one.reason.strip())
        for number, one in enumerate(columns, 1)
    ]  # fmt: skip
    with kept():
        form.save(force_insert=True)
        Column.objects.bulk_create(rows)
        _move(user, form, code, text)
    return Form.objects.get(pk=form.pk)


def move(user: Account, form: Form, code: str, text: str) -> Move:
    """Take a form on. Raises `BangfuError` with the reason why it may not go there."""
    with kept():
        return _move(user, form, code, text)


def open_moves(form: Form, codes: Iterable[str] = RULES) -> dict[str, Problem | None]:
    """Moves with the reason why this account may not make them now; None where it may."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [list(codes), form.pk])
        found: list[tuple[str, str | None]] = cursor.fetchall()
    return {code: kept.problem(reason) if reason else None for code, reason in found}


def period_of(form: Form, day: date) -> date:
    """The first day of the period of a form that holds a day."""
    if form.per == "once":
        return form.since
    return period_holding(form.per, day).start  # pyright: ignore[reportArgumentType]


def fill(user: Account, form: Form, row: str | int, values: Mapping[str, str]) -> Filling:
    """Fill in the new columns of one line, by their numbers, for the period of today. Raises `BangfuError`."""
    told = {number: text for number, given in values.items() if (text := plain(given, LONGEST))}
    made = Filling(
        form=form, period=period_of(form, today()), values=told, on=today(), by=user.pk, at=moment(),
        **{ASIDE[form.target]: row},
    )  # fmt: skip
    with kept():
        made.save(force_insert=True)
    return made


def filled(form: Form, day: date) -> dict[str | int, dict[str, str]]:
    """What was filled in of the lines in view for the period of a day, the last of each."""
    rows = Filling.objects.filter(form=form, period=period_of(form, day)).order_by("at", "pk")
    return dict(rows.values_list(ASIDE[form.target], "values"))


def _move(user: Account, form: Form, code: str, text: str) -> Move:
    made = Move(form=form, code=code, text=text.strip(), on=today(), by=user.pk, at=moment())
    made.save(force_insert=True)
    return made
