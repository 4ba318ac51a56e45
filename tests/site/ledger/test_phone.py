"""What the recording page on a phone is given, and the answers it gets."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.site.acting import Acting

from bangfu.site.ledger.models import Entry

Browser = Callable[[str], Client]
Counted = dict[str, list[dict[str, object]]]
JSON = "application/json"


def send(client: Client, entry: object) -> Any:
    body = entry if isinstance(entry, str) else json.dumps(entry)
    return client.post("/record/entries/", body, content_type=JSON, headers={"Accept": JSON})


def visit(**fields: Any) -> dict[str, Any]:
    return {"id": "visit-0001", "kind": "household_visit", "on": "2020-04-10", "household": "99-h1", **fields}


def test_whoever_is_not_signed_in_is_told_so(database: str) -> None:
    assert send(Client(), visit()).status_code == 401
    assert Client().get("/record/data.json", headers={"Accept": JSON}).status_code == 401


@pytest.mark.parametrize("role", ["provincial_analyst", "system_admin", "audit_admin"])
def test_whoever_records_nothing_is_given_nothing(browser: Browser, role: str) -> None:
    client = browser(role)
    assert client.get("/record/data.json", headers={"Accept": JSON}).status_code in (302, 403)
    assert send(client, visit()).status_code in (302, 403)


@pytest.mark.parametrize("body", ["", "[]", "{", '"visit"', "null", "[" * 100_000], ids=range(6))
def test_what_is_no_entry_is_refused(browser: Browser, body: str) -> None:
    answer = send(browser("responsible_helper"), body)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["code"] == "entry_unreadable"


def test_a_refusal_names_field_sentence_and_remedy_in_both_languages(browser: Browser) -> None:
    answer = send(browser("responsible_helper"), visit(household="99-hb"))
    assert answer.status_code == 422
    assert answer.json() == {
        "status": "refused",
        "problems": [
            {
                "code": "entry_unseen",
                "field": "household",
                "zh": "农户“99-hb”不存在，或不在您的工作范围内。",
                "en": "The household “99-hb” does not exist, or is outside your scope.",
                "remedy_zh": "请重新选择。",
                "remedy_en": "Choose again.",
            }
        ],
    }


def test_a_forged_form_is_refused(browser: Browser) -> None:
    client = browser("responsible_helper")
    client.handler.enforce_csrf_checks = True
    assert send(client, visit()).status_code == 403


def test_an_entry_is_taken_and_what_it_counts_for_is_told(browser: Browser, counted: Counted) -> None:
    verdict = {
        "regulation": "r",
        "duty": "d",
        "clause": "一",
        "title_zh": "走访",
        "title_en": "visits",
        "person": "p",
    }
    counted["visit-0001"] = [verdict, {**verdict, "period_start": "2020-01-01"}]
    answer = send(browser("responsible_helper"), visit())
    assert answer.status_code == 201
    told = {"title_zh": "走访", "title_en": "visits", "clause": "一", "regulation": "r"}
    blank = {"status": None, "achieved": None, "required": None}
    assert answer.json() == {"status": "recorded", "id": "visit-0001", "seq": 1, "counts": [told | blank]}
    assert int(answer["Content-Length"]) == len(answer.content)


def test_an_entry_is_taken_while_the_judge_is_away(browser: Browser, counted: Counted) -> None:
    answer = send(browser("responsible_helper"), visit())
    assert (answer.status_code, answer.json()["counts"]) == (201, None)


def test_the_judge_is_asked_when_it_can_see_the_entry(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[bool] = []
    monkeypatch.setattr(
        "bangfu.site.ledger.answers.counts_for", lambda _: inside.append(connection.in_atomic_block) or {}
    )
    send(browser("responsible_helper"), visit())
    assert inside == [False]


def test_the_same_again_and_something_else(browser: Browser, counted: Counted, acting: Acting) -> None:
    client = browser("responsible_helper")
    first = send(client, visit())
    assert send(client, visit()).status_code == 200
    assert send(client, visit()).json() == first.json()
    other = send(client, visit(note="另一回事"))
    assert other.status_code == 409
    assert (other.json()["status"], other.json()["code"]) == ("conflict", "same_id_other_content")
    with acting("responsible_helper"):
        assert Entry.objects.get().note == ""


class TestData:
    """What lies on the phone."""

    @staticmethod
    def data(client: Client) -> dict[str, Any]:
        return client.get("/record/data.json", headers={"Accept": JSON}).json()

    def test_a_cadre_is_given_the_own_village_with_its_names(self, browser: Browser) -> None:
        data = self.data(browser("resident_cadre"))
        assert (data["account"], data["today"]) == ("99-resident_cadre", "2020-04-15")
        assert data["person"] == {"id": "99-cadre", "name": "王水生"}
        assert [h["label"] for h in data["households"]] == ["王建国", "刘大山"]
        assert [p["name"] for p in data["places"]] == ["上湾村", "清水镇", "甲县"]

    def test_a_helper_is_given_the_households_helped(self, browser: Browser) -> None:
        data = self.data(browser("responsible_helper"))
        assert [(h["id"], h["label"]) for h in data["households"]] == [
            ("99-h1", "王建国"),
            ("99-h2", "张秀英"),
        ]

    def test_a_clerk_sees_names_hidden_and_cannot_find_them_by_their_sound(self, browser: Browser) -> None:
        data = self.data(browser("township_clerk"))
        assert {h["label"] for h in data["households"]} == {"王** 99-h1", "刘** 99-h3", "张** 99-h2"}
        assert not any("key" in h for h in data["households"])

    def test_nothing_of_another_county_is_given(self, browser: Browser) -> None:
        for role in (
            "resident_cadre",
            "responsible_helper",
            "unit_contact",
            "township_clerk",
            "county_office",
        ):
            text = json.dumps(self.data(browser(role)), ensure_ascii=False)
            assert not [word for word in ("远", "陌生", "乙县", "99-hb", "99-away") if word in text]

    def test_recent_entries_are_the_own_ones_that_stand(self, browser: Browser, counted: Counted) -> None:
        client = browser("responsible_helper")
        sent = visit(place="990001100201", note="查看用水", made_at="2020-04-10T08:00:00Z")
        send(client, sent)
        [recent] = self.data(client)["recent"]
        assert recent == {
            **dict.fromkeys(
                ("until", "organisation", "counterpart_person", "counterpart_organisation", "location")
            ),
            **sent,
            "person": "99-helper",
        }
        assert not self.data(browser("resident_cadre"))["recent"]

    def test_what_counts_for_what_is_owed_comes_first(self, browser: Browser, owed: None) -> None:
        first, *others = self.data(browser("responsible_helper"))["kinds"]
        assert (first["code"], first["common"]) == ("household_visit", True)
        assert first["needs"] == [{"fields": ["household"], "levels": []}]
        assert first["counts"][0]["regulation"] == "gansu-2019-33"
        assert not any(k["common"] or k["counts"] for k in others)

    def test_what_only_other_posts_do_is_not_offered(self, browser: Browser, owed: None) -> None:
        of = {
            r: {k["code"] for k in self.data(browser(r))["kinds"]}
            for r in ("responsible_helper", "county_office")
        }
        foreign = of["county_office"] - of["responsible_helper"]
        assert "resident_day" in foreign
        assert "household_visit" in of["responsible_helper"]
        assert of["responsible_helper"] < of["county_office"]

    def test_whoever_records_for_others_finds_first_what_counts_for_anybody(self, browser: Browser) -> None:
        kinds = self.data(browser("township_clerk"))["kinds"]
        assert {"household_visit", "resident_day"} <= {k["code"] for k in kinds if k["common"]}
        assert not {"monthly_circular"} & {k["code"] for k in kinds if k["common"]}

    def test_whoever_records_for_others_is_asked_who_did_it(self, browser: Browser) -> None:
        for role, units in (("unit_contact", {"99-unit"}), ("township_clerk", {"99-unit", "99-town"})):
            data = self.data(browser(role))
            needs = {k["code"]: [n["fields"] for n in k["needs"]] for k in data["kinds"]}
            assert needs["household_visit"] == [["person"], ["household"]]
            assert needs["party_committee_study"] == [["organisation"]]
            assert max(len(n) for n in needs.values()) <= 2  # with the kind itself three things are asked
            assert {u["id"] for u in data["units"]} == units
        assert self.data(browser("responsible_helper"))["units"] == []

    def test_a_place_is_offered_where_the_kind_may_be(self, browser: Browser) -> None:
        kinds = {k["code"]: k for k in self.data(browser("resident_cadre"))["kinds"]}
        assert kinds["helping_visit"]["needs"] == [{"fields": ["place"], "levels": ["village"]}]
        assert kinds["unannounced_visit"]["needs"][0]["fields"] == ["place", "counterpart_organisation"]
        assert kinds["resident_day"]["lasts"]

    def test_a_contact_is_given_the_households_of_the_unit_without_their_names(
        self, browser: Browser
    ) -> None:
        labels = [h["label"] for h in self.data(browser("unit_contact"))["households"]]
        assert labels == ["王** 99-h1", "张** 99-h2"]

    def test_a_contact_records_the_visit_of_a_colleague(
        self, browser: Browser, counted: Counted, acting: Acting
    ) -> None:
        answer = send(browser("unit_contact"), visit(person="99-helper"))
        assert (answer.status_code, answer.json()["counts"]) == (201, None)
        with acting("responsible_helper"):
            assert Entry.objects.get().recorded_by == "99-unit_contact"

    def test_it_is_small(self, browser: Browser) -> None:
        body = browser("resident_cadre").get("/record/data.json", headers={"Accept": JSON}).content
        assert len(gzip.compress(body)) < 10_000


class TestSeveralInOneRequest:
    """A phone that was away sends its day at once; each entry is answered as if it had come alone."""

    def test_a_request_for_which_a_phone_never_asks_is_refused_whole(
        self, browser: Browser, acting: Acting
    ) -> None:
        answer = send(browser("responsible_helper"), [visit(id=f"visit-{n:04}") for n in range(51)])
        assert answer.status_code == 422
        assert answer.json()["problems"][0]["code"] == "too_many_entries"
        with acting("responsible_helper"):
            assert not Entry.objects.exists()

    def test_one_that_is_bad_costs_the_others_nothing(
        self, browser: Browser, counted: Counted, acting: Acting
    ) -> None:
        client = browser("responsible_helper")
        send(client, visit(id="visit-0000"))
        day = [
            visit(id="visit-0000"),
            visit(id="visit-0000", note="另一回事"),
            visit(id="visit-0002", household="99-hb"),
            "visit",
            visit(id="visit-0004"),
            visit(id="visit-0004"),
        ]
        answer = send(client, day)
        assert answer.status_code == 200
        told = answer.json()["entries"]
        assert [e["status"] for e in told] == ["known", "conflict", "refused", "refused", "recorded", "known"]
        assert [e["id"] for e in told] == [
            "visit-0000",
            "visit-0000",
            "visit-0002",
            None,
            "visit-0004",
            "visit-0004",
        ]
        assert told[1]["code"] == "same_id_other_content"
        assert told[2]["problems"][0]["field"] == "household"
        assert int(answer["Content-Length"]) == len(answer.content)
        with acting("responsible_helper"):
            assert Entry.objects.count() == 2

    def test_what_each_counts_for_is_asked_once_for_all(
        self, browser: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[list[str]] = []
        monkeypatch.setattr("bangfu.site.ledger.answers.counts_for", lambda ids: asked.append(ids) or {})
        send(browser("responsible_helper"), [visit(id=f"visit-{n:04}") for n in range(3)])
        assert asked == [["visit-0000", "visit-0001", "visit-0002"]]
