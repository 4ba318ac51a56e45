"""A case folder that a program hands in: what it may not hold, what waits for a person, what becomes entries."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import psycopg
import pytest
from tests.site.api.programs import program_of
from tests.site.world import FAR, OWN

from bangfu.site.api import case_in
from bangfu.site.postgres import Cluster
from bangfu.site.roster.rows import ROSTER

ACTIVITY = "id,kind,on,person,household,note"
VISIT = f"visit-{{}},household_visit,2020-04-10,{OWN.id('person')},{OWN.id('household')},看饮水"
PEOPLE = "id,name,organisation"


def packed(files: Mapping[str, str]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in files.items():
            folder.writestr(name, text)
    return body.getvalue()


def hand_in(role: str, body: bytes, status: int = 200) -> Any:
    answer = program_of(role).post("/api/v1/case", body, "application/zip")
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def codes(told: Any) -> list[str]:
    return [problem["code"] for problem in told["problems"]]


def of(table: str, *lines: str) -> dict[str, str]:
    return {f"{table}.csv": "\n".join(lines) + "\n"}


class TestRefusals:
    @pytest.mark.parametrize("body", [b"", b"{", b"PK\x03\x04", packed({"people.csv": "id\n"})[:-9]])
    def test_what_is_no_archive(self, shared: str, body: bytes) -> None:
        assert codes(hand_in("county_office", body, 422)) == ["case_unreadable"]

    @pytest.mark.parametrize(
        "name", ["../people.csv", "case/people.csv", "people.parquet", "x.csv", "/etc/passwd"]
    )
    def test_what_is_no_table_of_a_case(self, shared: str, name: str) -> None:
        assert codes(hand_in("county_office", packed({name: "id\n"}), 422)) == ["not_of_a_case"]

    def test_more_than_may_be_unpacked(self, shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(case_in, "MOST_UNPACKED", 1000)
        body = packed(of("people", PEOPLE, " " * 1001))
        assert codes(hand_in("county_office", body, 413)) == ["too_large_upload"]
        monkeypatch.setattr(case_in, "MOST_MEGABYTES", 0)
        assert codes(hand_in("county_office", body, 413)) == ["too_large_upload"]

    def test_a_token_that_reads_only(self, shared: str) -> None:
        assert codes(hand_in("provincial_analyst", packed(of("people", PEOPLE)), 403)) == ["token_reads_only"]

    def test_who_keeps_no_roster_brings_none(self, counties: Cluster, site: str) -> None:
        body = packed(of("people", PEOPLE, f"99-new,新人,{OWN.id('organisation')}"))
        assert codes(hand_in("responsible_helper", body, 403)) == ["not_for_you"]
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            assert owner.execute("select from roster_change where title = 'case.zip'").fetchall() == []

    def test_each_fault_is_told_with_its_place_and_the_others_stand(self, site: str) -> None:
        rows = f"99-new,新人,{OWN.id('organisation')}", f"99-far,外人,{FAR.id('organisation')}"
        told = hand_in("county_office", packed(of("people", PEOPLE, *rows)))
        assert (told["status"], told["roster"]) == ("prepared", {"people": {"new": 1, "changed": 0}})
        [fault] = told["problems"]
        assert (fault["file"], fault["row"], fault["field"]) == ("people.csv", 3, "organisation")
        assert FAR.mark not in json.dumps(told, ensure_ascii=False)


class TestTheRosterFirst:
    def test_it_waits_for_a_person_and_nothing_is_recorded_yet(self, counties: Cluster, site: str) -> None:
        new = of("people", PEOPLE, f"99-new,新人,{OWN.id('organisation')}")
        told = hand_in("county_office", packed(new | of("activities", ACTIVITY, VISIT.format("0001"))))
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            [(change, state)] = owner.execute("select id, state from roster_change where title = 'case.zip'")
        assert (told["status"], told["page"], state) == ("prepared", f"/roster/imports/{change}/", "prepared")
        assert (told["recorded"], told["refused"], told["entries"]) == (0, 0, [])


class TestTheActivities:
    def test_each_is_answered_by_itself_and_stands_once(self, counties: Cluster, site: str) -> None:
        lines = [VISIT.format(f"000{n}") for n in range(3)]
        body = packed(
            of("activities", ACTIVITY, *lines, VISIT.format("0009").replace("2020-04-10", "2030-01-01"))
        )
        first, again = hand_in("county_office", body), hand_in("county_office", body)
        assert (first["status"], first["recorded"], first["refused"]) == ("recorded", 3, 1)
        [outcome] = first["entries"]
        assert (outcome["id"], codes(outcome)) == ("visit-0009", ["entry_in_future"])
        assert (again["recorded"], again["known"], again["refused"]) == (0, 3, 1)
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            kept = owner.execute("select count(*) from ledger_entry where id like 'visit-000%'").fetchone()
        assert kept == (3,)

    def test_the_case_that_was_taken_out_brings_nothing_new(self, site: str) -> None:
        told = hand_in("county_office", program_of("county_office").get("/api/v1/case.zip").getvalue())
        assert (told["status"], told["recorded"], told["conflict"], told["refused"]) == ("recorded", 0, 0, 0)
        assert told["known"] > 0
        assert set(told["roster"]) <= set(ROSTER)


def test_rows_that_no_program_hands_in_are_counted_and_kept_nowhere(counties: Cluster, site: str) -> None:
    lines = ("id,kind,person,granted_on", f"99-given,award,{OWN.id('person')},2020-04-01")
    told = hand_in("county_office", packed(of("grants", *lines)))
    assert (told["status"], told["not_taken"]) == ("recorded", {"grants": 1})
    with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
        assert owner.execute("select count(*) from honours_grant where id = '99-given'").fetchone() == (0,)
