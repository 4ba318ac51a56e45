"""The roster goes out as files: only what one sees, no name in full, no formula; and brought in again it changes nothing."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.site.acting import Acting
from tests.site.roster.conftest import XLSX, Owner, SignIn

from bangfu.site.roster.models import Change, Household
from bangfu.site.web.models import Unmasking


def taken_out(client: Client, path: str = "/roster/export/xlsx/", **post: str) -> bytes:
    response: Any = client.post(path, post) if post else client.get(path)
    assert response.status_code == 200
    return response.getvalue()


def cells(book: bytes, sheet: str, column: str) -> list[Any]:
    rows = list(openpyxl.load_workbook(io.BytesIO(book))[sheet].iter_rows(values_only=True))
    at = rows[0].index(column)
    return [row[at] for row in rows[1:]]


def test_an_account_takes_out_what_it_sees_and_no_more(browser: SignIn) -> None:
    county = taken_out(browser("county_office"))
    assert sorted(cells(county, "households", "id")) == ["99-h1", "99-h2", "99-h3"]
    assert "99-away" not in cells(county, "organisations", "id")
    helper = taken_out(browser("responsible_helper"))
    assert sorted(cells(helper, "households", "id")) == ["99-h1", "99-h2"]


def test_names_are_masked_and_in_full_only_with_a_reason_that_is_kept(
    browser: SignIn, acting: Acting
) -> None:
    office = browser("county_office")
    assert "王建国" not in cells(taken_out(office), "households", "head")
    assert office.post("/roster/export/full/", {"reason": ""}).status_code == 302
    whole = taken_out(office, "/roster/export/full/", reason="年度核对名册")
    assert "王建国" in cells(whole, "households", "head")
    with acting("county_office"):
        assert list(Unmasking.objects.values_list("reason", flat=True)) in ([], ["年度核对名册"])
    assert browser("township_leader").post("/roster/export/full/", {"reason": "年度核对"}).status_code == 403


def test_brought_in_again_it_changes_nothing(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    for path, post in (("/roster/export/xlsx/", {}), ("/roster/export/full/", {"reason": "年度核对名册"})):
        file = SimpleUploadedFile("roster.xlsx", taken_out(clerk, path, **post), XLSX)
        response: Any = clerk.post("/roster/upload/", {"file": file}, follow=True)
        assert response.context["problems"] == []
        assert response.context["change"].counts == {}
        unchanged = response.context["change"].plan["unchanged"]
        assert (unchanged["households"], unchanged["pairings"]) == (3, 2)
    with acting("county_office"):
        assert Change.objects.count() == 2


def test_what_looks_like_a_formula_goes_out_as_text(browser: SignIn, owner: Owner) -> None:
    with owner():
        Household.objects.filter(pk="99-h3").update(head="=1+1")
    office = browser("county_office")
    whole = taken_out(office, "/roster/export/full/", reason="年度核对名册")
    sheet = openpyxl.load_workbook(io.BytesIO(whole))["households"]
    found = [c for row in sheet.iter_rows() for c in row if c.value in ("=1+1", "'=1+1")]
    assert [c.data_type for c in found] == ["s"] or [c.value for c in found] == ["'=1+1"]
    with owner():
        Household.objects.filter(pk="99-h3").update(key="=1+1", id="99-h3")
    packed = zipfile.ZipFile(io.BytesIO(taken_out(office, "/roster/export/csv/")))
    for name in packed.namelist():
        for row in csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_empty_template_reads_without_fault(browser: SignIn) -> None:
    clerk = browser("county_office")
    file = SimpleUploadedFile("t.xlsx", taken_out(clerk, "/roster/template/"), XLSX)
    response: Any = clerk.post("/roster/upload/", {"file": file}, follow=True)
    assert response.context["problems"] == []
    assert response.context["change"].counts == {}
