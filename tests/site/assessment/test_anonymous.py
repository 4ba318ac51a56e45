"""Nothing anywhere tells who answered: not a table, not a history, not a log, not an order."""

from __future__ import annotations

import json

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from tests.site.acting import Acting
from tests.site.assessment.asked import answered, codes
from tests.site.conftest import client_for

from bangfu.site.assessment.models import Survey
from bangfu.site.postgres import Cluster


def test_no_table_no_history_and_no_log_ties_an_answer_to_anybody(
    acting: Acting, survey: Survey, here: str, district: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    """The owner of the database looks everywhere: an answer knows its part of the sample, its day and what was said."""
    used = codes(acting, "u1")[:5]
    client = client_for("inspector", "d")
    with psycopg.connect(district.url("bangfu_owner", here)) as owner:
        tables = [t for (t,) in owner.execute("select tablename from pg_tables where schemaname = 'public'")]
        before = {t: counted(owner, t) for t in tables}
    for code, said in zip(used, ("yes", "no", "yes", "none", "yes"), strict=True):
        client.post(f"/assessment/surveys/{survey.pk}/answer/", {"code": code, "answer": said})
    with psycopg.connect(district.url("bangfu_owner", here)) as owner:
        changed = {t for t in tables if counted(owner, t) != before[t]}
        rows = [r for (r,) in owner.execute("select to_jsonb(a) from assessment_answer a")]
        everything = "\n".join(
            str(r)
            for t in tables
            for r in owner.execute(f"select t::text from {t} t").fetchall()  # type: ignore[arg-type]
        )
        writers = {
            (str(x))
            for x in owner.execute("select indexdef from pg_indexes where tablename = 'assessment_answer'")
        }
    assert changed <= {"assessment_answer", "assessment_slip", "django_session"}
    assert {frozenset(row) for row in rows} == {frozenset({"id", "cell_id", "on", "answer"})}
    assert {row["on"] for row in rows} == {"2020-04-15"}
    assert not any(code in everything for code in used)
    logged = json.dumps([r.__dict__ for r in caplog.records], default=str)
    assert not any(code in logged for code in used)
    assert len({row["id"] for row in rows}) == len(used)
    assert not any("serial" in w for w in writers)


def counted(owner: psycopg.Connection[tuple[object, ...]], table: str) -> object:
    return owner.execute(f"select count(*) from {table}").fetchone()  # type: ignore[arg-type]


@pytest.mark.parametrize("column", ["xmin", "ctid"])
def test_the_site_cannot_ask_with_what_an_answer_was_written(
    acting: Acting, survey: Survey, column: str
) -> None:
    answered(acting, survey, "u1", "yynyyn")
    with acting("county_office"), connection.cursor() as cursor:
        cursor.execute("select id from assessment_answer")
        assert len(cursor.fetchall()) == 6
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute(f"select {column} from assessment_answer")
