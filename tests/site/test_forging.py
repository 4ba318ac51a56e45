"""Forms, JSON and files that name what belongs to another county: nothing of it is shown, tied or changed.

Each is sent twice, with what another county has and with what nobody has; both answers must be the same.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import openpyxl
import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.site.conftest import client_for
from tests.site.reading import words_of
from tests.site.routes import key_of
from tests.site.test_permissions import rows_of
from tests.site.world import FAR, OWN, Side

from bangfu.site.postgres import Cluster

FORGERS = ["county_office", "township_clerk"]
OWN_VILLAGE = str(OWN.village)


@pytest.fixture(autouse=True)
def _unchanged(counties: Cluster, site: str) -> Iterator[None]:
    """Whatever a test sends: the rows of the other county, and those that name it, stay as they were."""
    before = standing(counties, site)
    yield
    assert standing(counties, site) == before


def standing(counties: Cluster, database: str) -> dict[str, list[str]]:
    """A change that was only prepared, and the log of acts, may hold what was forged; that it is not done counts."""
    rows = rows_of(counties, database, FAR)
    rows.pop("web_act", None)
    return {**rows, "roster_change": [row for row in rows["roster_change"] if FAR.mark in row]}


def name(side: str, kind: str) -> str:
    """What a row of another county is called, or one of nowhere."""
    return str(key_of(kind, side))


def told(answer: Any, side: str) -> str:
    kinds = (
        "place",
        "person",
        "organisation",
        "household",
        "post",
        "pairing",
        "entry",
        "exemption",
        "number",
    )
    return words_of(answer, *(name(side, kind) for kind in kinds))


def alike(client: Client, address: str, fields: dict[str, Any], *forged: str, **more: Any) -> str:
    """Post a form with each forged field in turn; what is told of another county's row and of none is the same."""
    last = ""
    for field in forged:
        answers = []
        for side in ("far", "none"):
            kind = {"successor": "person", "households": "household"}.get(field, field.rpartition("_")[2])
            answers.append(told(client.post(address, {**fields, field: name(side, kind)}, **more), side))
            client.cookies.pop("messages", None)
        assert FAR.mark not in answers[0], field
        assert answers[0] == answers[1], field
        last = answers[0]
    return last


@pytest.mark.parametrize("role", FORGERS)
class TestRosterForms:
    def test_posts_and_pairings(self, site: str, role: str) -> None:
        client = client_for(role)
        post = {"role": "first_secretary", "person": OWN.id("cadre"), "place": OWN_VILLAGE, "start": "2015-01-01",
                "end": "2015-12-31", "organisation": OWN.id("organisation"), "reason": "更正"}  # fmt: skip
        alike(client, "/posts/new/", post, "person", "organisation")
        alike(client, f"/posts/{OWN.id('post')}/correct/", post, "person", "organisation")
        pairing = {"person": OWN.id("person"), "household": OWN.id("household"), "start": "2015-01-01",
                   "end": "2015-12-31", "reason": "更正"}  # fmt: skip
        alike(client, "/pairings/new/", pairing, "person", "household")
        alike(client, f"/pairings/{OWN.id('pairing')}/correct/", pairing, "person", "household")

    def test_people_and_handovers(self, site: str, role: str) -> None:
        client = client_for(role)
        person = {"name": "甲", "organisation": OWN.id("organisation"), "reason": "更正"}
        alike(client, "/people/new/", person, "organisation")
        alike(client, f"/people/{OWN.id('person')}/correct/", person, "organisation")
        handover = {
            "successor": OWN.id("person"),
            "on": "2020-04-15",
            "reason": "轮换",
            "posts": [OWN.id("post")],
        }
        alike(client, f"/handovers/new/{OWN.id('cadre')}/", handover, "successor")

    def test_what_passes_is_only_what_the_person_holds(self, site: str, role: str) -> None:
        handover = {"successor": OWN.id("person"), "on": "2020-04-15", "reason": "轮换",
                    "posts": [FAR.id("post")], "pairings": [FAR.id("pairing")]}  # fmt: skip
        answer = client_for(role).post(f"/handovers/new/{OWN.id('cadre')}/", handover)
        assert answer.status_code == 200
        assert FAR.mark not in words_of(answer)

    def test_seats_and_homes_in_another_county_are_refused(self, site: str, role: str) -> None:
        client = client_for(role)
        far = {"place": str(FAR.village), "reason": "更正", "start": "2015-01-01"}
        for address, fields in (
            ("/organisations/new/", {"name": "新局", "level": "county"}),
            (f"/organisations/{OWN.id('town')}/correct/", {"name": "镇", "level": "township"}),
            ("/households/new/", {"head": "新户"}),
            (f"/households/{OWN.id('household')}/correct/", {"head": "新户"}),
            (f"/households/{OWN.id('household')}/move/", {"on": "2020-04-15", "helpers": "on"}),
            ("/posts/new/", {"role": "first_secretary", "person": OWN.id("cadre")}),
        ):
            answer = client.post(address, {**fields, **far})
            assert answer.status_code == 200, address

    def test_a_workbook_that_writes_over_another_countys_rows(self, site: str, role: str) -> None:
        book = openpyxl.Workbook()
        book.remove(book.active)  # type: ignore[arg-type]
        sheets: dict[str, tuple[list[str], list[str]]] = {
            "people": (["id", "name", "organisation"], [FAR.id("person"), "改名", OWN.id("organisation")]),
            "households": (["id", "head", "place"], [FAR.id("household"), "改名", OWN_VILLAGE]),
            "posts": (["id", "role", "person", "place"], ["99-new-post", "first_secretary", FAR.id("person"), OWN_VILLAGE]),
            "pairings": (["id", "person", "household"], ["99-new-pairing", FAR.id("person"), OWN.id("household")]),
        }  # fmt: skip
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        content = io.BytesIO()
        book.save(content)
        client = client_for(role)
        answer = client.post("/roster/upload/", {"file": SimpleUploadedFile("r.xlsx", content.getvalue())})
        if answer.status_code == 302:
            address = answer["Location"]
            assert FAR.mark not in words_of(client.get(address))
            answer = client.post(f"{address}do/", {"faultless": "1", "reason": "试"}, follow=True)
        assert answer.status_code == 200
        assert FAR.mark not in words_of(answer)


