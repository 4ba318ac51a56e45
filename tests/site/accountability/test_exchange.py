"""Findings go through a database as a case tells them, and only whoever owns the tables brings them in at one go."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from tests.site.accountability import dachuan
from tests.site.accountability.conftest import owner_of
from tests.site.acting import Acting

from bangfu.facts.case import Case
from bangfu.facts.reading import read_case
from bangfu.facts.writing import write_case
from bangfu.site.exchange import take
from bangfu.site.exchange.scoped import case_for
from bangfu.site.postgres import Cluster
from bangfu.site.rectification.machine import RULES
from bangfu.site.rectification.models import Finding, Move
from bangfu.site.rectification.moving import move


def told(case: Case) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in case["findings"].to_pylist()}


class TestNobodyElse:
    def test_than_the_owner_of_the_tables_moves_without_asking(self, weighed: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select findings_are_loaded()")
            assert cursor.fetchone() == (False,)

    def test_not_even_the_owner_while_somebody_asks(self, dachuan_county: Cluster, weighed: str) -> None:
        with owner_of(dachuan_county, weighed) as owner, owner.transaction():
            assert owner.execute("select findings_are_loaded()").fetchone() == (True,)
            owner.execute("select set_config('app.account', '99-d-inspector', true)")
            assert owner.execute("select findings_are_loaded()").fetchone() == (False,)

    def test_leaves_the_order_of_the_machine(self, dachuan_county: Cluster, weighed: str) -> None:
        with owner_of(dachuan_county, weighed) as owner, pytest.raises(Exception, match="finding_not_now"):
            owner.execute("""insert into rectification_move (id, finding_id, number, code, former, text, "on", by, at)
                values ('x', 'f1', 0, 'strike_off', '', '', '2019-01-01', 'x', now())""")

    def test_judges_by_findings(self, dachuan_county: Cluster, weighed: str) -> None:
        url = dachuan_county.url("bangfu_judge", weighed)
        assert take.case_at(url)["findings"].num_rows == 0
        with take.opened(url) as judge, pytest.raises(Exception, match="permission denied"):
            take.table(judge, "findings")


def test_they_are_moved_to_where_the_case_says_they_stand(acting: Acting) -> None:
    with acting("county_office"):
        states = dict(Finding.objects.values_list("pk", "state"))
        stands = set(Finding.objects.filter(confirmed_on__isnull=False).values_list("pk", flat=True))
        numbers = sorted(Finding.objects.values_list("number", flat=True))
        walks = list(
            Move.objects.order_by("finding_id", "number").values_list("finding_id", "former", "code")
        )
    assert states == {f"f{n}": "accepted" for n in (1, 2, 3, 4, 5, 8)} | {
        "f6": "disputed", "f7": "withdrawn", "f9": "fed_back",
    }  # fmt: skip
    assert stands == {"f1", "f2", "f3", "f4", "f5", "f8"}
    assert numbers == list(range(1, 10))
    at: dict[str, str] = {}
    for finding, former, code in walks:
        assert former == at.get(finding, "")
        assert former in RULES[code].froms
        at[finding] = RULES[code].to


def test_an_exported_case_tells_them_as_they_came(acting: Acting, tmp_path: Path) -> None:
    came = told(dachuan.county(tmp_path))
    with acting("county_office") as account:
        (tmp_path / "out").mkdir()
        write_case(case_for(account), tmp_path / "out" / "case")
    assert told(read_case(tmp_path / "out" / "case")) == came


@pytest.mark.parametrize(("name", "seen"), [
    ("west_clerk", {"f4", "f5", "f6", "f7", "f8", "f9"}), ("township_clerk", {"f1", "f2", "f3"}),
    ("county_leader", {f"f{n}" for n in range(1, 10)}),
])  # fmt: skip
def test_each_takes_those_that_they_see(acting: Acting, name: str, seen: set[str]) -> None:
    with acting(name) as account:
        assert set(told(case_for(account))) == seen


def test_a_draft_and_one_without_a_kind_are_no_findings_of_a_case(acting: Acting) -> None:
    with acting("inspector") as account:
        row = Finding.objects.filter(pk="f1").values().get()
        fresh = {"state": "", "number": None, "year": None, "fed_back_on": None, "confirmed_on": None}
        made = Finding.objects.create(**row | fresh | {"id": "f10", "made_by": account.pk})
        move(account, made, "draft")
        assert "f10" not in told(case_for(account))
