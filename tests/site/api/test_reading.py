"""Roster, verdicts and files: what the account may know, masked as its pages mask it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pyarrow.parquet as pq
import pytest
from pyarrow import ipc
from tests.site.api.programs import program_of
from tests.site.reading import body_of
from tests.site.world import NEAR, OWN

import bangfu
from bangfu.site.duties.judge import client
from bangfu.site.postgres import Cluster

DAY = "2020-04-15"


class TestRoster:
    def test_the_head_of_a_household_is_masked_but_for_who_knows_it(self, shared: str) -> None:
        address = f"households/{OWN.id('household')}"
        assert program_of("county_office").json(address)["head"] == "焱**"
        told = program_of("responsible_helper").json(address)
        assert (told["head"], told["helpers"], told["place"]) == (
            OWN.text("户主"),
            [OWN.id("person")],
            str(OWN.village),
        )

    def test_no_number_of_a_person_or_household_is_given(self, shared: str) -> None:
        program = program_of("county_office")
        assert set(program.json("people")["items"][0]) == {"id", "name", "organisation", "rank", "staff_type"}
        assert not {"phone", "id_number", "bank_account"} & set(program.json("households")["items"][0])

    @pytest.mark.parametrize("table", ["places", "organisations", "people", "households"])
    def test_pages_of_one_are_the_whole(self, shared: str, table: str) -> None:
        program = program_of("county_office")
        whole, found, after = program.json(table)["items"], [], None
        while after != "end":
            told = program.json(table, {"limit": 1, **({"after": after} if after else {})})
            found, after = found + told["items"], told["next"] or "end"
        assert found == whole
        assert len(whole) > 1

    def test_a_search_finds_by_name_and_id(self, shared: str) -> None:
        program = program_of("county_office")
        for q in ("焱燚助", OWN.id("person")):
            assert [p["id"] for p in program.json("people", {"q": q})["items"]] == [OWN.id("person")]
        assert [h["id"] for h in program.json("households", {"place": "990001100"})["items"]] == [
            OWN.id("household")
        ]


class TestVerdicts:
    @pytest.mark.parametrize("as_of", ["2020-04-16", "2013-12-31"])
    def test_a_day_that_nobody_can_judge_is_refused(self, shared: str, as_of: str) -> None:
        program_of("county_office").json("verdicts", {"as_of": as_of}, 422)
        program_of("county_office").json(f"verdicts/{as_of}/{OWN.number}", status=422)

    def test_a_day_that_was_not_judged_is_told_to_be_judged(self, shared: str) -> None:
        answer = program_of("county_office").get("/api/v1/verdicts", {"as_of": "2020-03-01"})
        assert (answer.status_code, answer.headers["Retry-After"]) == (202, "5")

    def test_filters_are_those_of_the_list_of_duties(self, shared: str) -> None:
        program = program_of("county_office")
        everything = {OWN.number, OWN.number + 1, NEAR.number, NEAR.number + 1}
        for filters, expected in (
            ({}, everything),
            ({"status": "open"}, everything),
            ({"status": ["met", "unmet"]}, set()),
            ({"person": OWN.id("person")}, {OWN.number}),
            ({"unit": NEAR.id("organisation")}, {NEAR.number + 1}),
            ({"duty": "gansu-2019-33:helper-household-visits", "role": "responsible_helper"}, {OWN.number, NEAR.number}),
            ({"regulation": "tongwei-2018-59"}, set()),
            ({"period": "2020-Q2", "due": "366"}, everything),
            ({"period": "2019"}, set()),
            ({"q": "焱燚助"}, {OWN.number}),
        ):  # fmt: skip
            found = program.json("verdicts", {"as_of": DAY, **filters})
            assert {v["number"] for v in found["items"]} == expected, filters

    def test_one_stands_without_the_judge_and_says_why_with_it(
        self, shared: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program, address = program_of("county_office"), f"verdicts/{DAY}/{OWN.number}"
        told = program.json(address)
        assert (told["why"], told["verdict"]["required"], told["verdict"]["status"]) == (
            None,
            OWN.number,
            "open",
        )

        def explained(*_: object) -> dict[str, Any]:
            entry = {"reason": "outside_period", "sentence": "不在期间内"}
            counted = [{"id": OWN.id("entry")}, {"id": "99-far-entry"}]
            line = {"note": None, "related": []}
            others = [{"id": OWN.id("wrong"), **entry}]
            return {"text": "走访", "line": line, "counted": counted, "not_counted": others, "missing": []}

        monkeypatch.setattr(client, "explain", explained)
        why = program.json(address)["why"]
        assert (why["counted"], why["unseen"]) == ([OWN.id("entry")], 1)
        assert [e["id"] for e in why["not_counted"]] == [OWN.id("wrong")]


class TestFiles:
    @pytest.mark.parametrize(
        "role", ["county_office", "township_clerk", "unit_contact", "responsible_helper"]
    )
    def test_the_case_can_be_read_back_and_judged(self, site: str, tmp_path: Path, role: str) -> None:
        packed = body_of(program_of(role).get("/api/v1/case.zip"))
        with zipfile.ZipFile(io.BytesIO(packed)) as folder:
            folder.extractall(tmp_path / "case")
        case = bangfu.read_case(tmp_path / "case")
        assert OWN.id("household") in case["households"]["id"].to_pylist()
        assert case["activities"]["id"].to_pylist()[0] == OWN.id("entry")
        assert bangfu.evaluate(tmp_path / "case", date(2020, 4, 15)).as_of == date(2020, 4, 15)

    def test_heads_of_households_are_masked_in_it(self, site: str) -> None:
        packed = body_of(program_of("county_office").get("/api/v1/case.zip"))
        with zipfile.ZipFile(io.BytesIO(packed)) as folder:
            households = folder.read("households.csv").decode()
        assert "焱**" in households
        assert "户主" not in households

    def test_tables_hold_what_the_lists_tell(self, site: str) -> None:
        program = program_of("county_office")
        verdicts = pq.read_table(io.BytesIO(body_of(program.get("/api/v1/verdicts.parquet", {"as_of": DAY}))))
        assert verdicts["required"].to_pylist() == sorted(
            v["required"] for v in program.json("verdicts")["items"]
        )
        entries = ipc.open_stream(body_of(program.get("/api/v1/entries.arrow"))).read_all()
        assert entries["hash"].to_pylist() == [e["hash"] for e in program.json("entries")["items"]]
        assert set(entries["place"].to_pylist()) == {None}

    def test_each_taking_away_stands_in_the_log(self, counties: Cluster, site: str) -> None:
        for name in ("case.zip", "verdicts.parquet", "entries.arrow"):
            assert program_of("inspector").get(f"/api/v1/{name}").status_code == 200
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            found = owner.execute(
                "select subject, account from web_act where kind = 'export' order by 1"
            ).fetchall()
        assert found == [(s, "99-a-inspector") for s in ("case", "duties", "ledger")]


def test_the_description_is_public_and_of_our_own_files(shared: str) -> None:
    from tests.site.conftest import Quick

    page = body_of(Quick().get("/api/v1/docs")).decode()
    assert "GET /api/v1/entries" in page
    assert "<script>" not in page
    assert "//cdn" not in page
    assert Quick().get("/api/v1/openapi.json").status_code == 200