class TestAllocation:
    def test_a_unit_of_another_county_is_given_no_village(self, site: str) -> None:
        client = client_for("county_office")
        for step in (
            f"{OWN.village}||{FAR.id('organisation')}",
            f"{OWN.village}|{OWN.id('organisation')}|{FAR.id('organisation')}",
            f"{FAR.village}|{FAR.id('organisation')}|",
            f"{FAR.village}||{OWN.id('organisation')}",
        ):
            form = {"step": step, "on": "2020-04-15", "reason": "调整"}
            client.post("/roster/balance/accept/", form)
            client.cookies.pop("messages", None)
        assert FAR.mark not in words_of(client.get("/roster/balance/"))
        assert FAR.mark not in words_of(client.get("/organisations/"))


class TestRecording:
    ROLES = ("responsible_helper", "unit_contact", "township_clerk", "county_office")
    VISIT = {  # noqa: RUF012
        "id": "99-forged-1", "kind": "household_visit", "on": "2020-04-14", "household": OWN.id("household"),
        "person": OWN.id("person"),
    }  # fmt: skip
    FORGED = (
        "person",
        "organisation",
        "household",
        "place",
        "counterpart_person",
        "counterpart_organisation",
    )

    @pytest.mark.parametrize("role", ROLES)
    def test_what_a_phone_sends(self, site: str, role: str) -> None:
        client = client_for(role)
        for field in self.FORGED:
            answers: list[str] = []
            for side in ("far", "none"):
                sent = {**self.VISIT, field: name(side, field.rpartition("_")[2])}
                answer = client.post("/record/entries/", json.dumps(sent), content_type="application/json")
                assert answer.status_code == 422, (field, side)
                answers.append(told(answer, side))
            assert answers[0] == answers[1], field
            assert FAR.mark not in answers[0]

    @pytest.mark.parametrize("role", ROLES)
    def test_what_no_field_asks_for_is_not_heard(self, site: str, role: str, counties: Cluster) -> None:
        sent = {
            **self.VISIT, "area": FAR.village, "book": 990002000000, "recorded_by": "99-b-county_office", "seq": 1,
            "corrects": FAR.id("entry"), "withdraws": True,
        }  # fmt: skip
        client = client_for(role)
        answer = client.post("/record/entries/", json.dumps(sent), content_type="application/json")
        assert answer.status_code == 201, answer.content
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            row = owner.execute(
                "select area, book, recorded_by, corrects_id, withdraws from ledger_entry where id = '99-forged-1'"
            ).fetchone()
        assert row == (OWN.village, 990001000000, f"99-a-{role}", None, False)

    @pytest.mark.parametrize("role", ROLES)
    def test_what_a_form_sends(self, site: str, role: str) -> None:
        form = {**self.VISIT, "households": [OWN.id("household")], "note": ""}
        alike(client_for(role), "/record/form/", form, "households", "household", "counterpart_person")

    def test_a_photo_for_an_entry_of_another_county(self, site: str) -> None:
        client, answers = client_for("county_office"), []
        for side in ("far", "none"):
            photo = SimpleUploadedFile("p.png", b"x", "image/png")
            address = f"/record/entries/{name(side, 'entry')}/photos/"
            answers.append(told(client.post(address, {"id": "99-forged-photo", "photo": photo}), side))
        assert answers[0] == answers[1]


