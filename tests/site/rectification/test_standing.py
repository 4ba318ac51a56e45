"""Since when a finding is a fact: only its moves say so, and only kinds that a rule reads are asked how grave they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from psycopg import errors
from tests.site.acting import Acting
from tests.site.rectification.test_machine import FINDING, attempt, tried
from tests.site.rectification.test_pages import WRITTEN
from tests.site.world import TODAY

from bangfu.site.postgres import Cluster
from bangfu.site.rectification.models import Finding
from bangfu.site.web.middleware.scope import enter

Browser = Callable[[str], Client]
BODY, OFFICE, OTHER = "township_clerk", "inspection_office", "second_inspection_office"


def confirmed() -> date | None:
    assert enter("99-a-inspection_office") is not None
    return Finding.objects.get(pk=FINDING).confirmed_on


@pytest.mark.parametrize(("walk", "stands"), [
    ([], False),
    ([(BODY, "dispute")], False),
    ([(OFFICE, "withdraw")], False),
    ([(BODY, "accept"), (OFFICE, "withdraw")], False),
    ([(BODY, "dispute"), (OFFICE, "uphold"), (BODY, "dispute")], False),
    ([(BODY, "dispute"), (OFFICE, "uphold"), (BODY, "dispute"), (OFFICE, "withdraw")], False),
    ([(BODY, "accept")], True),
    ([(BODY, "dispute"), (OFFICE, "uphold")], True),
    ([(BODY, "accept"), (BODY, "report"), (OFFICE, "return")], True),
    ([(BODY, "accept"), (BODY, "report"), (OFFICE, "verify"), (OTHER, "strike_off")], True),
    ([(BODY, "accept"), (BODY, "report"), (OFFICE, "verify"), (OTHER, "strike_off"), ("inspector", "reopen")], True),
])  # fmt: skip
def test_it_stands_once_accepted_or_upheld_and_not_while_disputed_or_withdrawn(
    shared: str, walk: list[tuple[str, str]], stands: bool
) -> None:
    with tried():
        for account, code in walk:
            assert attempt(account, code) is None
        assert confirmed() == (TODAY if stands else None)


class TestNobodyElse:
    @pytest.mark.parametrize("statement", [
        "update rectification_finding set confirmed_on = '2020-01-01'",
        "update rectification_rule set stands = true",
    ])  # fmt: skip
    def test_says_that_a_finding_stands(self, shared: str, statement: str) -> None:
        with tried(), connection.cursor() as cursor:
            assert enter("99-a-inspection_office") is not None
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                cursor.execute(statement)

    def test_begins_one_that_stands(self, shared: str) -> None:
        with tried():
            assert enter("99-a-inspector") is not None
            row = Finding.objects.filter(pk=FINDING).values().get()
            row |= {"id": "99-new", "state": "", "number": None, "year": None, "fed_back_on": None}
            with pytest.raises(Exception, match="begins as a draft"), transaction.atomic():
                Finding.objects.create(**row | {"confirmed_on": TODAY, "made_by": "99-a-inspector"})

    def test_moves_a_finding_for_nobody(self, shared: str) -> None:
        """Loading a case makes moves for nobody; the site's own role cannot."""
        insert = """insert into rectification_move (id, finding_id, number, code, former, text, "on", by, at)
            values ('99-x', %s, 0, 'accept', '', '已办', current_date, 'x', now())"""
        with tried(), connection.cursor() as cursor, pytest.raises(Exception, match=r"row-level|finding_not"):
            cursor.execute(insert, [FINDING])


@pytest.mark.parametrize("column", ["severity = 4", "severity = 0", "level = 'village'"])
def test_no_other_severity_and_no_other_level_can_be_written(
    counties: Cluster, shared: str, column: str
) -> None:
    with psycopg.connect(counties.url("bangfu_owner", shared)) as owner, pytest.raises(errors.CheckViolation):
        owner.execute(f"update rectification_finding set {column}")  # type: ignore[arg-type]


class TestTheForm:
    @pytest.mark.parametrize(("kind", "asked"), [
        ("", []), ("falsification", []), ("slow_progress", ["severity"]), ("major_incident", ["bad_influence"]),
        ("no_such_kind", []),
    ])  # fmt: skip
    def test_asks_only_what_a_rule_of_an_adopted_regulation_reads(
        self, shared: str, browser_of: Browser, kind: str, asked: list[str]
    ) -> None:
        page = browser_of("inspector").get("/findings/asked/", {"kind": kind}).content.decode()
        assert [n for n in ("severity", "level", "bad_influence") if f'name="{n}"' in page] == asked

    def test_a_kind_is_found_by_its_word_and_its_initials(self, shared: str, browser_of: Browser) -> None:
        for typed in ("挂名", "posted but", "zcbzc"):
            page = browser_of("inspector").get("/roster/options/finding_kinds/", {"q": typed})
            assert 'data-value="nominal_residence"' in page.content.decode(), typed

    @pytest.mark.parametrize(("said", "kept"), [
        ({}, ("", None, None)),
        ({"kind": "slow_progress"}, ("slow_progress", None, None)),
        ({"kind": "slow_progress", "severity": "2"}, ("slow_progress", 2, None)),
        ({"kind": "falsification", "severity": "3"}, ("falsification", None, None)),
        ({"kind": "major_incident", "bad_influence": "no"}, ("major_incident", None, False)),
    ])  # fmt: skip
    def test_what_is_not_said_stays_unknown(
        self,
        browser: Browser,
        acting: Acting,
        said: dict[str, str],
        kept: tuple[str, int | None, bool | None],
    ) -> None:
        address = browser("inspector").post("/findings/new/", WRITTEN | said)["Location"]
        with acting("inspector"):
            made = Finding.objects.get(pk=address.split("/")[2])
        assert (made.kind, made.severity, made.bad_influence) == kept
        assert (made.level, made.source, made.confirmed_on) == ("county", "inspection", None)

    def test_a_kind_that_no_vocabulary_has_is_told(self, browser: Browser) -> None:
        answer = browser("inspector").post("/findings/new/", WRITTEN | {"kind": "laziness"})
        assert answer.status_code == 200
        assert "kind" in answer.context["form"].errors
