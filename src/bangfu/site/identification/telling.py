"""What goes before a screening: schemes of the county, the roll of a village, reports; and what the public sends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import connection

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment, today
from bangfu.site.household.filing import mark_of
from bangfu.site.identification.keeping import kept
from bangfu.site.identification.models import Objection, Report, Roll, Scheme
from bangfu.site.roster.search import keys_of
from bangfu.site.tips.taking import sealed
from bangfu.site.tips.tracking import hash_of, new_code
from bangfu.site.web.models import Account

_REPORT = "select identify_report(%s, %s::bigint, %s, %s, %s, %s, %s, %s)"
_OBJECT = "select identify_object(%s, %s, %s, %s, %s, %s, %s, %s)"


def set_scheme(account: Account, scheme: Scheme) -> Scheme:
    """Write how the county identifies from a day on. Raises `BangfuError`; the former version stays as it was."""
    scheme.by, scheme.at = account.pk, moment()
    with kept():
        scheme.save(force_insert=True)
    return scheme


def enrol(account: Account, rows: Iterable[Roll]) -> list[Roll]:
    """Put households on the roll, all or none. Raises `BangfuError`; for a head who is on it already."""
    made = list(rows)
    for row in made:
        row.by, row.at = account.pk, moment()
        row.key, row.mark = keys_of(row.head), mark_of(row.id_number)
    with kept():
        Roll.objects.bulk_create(made)
    return made


def strike(roll: Roll, why: str) -> None:
    """Say why a household left the roll. Raises `BangfuError` while it is being screened."""
    roll.left_why = why.strip()
    with kept():
        roll.save(update_fields=["left_why"])
    roll.refresh_from_db()


def report(account: Account, made: Report) -> Report:
    """Enter that a household needs help. Raises `BangfuError` where whoever enters it neither keeps nor helps households."""
    made.by, made.at = account.pk, moment()
    with kept():
        made.save(force_insert=True)
    made.refresh_from_db(fields=["due_on"])
    return made


def answer(row: Report | Objection, words: str) -> None:
    """Say what came of a report that leads to no screening, or of an objection; once. Raises `BangfuError`."""
    row.answer = words.strip()
    with kept("answer"):
        row.save(update_fields=["answer"])
    row.refresh_from_db()


def send_report(pk: str, place: int, about: str, told: str, phone: str) -> str:
    """Take in what a household says of itself, and give its receipt, which is kept nowhere. Raises `BangfuError`."""
    code = new_code()
    values = [pk, place, today().isoformat(), moment(), hash_of(code), *map(sealed, (about, told, phone))]
    return _taken(_REPORT, values, code)


def send_objection(pk: str, notice: str, told: str, name: str, phone: str) -> str:
    """Take in what somebody has against a notice, and give the receipt. Raises `BangfuError`."""
    code = new_code()
    values = [pk, notice, today().isoformat(), moment(), hash_of(code), *map(sealed, (told, name, phone))]
    return _taken(_OBJECT, values, code)


def receipt(typed: str) -> tuple[str, date, date | None, str, date | None, str]:
    """Kind, day of coming, due day, state, day of answer, answer. Raises `BangfuError` where there is no such receipt."""
    with connection.cursor() as cursor:
        cursor.execute("select * from identify_receipt(%s)", [hash_of(typed)])
        found = cursor.fetchone()
    if not found:
        raise BangfuError(Problem("identify_no_such_receipt", column="code"))
    return found


def _taken(statement: str, values: Sequence[str | int | datetime | bytes], code: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        [(taken,)] = cursor.fetchall()
    if not taken:
        raise BangfuError(Problem("identify_sent_already"))
    return code