class TestAsking:
    """What is asked for by address: filters, searches, what a form begins with."""

    ROLES = ("resident_cadre", "unit_contact", "township_clerk", "county_office", "provincial_analyst")

    @pytest.mark.parametrize("role", ROLES)
    def test_filters_and_searches_find_nothing_elsewhere(self, site: str, role: str) -> None:
        client = client_for(role)
        for address, fields in (
            ("/ledger/", ("person", "unit:organisation", "household", "place")),
            ("/ledger/export/csv/", ("person", "place")),
            ("/duties/", ("person", "unit:organisation", "place")),
            ("/duties/export/jsonl/", ("person", "place")),
            ("/households/", ("place",)),
            ("/people/", ("organisation",)),
            ("/places/", ()),
            ("/organisations/", ()),
            *(
                (f"/roster/options/{kind}/", ())
                for kind in ("people", "organisations", "households", "places")
            ),
        ):
            far, none = quote(FAR.mark), quote("玊玊")
            self.finds_nothing(
                client, f"{address}?q={far}", f"{address}?q={none}", far, none, FAR.mark, "玊玊"
            )
            for field in fields:
                param, _, kind = field.partition(":")
                far, none = (name(side, kind or param) for side in ("far", "none"))
                self.finds_nothing(client, f"{address}?{param}={far}", f"{address}?{param}={none}", far, none)

    @pytest.mark.parametrize("role", FORGERS)
    def test_forms_begin_with_nothing_from_elsewhere(self, site: str, role: str) -> None:
        client = client_for(role)
        for address, fields in (
            ("/posts/new/", ("person", "organisation")),
            ("/pairings/new/", ("person", "household")),
            ("/people/new/", ("organisation",)),
            ("/record/form/", ("person", "organisation", "household", "village:place")),
        ):
            for field in fields:
                param, _, kind = field.partition(":")
                far, none = (name(side, kind or param) for side in ("far", "none"))
                self.finds_nothing(client, f"{address}?{param}={far}", f"{address}?{param}={none}", far, none)

    def finds_nothing(self, client: Client, address: str, nowhere: str, *keys: str) -> None:
        far, none = (words_of(client.get(a), *keys) for a in (address, nowhere))
        assert FAR.mark not in far, address
        assert far == none, address


def test_a_judge_that_tells_everything_is_not_passed_on(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge sees every county: what it says of a verdict is cut to what the reader may see."""

    def everything(_name: str, patience: float = 0, **_words: Any) -> Any:
        sides: list[Side] = [OWN, FAR]
        return {
            "line": {"note": {"zh": "", "en": ""}, "related": []}, "start_note": None, "period": {}, "rule": {},
            "counted": [{"id": side.id("entry")} for side in sides],
            "not_counted": [{"id": side.id("wrong"), "reason": "r", "sentence": "s"} for side in sides],
            "missing": [FAR.id("household"), FAR.id("organisation")],
        }  # fmt: skip

    monkeypatch.setattr("bangfu.site.duties.judge.client.ask", everything)
    answer = client_for("county_office").get(f"/duties/2020-04-15/{OWN.number}/")
    assert answer.status_code == 200
    assert FAR.mark not in words_of(answer)
    assert FAR.id("") not in words_of(answer)


def test_a_decision_on_another_countys_exemption_is_none(site: str) -> None:
    client = client_for("organization_department")
    for kind, step in (("exemption", "decide"), ("approved", "end")):
        answers = [
            words_of(
                client.post(f"/exemptions/{name(side, kind)}/{step}/", {"approved": "1", "decision": "同意", "end": "2020-04-14"}),
                name(side, kind),
            )
            for side in ("far", "none")
        ]  # fmt: skip
        assert answers[0] == answers[1]
        assert answers[0].startswith("404")


def test_nothing_is_unmasked_of_another_county(site: str) -> None:
    client = client_for("county_office")
    for table, kind in (("household", "household"), ("person", "person")):
        answers = [
            words_of(
                client.post(f"/unmask/{table}/{name(side, kind)}/", {"field": "phone", "reason": "核对身份"}), name(side, kind)
            )
            for side in ("far", "none")
        ]  # fmt: skip
        assert answers[0] == answers[1]
        assert answers[0].startswith("404")
