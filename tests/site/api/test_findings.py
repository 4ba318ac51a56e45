"""Findings through the API: the same refusals as on the pages, and the whole way to struck off."""

from __future__ import annotations

import json

import pytest
from tests.site.api.programs import Program, program_of
from tests.site.world import NEAR, OWN

WRITTEN = {
    "place": str(OWN.village), "regulation": "tongwei-2018-59", "clause": "四(五)/2/i", "found_on": "2020-04-14",
    "text": "三月没有开例会", "opinion": "补开", "leader": OWN.id("person"),
}  # fmt: skip


def moves(program: Program, pk: str, code: str, status: int = 201, **said: object) -> str:
    body = {"move": code, "text": "已办", "deadline": "2020-06-01"} | said
    answer = program.post(f"/api/v1/findings/{pk}/moves", json.dumps(body))
    assert answer.status_code == status, answer.content.decode()
    told = json.loads(answer.content)
    return told["problems"][0]["code"] if status >= 400 else told["state"]


class TestRefusals:
    def test_a_reading_token_moves_nothing(self, site: str) -> None:
        answer = program_of("resident_cadre").post("/api/v1/findings", json.dumps(WRITTEN))
        assert (answer.status_code, json.loads(answer.content)["problems"][0]["code"]) == (
            403,
            "token_may_not",
        )

    @pytest.mark.parametrize(("field", "value", "code"), [
        ("place", str(NEAR.village)[:6] + "999999", "api_field"), ("leader", "99-nobody", "api_field"), ("clause", "九十九", "unknown_clause"),
    ])  # fmt: skip
    def test_what_is_named_must_be_there(self, site: str, field: str, value: str, code: str) -> None:
        answer = program_of("inspector").post("/api/v1/findings", json.dumps(WRITTEN | {field: value}))
        assert (answer.status_code, json.loads(answer.content)["problems"][0]["code"]) == (422, code)

    def test_the_county_does_not_answer_for_a_township(self, site: str) -> None:
        assert moves(program_of("county_office"), OWN.id("finding"), "accept", 422) == "finding_not_your_body"


def test_from_draft_to_struck_off(site: str) -> None:
    inspector, clerk, office = (program_of(r) for r in ("inspector", "township_clerk", "inspection_office"))
    drafted = inspector.post("/api/v1/findings", json.dumps(WRITTEN))
    assert drafted.status_code == 201, drafted.content.decode()
    pk = json.loads(drafted.content)["id"]
    assert json.loads(drafted.content)["repeats"] == OWN.id("finding")
    assert clerk.get(f"/api/v1/findings/{pk}").status_code == 404
    moves(inspector, pk, "feed_back")
    moves(clerk, pk, "accept")
    assert moves(clerk, pk, "report", 422) == "finding_needs_evidence"
    assert moves(clerk, pk, "report", entries=[OWN.id("entry")]) == "reported"
    assert moves(inspector, pk, "verify", 422) == "finding_second_person"
    moves(office, pk, "verify")
    assert moves(office, pk, "strike_off", 422) == "finding_second_person"
    told = office.json(f"findings/{pk}")
    assert [(m["move"], m["evidence"]) for m in told["moves"]] == [
        ("draft", 0), ("feed_back", 0), ("accept", 0), ("report", 1), ("verify", 0),
    ]  # fmt: skip
    listed = office.json("findings?group=open&limit=1")
    assert (len(listed["items"]), listed["next"]) == (1, listed["items"][0]["id"])
