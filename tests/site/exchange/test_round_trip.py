"""A case that was taken out goes into a fresh county and comes out the same, with what offices entered."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from tests.site.accountability import dachuan
from tests.site.acting import Acting
from tests.site.exchange.conftest import OFFICES, Fresh, taken, told

from bangfu.cli.localise import say
from bangfu.facts.case import Case
from bangfu.facts.reading import read_case
from bangfu.facts.tables import TABLES
from bangfu.facts.writing import write_case
from bangfu.site.allowances.models import Payment
from bangfu.site.clock import moment
from bangfu.site.exchange.fitting import ENTERED, LOADED, left_out
from bangfu.site.exchange.scoped import case_for
from bangfu.site.honours import entering
from bangfu.site.postgres import Cluster
from bangfu.site.postgres.cluster import DATABASE

DECISIONS = """
id,measure,person,decided_on,state
d1,award_bar,p1,2018-12-01,confirmed
"""


def again(case: Case, folder: Path) -> Case:
    write_case(case, folder)
    return read_case(folder)


def test_what_offices_entered_comes_out_as_it_went_in(came: Case, fresh: Fresh, tmp_path: Path) -> None:
    first = taken(fresh(came))
    for table in ENTERED:
        names = [c.name for c in TABLES[table].columns]
        assert sorted(map(str, first[table].to_pylist())) == sorted(
            map(str, came[table].select(names).to_pylist())
        )
    assert told(taken(fresh(again(first, tmp_path / "out")))) == told(first)


def test_what_was_entered_on_the_site_goes_into_a_fresh_county(
    acting: Acting, fresh: Fresh, tmp_path: Path
) -> None:
    with acting("county_office") as account:
        paid = {
            "county_id": dachuan.COUNTY, "what": "residency_allowance", "person_id": "p1", "start": date(2018, 3, 1),
            "end": date(2018, 3, 31), "paid_on": date(2018, 4, 2), "made_by": account.pk, "made_at": moment(),
        }  # fmt: skip
        Payment.objects.create(**paid, id="m1", amount=Decimal(800))
        wrong = Payment.objects.create(**paid, id="m2", amount=Decimal(900))
        Payment.objects.create(**paid, id="m3", amount=Decimal(-900), takes_back=wrong)
        entering.grant(account, {"kind": "award", "granted_on": date(2018, 12, 20), "person_id": "p3"})
        whole = case_for(account)
    out = taken(fresh(again(whole, tmp_path / "out")))
    assert [row["id"] for row in out["payments"].to_pylist()] == ["m1"]
    assert out["grants"].to_pylist() == whole["grants"].to_pylist()


def test_a_check_that_names_no_place_was_where_the_person_served(fresh: Fresh, tmp_path: Path) -> None:
    checks = "id,indicator,on,person,result\nc1,cadres_in_place,2018-06-20,p1,yes\nc2,cadres_in_place,2018-06-20,p2,no\n"
    out = taken(fresh(dachuan.county(tmp_path, checks=checks)))
    assert {r["id"]: r["place"] for r in out["checks"].to_pylist()} == {"c1": "511703101201", "c2": "511703"}


class TestWhatIsNotLoaded:
    def test_is_known_by_table_with_the_number_of_rows(self, tmp_path: Path) -> None:
        case = dachuan.county(tmp_path, **OFFICES, decisions=DECISIONS)
        assert left_out(case) == {"decisions": 1}

    @pytest.mark.parametrize("table", [name for name in TABLES if name not in LOADED])
    def test_has_its_reason_in_both_languages(self, table: str) -> None:
        zh, en = say(f"run.left_{table}", "zh"), say(f"run.left_{table}", "en")
        assert table in zh
        assert "没有装入" in zh
        assert "not loaded" in en

    def test_is_told_by_the_command_that_founds_a_county(self, server: Cluster, tmp_path: Path) -> None:
        dachuan.county(tmp_path, **OFFICES, decisions=DECISIONS)
        server.create_database("founded", DATABASE)
        url = server.url("bangfu_owner", "founded")
        done = founding(url, tmp_path)
        assert done.returncode == 0, done.stderr
        assert f"step left_decisions 1 {say('run.left_decisions', 'en')}" in done.stdout
        assert {row["id"] for row in taken(url)["payments"].to_pylist()} == {"m1", "m2", "m3"}
        server.drop_database("founded")

    def test_and_a_fault_leaves_the_database_empty(self, server: Cluster, tmp_path: Path) -> None:
        dachuan.county(tmp_path, **OFFICES | {"rates": OFFICES["rates"].replace(",511703,", ",,")})
        server.create_database("refused", DATABASE)
        url = server.url("bangfu_owner", "refused")
        done = founding(url, tmp_path)
        assert done.returncode == 1
        assert "rates.csv:2 [place]" in done.stderr
        assert "Traceback" not in done.stderr
        with psycopg.connect(url) as owner:
            assert owner.execute("select count(*) from roster_place").fetchone() == (0,)
        server.drop_database("refused")


def founding(url: str, case: Path) -> subprocess.CompletedProcess[str]:
    """Run as an operator does."""
    named = {
        "DATABASE_URL": url,
        "BANGFU_CASE": str(case),
        "BANGFU_HOME": str(case),
        "BANGFU_LANG": "en",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "bangfu.site.founding"], env={**os.environ, **named}, check=False, capture_output=True,
        text=True, timeout=120,
    )  # fmt: skip
