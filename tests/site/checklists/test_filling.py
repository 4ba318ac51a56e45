"""Filling a sheet: what is refused, what is kept, and what handing in twice changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.checklists.conftest import MET, OPEN, UNITS, UNMET, answers

from bangfu.site.checklists.models import Answer, Handing, Sheet

Browser = Callable[[str], Client]
Begin = Callable[..., str]
JSON = {"Accept": "application/json"}


@pytest.fixture
def sheet(begun: Begin, acting: Acting) -> Sheet:
    """A sheet about the unit, begun by the inspector."""
    pk = begun()
    with acting("inspector"):
        return Sheet.objects.get(pk=pk)


def hand_in(client: Client, sheet: Sheet, **other: str) -> int:
    told = answers(sheet, **other)
    return client.post(f"/checklists/{sheet.pk}/fill/", told, headers=JSON).status_code


def kept(acting: Acting) -> tuple[int, int]:
    with acting("inspector"):
        return Handing.objects.count(), Answer.objects.count()


def test_a_day_to_come_is_refused(browser: Browser, acting: Acting) -> None:
    client, address = browser("inspector"), f"/checklists/new/?part={UNITS}"
    [post] = client.get(address).context["form"].posts
    answer = client.post(address, {"post": post, "on": "2020-04-16"})
    assert "on" in answer.context["form"].errors
    with acting("inspector"):
        assert not Sheet.objects.exists()


def test_a_form_that_nobody_adopted_is_a_missing_page(browser: Browser) -> None:
    assert browser("inspector").get("/checklists/new/?part=xinfeng-2017-5:eight-areas:0").status_code == 404


def test_a_row_without_an_answer_is_refused_and_nothing_is_kept(
    browser: Browser, acting: Acting, sheet: Sheet
) -> None:
    assert hand_in(browser("inspector"), sheet, found_3="") == 422
    assert kept(acting) == (0, 0)


@pytest.mark.parametrize(("row", "found"), [(UNMET, "yes"), (MET, "no"), (MET, "partly")])
def test_who_contradicts_the_ledger_says_why(
    browser: Browser, acting: Acting, sheet: Sheet, row: str, found: str
) -> None:
    n = [r["clause"] for r in sheet.rows].index(row)
    client = browser("inspector")
    refused = client.post(
        f"/checklists/{sheet.pk}/fill/", answers(sheet, **{f"found_{n}": found}), headers=JSON
    )
    assert (refused.status_code, list(refused.json()["fields"])) == (422, [f"reason-{n}"])
    assert kept(acting) == (0, 0)
    assert hand_in(client, sheet, **{f"found_{n}": found, f"reason_{n}": "查了原件"}) == 201
    assert "查了原件" in browser("inspection_office").get("/checklists/contradictions/").content.decode()


@pytest.mark.parametrize("found", ["yes", "partly", "no", "not_seen"])
def test_where_the_ledger_cannot_say_no_reason_is_asked(browser: Browser, sheet: Sheet, found: str) -> None:
    n = [r["clause"] for r in sheet.rows].index(OPEN)
    assert hand_in(browser("inspector"), sheet, **{f"found_{n}": found}) == 201


def test_an_entry_that_was_not_listed_is_no_evidence(browser: Browser, acting: Acting, sheet: Sheet) -> None:
    assert hand_in(browser("inspector"), sheet, evidence_1="99-nowhere") == 422
    assert kept(acting) == (0, 0)


def test_handing_in_twice_changes_nothing(browser: Browser, acting: Acting, sheet: Sheet) -> None:
    client = browser("inspector")
    assert [hand_in(client, sheet), hand_in(client, sheet)] == [201, 200]
    assert kept(acting) == (1, 11)


def test_what_was_handed_in_does_not_become_something_else(
    browser: Browser, acting: Acting, sheet: Sheet
) -> None:
    client = browser("inspector")
    assert hand_in(client, sheet) == 201
    assert hand_in(client, sheet, remark_0="后来想起来的") == 409
    assert hand_in(client, sheet, id="99-handing-0002") == 409
    with acting("inspector"):
        assert not Answer.objects.exclude(remark="").exists()


def test_the_sheet_of_another_is_not_filled(browser: Browser, sheet: Sheet) -> None:
    assert browser("inspection_office").get(f"/checklists/{sheet.pk}/fill/").status_code == 404
    assert hand_in(browser("inspection_office"), sheet) == 404


def test_it_is_begun_with_what_the_ledger_says(sheet: Sheet) -> None:
    assert {sheet.says[row] for row in (MET, UNMET, OPEN)} == {"met", "unmet", ""}
    [second] = [row for row in sheet.rows if row["clause"] == UNMET]
    by_duty = {proof["duty"]: proof for proof in second["proof"]}
    assert by_duty["report-to-lead-unit"]["counts"] == {"unmet": 1, "open": 1}
    assert by_duty["report-to-lead-unit"]["missed"] == [["2020-01-01", "2020-03-31"]]
    assert by_duty["party-committee-study"]["counts"] == {}
    assert [row["provable"] for row in sheet.rows[:3]] == [False, True, True]


def test_the_pages_show_it_with_and_without_answers(browser: Browser, sheet: Sheet) -> None:
    client = browser("inspector")
    page = client.get(f"/checklists/{sheet.pk}/fill/").content.decode()
    assert "2020-01-01 – 2020-03-31" in page
    assert "台账判不了这一项" in page
    assert sheet.pk in client.get("/checklists/").content.decode()
    assert hand_in(client, sheet, remark_0="组长单位没有来") == 201
    shown = client.get(f"/checklists/{sheet.pk}/").content.decode()
    assert "组长单位没有来" in shown
    assert f"/findings/new/?sheet={sheet.pk}" in shown
    for query in ("q=县水务局", "form=annex2-assisting-units", "found=no"):
        assert sheet.pk in client.get(f"/checklists/?{query}").content.decode()
    for query in ("q=没有这个", "form=annex2-townships", "found=partly"):
        assert sheet.pk not in client.get(f"/checklists/?{query}").content.decode()


def test_a_correction_is_a_new_sheet_that_names_the_former(
    browser: Browser, acting: Acting, sheet: Sheet
) -> None:
    client = browser("inspector")
    assert client.post(f"/checklists/{sheet.pk}/correct/").status_code == 404
    assert hand_in(client, sheet) == 201
    begun = str(client.post(f"/checklists/{sheet.pk}/correct/")["Location"]).split("/")[2]
    with acting("inspector"):
        later = Sheet.objects.get(pk=begun)
    assert (later.corrects_id, later.on, later.organisation_id) == (sheet.pk, sheet.on, sheet.organisation_id)
    assert begun not in client.get(f"/checklists/{sheet.pk}/").content.decode()
    assert hand_in(client, later, id="99-handing-0003") == 201
    assert begun in client.get(f"/checklists/{sheet.pk}/").content.decode()
