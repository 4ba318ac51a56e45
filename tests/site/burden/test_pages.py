"""The pages of the gate as people use them: dropped in, gone over, decided, downloaded, filled in, said to be too much."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.site.burden.sheet import HEADS
from tests.site.conftest import ClientFor
from tests.site.world import OWN

from bangfu.site.web.models import Unmasking

ABOUT = {
    "name": "户情表", "asker": "农业农村局", "target": "household", "role": "responsible_helper", "per": "quarter",
    "since": "2020-04-15", "until": "2020-12-31",
}  # fmt: skip
NEW = "/burden/forms/new/"


def sheet() -> SimpleUploadedFile:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["某县户情表"])  # type: ignore[union-attr]
    book.active.append(HEADS)  # type: ignore[union-attr]
    book.save(content)
    return SimpleUploadedFile("户情表.xlsx", content.getvalue())


def reviewed(office: Client, **said: Any) -> dict[str, Any]:
    """What the page of a form proposes, as it would be sent back."""
    page = office.post(NEW, {**ABOUT, "file": sheet(), **said})
    columns = [one for one, _field in page.context["columns"]]
    return {**ABOUT, **said, "column": [one.name for one in columns], "known": [one.known for one in columns]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"target": "cow"},
        {"role": "nobody"},
        {"until": "2020-01-01"},
        {"file": SimpleUploadedFile("a.xlsx", b"x")},
    ],
)
def test_what_is_wrong_is_told_at_its_field(browser_of: ClientFor, wrong: dict[str, Any]) -> None:
    page = browser_of("county_office").post(NEW, {**ABOUT, "columns": "户主", **wrong})
    assert page.status_code == 200 and page.context["form"].errors


def test_a_form_goes_its_way(browser: ClientFor) -> None:
    office, leader, helper = browser("county_office"), browser("county_leader"), browser("responsible_helper")
    sent = reviewed(office)
    assert (sum(map(bool, sent["known"])), len(sent["known"])) == (9, 11)
    refused = office.post(NEW, {**sent, "code": "propose", "text": "排项目"})
    assert refused.context["refused"] and "没有写为什么要" in refused.context["refused"][0]
    reasons = ["" if known else "排项目" for known in sent["known"]]
    page = office.post(NEW, {**sent, "code": "propose", "text": "排项目", "reason": reasons}, follow=True)
    form = page.context["form"]
    assert form.state == "proposed" and [code for code, _ in page.context["deeds"]] == ["withdraw"]
    shown = leader.get(f"/burden/forms/{form.pk}/").context
    assert (shown["impact"].load.columns, shown["impact"].load.lines) == (2, 2)
    assert shown["impact"].after == shown["impact"].before + shown["impact"].load.entries
    assert office.post(f"/burden/forms/{form.pk}/allow/", {"text": "同意"}).status_code == 200
    assert leader.post(f"/burden/forms/{form.pk}/allow/", {"text": "同意"}).status_code == 302
    line = f"v-{OWN.id('household')}-10"
    assert helper.post(f"/burden/forms/{form.pk}/fill/", {line: "养蜂"}).status_code == 302
    file = helper.get(f"/burden/forms/{form.pk}/filled/")
    [heads, filled] = openpyxl.load_workbook(io.BytesIO(b"".join(file.streaming_content))).active.values  # type: ignore[attr-defined, union-attr]
    assert heads == HEADS and filled[3] == OWN.text("户主") and filled[9] == "养蜂"
    sources = {one.key for one in helper.get("/burden/?month=2020-04").context["sources"]}
    assert ("form", form.pk) in sources


def test_what_the_database_cannot_hold_is_left_out(browser: ClientFor) -> None:
    office = browser("county_office")
    sent = reviewed(office)
    sent["column"][10] = "有没有\0手机"
    sent |= {"code": "note", "text": "在\0用", "reason": ["\0"] * 11}
    page = office.post(NEW, sent, follow=True)
    assert page.context["form"].state == "noted" and [m.text for m in page.context["moves"]] == ["在用"]


def test_a_file_that_is_refused_is_told_without_where_it_lay(browser_of: ClientFor) -> None:
    for file in (SimpleUploadedFile("a.xlsx", b"x"), SimpleUploadedFile("a.csv", "户主".encode("utf-16"))):
        page = browser_of("county_office").post(NEW, {**ABOUT, "file": file})
        assert page.context["form"].errors and "bangfu-" not in page.content.decode()


def test_what_a_person_changes_is_marked_as_chosen(browser: ClientFor) -> None:
    office = browser("county_office")
    sent = reviewed(office)
    sent["known"][9:] = ["remark", "remark"]
    page = office.post(NEW, {**sent, "code": "spare"}, follow=True)
    assert page.context["form"].state == "spared"
    assert [one.how for one, _field in page.context["columns"]][9:] == ["person", "person"]


def test_a_field_that_is_not_known_is_none(browser: ClientFor) -> None:
    office = browser("county_office")
    sent = reviewed(office)
    sent["known"][9:] = ["bank_password", "kind:nothing"]
    assert office.post(NEW, {**sent, "code": "spare"}).context["refused"]


def test_names_in_full_take_a_reason_that_is_kept(browser: ClientFor) -> None:
    office, form = browser("county_office"), OWN.id("burdenform")
    address = f"/burden/forms/{form}/filled/full/"
    assert office.post(address, {"reason": "x"}).status_code == 302
    file = office.post(address, {"reason": "核对户主姓名"})
    text = str(list(openpyxl.load_workbook(io.BytesIO(b"".join(file.streaming_content))).active.values))  # type: ignore[attr-defined, union-attr]
    assert OWN.text("户主") in text and OWN.secret in text
    assert browser("county_leader").post(address, {"reason": "核对户主姓名"}).status_code == 403


def test_who_looked_in_full_is_written_down(browser: ClientFor, acting: Any) -> None:
    browser("county_office").post(
        f"/burden/forms/{OWN.id('burdenform')}/filled/full/", {"reason": "核对户主姓名"}
    )
    with acting("county_office"):
        kept = set(Unmasking.objects.filter(reason="核对户主姓名").values_list("field", flat=True))
    assert kept == {"head", "head_id"}


@pytest.mark.parametrize("role", ["resident_cadre", "county_leader", "audit_admin"])
def test_every_page_has_the_way_to_say_that_it_is_too_much(browser: ClientFor, role: str) -> None:
    client = browser(role)
    assert "/burden/say/?page=/me/" in client.get("/me/").content.decode()
    assert not client.post("/burden/say/", {"page": "/me/", "text": ""}).context["form"].is_valid()
    assert client.post("/burden/say/", {"page": "/me/", "text": "字太多"}).status_code == 302
    assert "字太多" in client.get("/burden/said/").content.decode()
    assert "字太多" in browser("county_office").get("/burden/heard/").content.decode()
