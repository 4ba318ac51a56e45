"""Rows of a workbook on their way in, written and numbered thousands at a time.

Each column goes as one array: a statement with a placeholder for every cell would take longer to be put together than to be
carried out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from bangfu.site.household.filing import mark_of
from bangfu.site.household.intake.cells import Cells
from bangfu.site.household.models import Intake, Staged
from bangfu.site.roster.models import Place
from bangfu.site.roster.search import keys_of
from bangfu.site.web.sealed import ciphers

_STAGE = """insert into household_staged (intake_id, sheet, row, given, place, head, name, letters, relation, birth, id_number, mark,
        facts, home, household, version, number, fresh)
    select %s, %s, u.row, u.given, u.place, u.head, u.name, u.letters, u.relation, u.birth, u.id_number, u.mark, u.facts::jsonb,
        u.home::jsonb, '', '', 0, false
    from unnest(%s::integer[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::date[], %s::bytea[],
        %s::text[], %s::text[], %s::text[])
        u (row, given, place, head, name, letters, relation, birth, id_number, mark, facts, home)"""
_NUMBER = """update household_staged s set household = u.household, version = u.version, number = u.number, fresh = u.fresh
    from unnest(%s::bigint[], %s::text[], %s::text[], %s::integer[], %s::boolean[]) u (id, household, version, number, fresh)
    where s.id = u.id and s.intake_id = %s"""

_TWINS = """select s.row, t.household_id from household_staged s join household_member m on m.mark = s.mark
        join household_standing t on t.version_id = m.version_id and t.start <= %(day)s and t.until > %(day)s
    where s.intake_id = %(intake)s and s.mark <> '' and t.household_id <> s.household order by s.row, t.household_id limit %(most)s"""


def stage(intake: Intake, rows: Sequence[tuple[int, Cells, Place | None]]) -> None:
    """Keep what was read of some rows: number in the workbook, cells, village."""
    with connection.cursor() as cursor:
        cursor.execute(_STAGE, [intake.pk, intake.title[:100], *_columns(_fields(*row) for row in rows)])


def number(intake: Intake, rows: Iterable[Staged]) -> None:
    """Write down which household, version and member each row is."""
    told = ((row.pk, row.household, row.version, row.number, row.fresh) for row in rows)
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER, [*_columns(told), intake.pk])


def twins(intake: Intake, most: int) -> list[list[Any]]:
    """Who of the workbook stands on its day in the file of another household in view as well: row and that household."""
    told: dict[str, Any] = {"day": intake.start, "intake": intake.pk, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_TWINS, told)
        return [list(row) for row in cursor.fetchall()]


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _fields(row: int, cells: Cells, place: Place | None) -> tuple[Any, ...]:
    name, text = cells.texts.get("name", "")[:100], cells.texts.get
    sealed = ciphers().seal(cells.id_number) if cells.id_number else b""
    return (
        row, text("household", "")[:64], place.pk if place else None, text("head", "")[:100], name, keys_of(name), cells.relation,
        cells.birth, sealed, mark_of(cells.id_number), _json(cells.facts), _json(cells.home),
    )  # fmt: skip


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
