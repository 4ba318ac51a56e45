"""Handing in and reading on: each entry answered by itself, nothing missed by whoever goes on from a cursor."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest
from tests.site.api.programs import program_of
from tests.site.reading import body_of
from tests.site.world import FAR, NEAR, OWN

from bangfu.site.api import intake
from bangfu.site.postgres import Cluster


def visit(id_: str, **fields: Any) -> dict[str, Any]:
    plain = {"id": id_, "kind": "household_visit", "on": "2020-04-10", "household": OWN.id("household")}
    return {**plain, "person": OWN.id("person"), **fields}


def codes(answer: Any) -> list[str]:
    return [problem["code"] for problem in answer["problems"]]


class TestRefusals:
    @pytest.mark.parametrize("body", ["", "{", '{"id": 1}', "[" * 100_000, "[NaN]", '["\\ud800"]', "\x00"])
    def test_what_is_no_list_of_entries(self, shared: str, body: str) -> None:
        answer = program_of("responsible_helper").post("/api/v1/entries", body)
        assert (answer.status_code, codes(json.loads(answer.content))) == (422, ["entries_unreadable"])

    def test_more_than_five_thousand(self, shared: str) -> None:
        told = program_of("responsible_helper").hand_in([{}] * 5001, 413)
        assert codes(told) == ["too_many_entries"]

    def test_more_than_a_call_may_weigh(self, shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(intake, "MOST_MEGABYTES", 0)
        assert codes(program_of("responsible_helper").hand_in([{}], 413)) == ["too_large_upload"]

    def test_a_token_that_reads_only(self, counties: Cluster, site: str) -> None:
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            owner.execute("update api_token set may_record = false")
        program = program_of("responsible_helper")
        assert codes(program.hand_in([visit("visit-0001")], 403)) == ["token_reads_only"]
        assert program.json("me")["may_record"] is False

    def test_an_account_that_only_looks(self, shared: str) -> None:
        assert codes(program_of("provincial_analyst").hand_in([visit("visit-0001")], 403)) == [
            "token_reads_only"
        ]

    @pytest.mark.parametrize(
        ("item", "code"),
        [
            (None, "entry_unreadable"),
            (["x"], "entry_unreadable"),
            ({}, "entry_field"),
            (visit("visit-0001", on="10.4.2020"), "entry_field"),
            (visit("visit-0001", household="a\x00b"), "entry_field"),
            (visit("visit-0001", household=FAR.id("household")), "entry_unseen"),
            (visit("visit-0001", household=NEAR.id("household")), "entry_unseen"),
            (visit("visit-0001", kind="no_such_kind"), "entry_kind"),
            (visit("visit-0001", person=FAR.id("person")), "entry_unseen"),
        ],
    )
    def test_one_item_among_good_ones(self, site: str, item: Any, code: str) -> None:
        told = program_of("responsible_helper").hand_in([visit("good-0001"), item, visit("good-0002")])
        assert [e["status"] for e in told["entries"]] == ["recorded", "refused", "recorded"]
        assert code in [p["code"] for p in told["entries"][1]["problems"]]
        assert (told["recorded"], told["refused"]) == (2, 1)


class TestHandingIn:
    def test_lines_are_as_good_as_a_list(self, site: str) -> None:
        program = program_of("responsible_helper")
        lines = "\n".join([json.dumps(visit("line-0001")), "{broken", "", json.dumps(visit("line-0002"))])
        answer = program.post("/api/v1/entries", lines, "application/x-ndjson")
        told = json.loads(answer.content)
        assert [(e["id"], e["status"]) for e in told["entries"]] == [
            ("line-0001", "recorded"),
            (None, "refused"),
            ("line-0002", "recorded"),
        ]

    def test_the_same_again_is_known_and_other_content_a_conflict(self, site: str) -> None:
        program = program_of("responsible_helper")
        [first] = program.hand_in([visit("visit-0001")])["entries"]
        again = program.hand_in([visit("visit-0001"), visit("visit-0001", note="别的")])["entries"]
        assert [e["status"] for e in again] == ["known", "conflict"]
        assert again[0]["seq"] == first["seq"]
        assert codes(again[1]) == ["same_id_other_content"]

    def test_what_was_handed_in_can_be_read_with_its_chain(self, site: str) -> None:
        program = program_of("responsible_helper")
        program.hand_in([visit("visit-0001", note="查看用水")])
        entry = program.json("entries/visit-0001")
        assert (entry["note"], entry["household"], len(entry["hash"])) == (
            "查看用水",
            OWN.id("household"),
            64,
        )
        assert "recorded_by" not in entry


class TestReadingOn:
    def test_pages_of_one_are_the_whole_in_its_order(self, site: str) -> None:
        program = program_of("county_office")
        program.hand_in([visit(f"visit-{n:04}") for n in range(5)])
        whole = program.json("entries")
        found, after, more = [], "", True
        while more:
            told = program.json("entries", {"after": after, "limit": 1})
            found, after, more = found + told["items"], told["next"], told["more"]
        assert found == whole["items"]
        assert [e["seq"] for e in found] == sorted(e["seq"] for e in found)
        assert whole["more"] is False

    def test_what_comes_later_comes_behind_the_cursor(self, site: str) -> None:
        program = program_of("county_office")
        after = program.json("entries")["next"]
        assert program.json("entries", {"after": after})["items"] == []
        program.hand_in([visit("visit-0001")])
        told = program.json("entries", {"after": after})
        assert [e["id"] for e in told["items"]] == ["visit-0001"]

    def test_filters_are_those_of_the_page(self, site: str) -> None:
        program = program_of("county_office")
        program.hand_in([visit("visit-0001", on="2020-03-01")])
        for filters, expected in (
            ({"since": "2020-03-01", "until": "2020-03-31"}, {"visit-0001"}),
            ({"state": "corrections", "person": OWN.id("person")}, {OWN.id("entry")}),
            ({"place": "990001100201", "state": "standing"}, {"visit-0001", OWN.id("entry")}),
            ({"household": "99-none"}, set()),
            ({"place": "999999"}, set()),
        ):
            assert {e["id"] for e in program.json("entries", filters)["items"]} == expected, filters

    @pytest.mark.parametrize(
        ("name", "value"),
        [("after", "x"), ("after", "1-"), ("limit", "0"), ("limit", "1001"), ("since", "2020"), ("place", "62112"),
         ("state", "all"), ("q", "a\x00")],
    )  # fmt: skip
    def test_a_filter_that_means_nothing_is_refused_by_name(self, shared: str, name: str, value: str) -> None:
        told = program_of("county_office").json("entries", {name: value}, 422)
        assert [(p["code"], p["field"]) for p in told["problems"]] == [("api_field", name)]


def test_the_token_tells_the_last_day_it_was_used(counties: Cluster, site: str) -> None:
    program_of("county_office").json("me")
    with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
        used = owner.execute("select id from api_token where used_on = '2020-04-15'").fetchall()
    assert used == [("99-a-county_office",)]


def test_the_answer_of_a_page_is_not_kept_by_proxies(shared: str) -> None:
    answer = program_of("county_office").get("/api/v1/entries")
    assert answer.headers["Cache-Control"] == "no-store"
    assert body_of(answer).startswith(b"{")
