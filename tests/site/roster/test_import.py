"""A workbook comes in: every fault is told with its place, nothing is written before, and all of it can go out again."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.site.acting import Acting
from tests.site.roster.conftest import XLSX, Rows, SignIn, workbook

from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.recording import record
from bangfu.site.roster.models import Change, Household, Organisation, Pairing, Person, Post

HEADS = {
    "organisations": ["id", "name", "level", "place"],
    "people": ["id", "name", "organisation", "phone"],
    "posts": ["id", "role", "person", "organisation", "place", "start", "end"],
    "households": ["id", "place", "head", "kinds", "start", "end"],
    "pairings": ["id", "person", "household", "start", "end"],
}
NEW_HOME = ["99-i1", "990001100201", "周平", "registered", "2020-01-01", None]
NEW_PAIR = ["99-p1", "99-helper", "99-i1", "2020-01-01", None]


def sheets(**rows: list[list[Any]]) -> Rows:
    """Sheets with their heads."""
    return {name: [HEADS[name], *below] for name, below in rows.items()}


def uploaded(client: Client, rows: Rows) -> Any:
    """The preview of a workbook."""
    response = client.post("/roster/upload/", {"file": workbook(rows)}, follow=True)
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "remedy"),
    [
        ("households", ["99-x", "990001100201", "周平", "rich", "2020-01-01", None], "类别", "rich", True),
        ("households", ["99-x", "990001100201", "周平", "registered", "二月", None], "第一天", "二月", True),
        (
            "households",
            ["99-x", "990002100201", "周平", "registered", "2020-01-01", None],
            "地点",
            "990002100201",
            True,
        ),
        ("households", ["99-x", "990001100201", "周*", "registered", "2020-01-01", None], None, None, False),
        (
            "households",
            ["99-x", "990001100201", "周**", "registered", "2020-01-01", None],
            "户主",
            "周**",
            True,
        ),
        ("pairings", ["99-x", "99-nobody", "99-h1", "2020-01-01", None], "人员", "99-nobody", True),
        ("pairings", ["99-x", "99-stranger", "99-h1", "2020-01-01", None], "人员", "99-stranger", True),
        ("pairings", ["99-x", "99-helper", "99-h1", "2020-01-01", None], "第一天", "2020-01-01", True),
        (
            "posts",
            ["99-x", "king", "99-cadre", None, "990001100201", "2020-01-01", None],
            "职务",
            "king",
            True,
        ),
    ],
)
def test_a_fault_is_told_with_sheet_row_column_value_and_remedy(
    browser: SignIn, sheet: str, row: list[Any], column: str | None, value: str | None, remedy: bool
) -> None:
    response = uploaded(browser("county_office"), sheets(**{sheet: [row]}))
    problems = response.context["problems"]
    if column is None:
        assert problems == []
        return
    told = {(p["row"], p["column"], p["value"], bool(p["sentence"] and p["remedy"])) for p in problems}
    assert (2, column, value, remedy) in told, problems
    assert {p["sheet"] for p in problems} == {
        {"households": "农户", "pairings": "结对", "posts": "职务"}[sheet]
    }


def test_nothing_is_written_while_faults_stand_and_the_faultless_rows_on_request(
    browser: SignIn, acting: Acting
) -> None:
    clerk = browser("county_office")
    wrong = ["99-i2", "990001100201", "吴安", "rich", "2020-01-01", None]
    on_wrong = ["99-p2", "99-helper", "99-i2", "2020-01-01", None]
    response = uploaded(clerk, sheets(households=[NEW_HOME, wrong], pairings=[NEW_PAIR, on_wrong]))
    page = response.redirect_chain[-1][0]
    assert {(p["sheet"], p["row"]) for p in response.context["problems"]} == {("农户", 3), ("结对", 3)}
    clerk.post(f"{page}do/", {"reason": "补录"})
    with acting("county_office"):
        assert not Household.objects.filter(pk="99-i1").exists()
    clerk.post(f"{page}do/", {"reason": "补录", "faultless": "1"})
    with acting("county_office"):
        assert Household.objects.get(pk="99-i1").head == "周平"
        assert Pairing.objects.get(pk="99-p1").household.pk == "99-i1"
        assert not Household.objects.filter(pk="99-i2").exists()
    assert "补录" in clerk.get("/households/99-i1/").content.decode()


def test_an_import_is_taken_back_whole(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    changed = ["99-h3", "990001100201", "刘大川", "registered", None, None]
    response = uploaded(clerk, sheets(households=[NEW_HOME, changed], pairings=[NEW_PAIR]))
    page = response.redirect_chain[-1][0]
    clerk.post(f"{page}do/", {"reason": "补录"})
    with acting("county_office"):
        assert Household.objects.get(pk="99-h3").head == "刘大川"
    clerk.post(f"{page}undo/", {"reason": "传错了"})
    with acting("county_office"):
        assert Household.objects.get(pk="99-h3").head == "刘大山"
        assert not Household.objects.filter(pk="99-i1").exists()
        assert not Pairing.objects.filter(pk="99-p1").exists()
        assert Change.objects.get().state == "undone"


def test_undo_is_refused_when_something_rests_on_it(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    page = uploaded(clerk, sheets(households=[NEW_HOME])).redirect_chain[-1][0]
    clerk.post(f"{page}do/", {"reason": "补录"})
    clerk.post("/pairings/new/", {"person": "99-helper", "household": "99-i1", "start": "2020-02-01"})
    assert "不能删去" in clerk.post(f"{page}undo/", {"reason": "传错了"}, follow=True).content.decode()
    with acting("county_office"):
        assert Household.objects.filter(pk="99-i1").exists()
        assert Change.objects.get().state == "applied"


def test_undo_is_refused_when_a_visit_was_recorded_on_it(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    page = uploaded(clerk, sheets(households=[NEW_HOME], pairings=[NEW_PAIR])).redirect_chain[-1][0]
    clerk.post(f"{page}do/", {"reason": "补录"})
    with acting("responsible_helper") as account:
        visit = {"id": "visit-0001", "kind": "household_visit", "on": "2020-04-10", "household": "99-i1"}
        record(account, draft_of(visit))
    assert "撤销" in clerk.post(f"{page}undo/", {"reason": "传错了"}, follow=True).content.decode()
    with acting("county_office"):
        assert Change.objects.get().state == "applied"


def test_undo_is_refused_when_a_row_was_changed_since(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    page = uploaded(clerk, sheets(households=[NEW_HOME])).redirect_chain[-1][0]
    clerk.post(f"{page}do/", {"reason": "补录"})
    clerk.post("/households/99-i1/end/", {"end": "2020-03-01", "reason": "外迁"})
    assert "又被改过" in clerk.post(f"{page}undo/", {"reason": "传错了"}, follow=True).content.decode()
    with acting("county_office"):
        assert Household.objects.filter(pk="99-i1").exists()


def test_new_units_people_and_posts_come_together(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    rows = sheets(
        organisations=[["99-o1", "县气象局", "county", "990001"]],
        people=[["99-q1", "郑新", "99-o1", None]],
        posts=[["99-t1", "first_secretary", "99-q1", "99-o1", "990001100202", "2020-02-01", None]],
    )
    response = uploaded(clerk, rows)
    assert response.context["problems"] == []
    clerk.post(f"{response.redirect_chain[-1][0]}do/", {"reason": "增派"})
    with acting("county_office"):
        assert Organisation.objects.get(pk="99-o1").name == "县气象局"
        assert Person.objects.get(pk="99-q1").key == "zx zhengxin"
        assert Post.objects.get(pk="99-t1").person.pk == "99-q1"  # type: ignore[union-attr]


def test_a_formula_is_refused(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    rows = sheets(households=[["99-i1", "990001100201", "=HYPERLINK(1)", "registered", "2020-01-01", None]])
    response = uploaded(clerk, rows)
    assert [(p["sheet"], p["row"], "公式" in p["sentence"]) for p in response.context["problems"]] == [
        ("农户", 2, True)
    ]
    page = response.redirect_chain[-1][0]
    refused = clerk.post(f"{page}do/", {"reason": "补录", "faultless": "1"}, follow=True)
    assert "没有可以导入的行" in refused.content.decode()
    with acting("county_office"):
        assert not Household.objects.filter(pk="99-i1").exists()


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.xls", "roster.csv"])
def test_what_is_no_workbook_is_refused(browser: SignIn, acting: Acting, name: str) -> None:
    file = SimpleUploadedFile(name, b"PK\x03\x04 not really", XLSX)
    response = browser("county_office").post("/roster/upload/", {"file": file})
    assert response.status_code == 200
    assert response.context["problems"] or response.context["workbook"].errors
    with acting("county_office"):
        assert not Change.objects.exists()


def test_a_zip_bomb_is_refused_unopened(browser: SignIn, acting: Acting) -> None:
    book = openpyxl.Workbook()
    packed = io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("xl/media/big.bin", b"\0" * (64 << 20))
    assert len(packed.getvalue()) < 1 << 20
    file = SimpleUploadedFile("roster.xlsx", packed.getvalue(), XLSX)
    response = browser("county_office").post("/roster/upload/", {"file": file})
    assert response.context["problems"]
    with acting("county_office"):
        assert not Change.objects.exists()


def test_who_does_not_keep_the_roster_imports_nothing(browser: SignIn) -> None:
    response = browser("inspector").post("/roster/upload/", {"file": workbook(sheets(households=[NEW_HOME]))})
    assert response.status_code == 403


def test_another_county_does_not_see_an_import(browser: SignIn) -> None:
    page = uploaded(browser("county_office"), sheets(households=[NEW_HOME])).redirect_chain[-1][0]
    assert browser("other_office").get(page).status_code == 404
    assert browser("other_office").post(f"{page}do/", {"reason": "补录"}).status_code == 404
