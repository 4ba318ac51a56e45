"""The form on paper, measured: four columns, a merged first one, every row, head and foot, what was filled in."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber
from django.test import Client
from tests.site.acting import Acting
from tests.site.checklists.conftest import answers

from bangfu.paper.form.printing import PrintedForm, PrintedPart, PrintedRow, pdf
from bangfu.site.checklists.models import Sheet

Browser = Callable[[str], Client]
ADDRESS = "/checklists/forms/tongwei-2018-59/{}.pdf"


def read(content: bytes) -> tuple[str, list[list[str | None]], tuple[float, float]]:
    """The text, the cells of the first page's table, and the size of the paper."""
    with pdfplumber.open(io.BytesIO(content)) as file:
        page = file.pages[0]
        text = "\n".join(p.extract_text() for p in file.pages)
        return text, page.extract_tables()[0], (float(page.width), float(page.height))


def test_a_form_that_is_not_there_is_a_missing_page(browser: Browser) -> None:
    assert browser("inspector").get(ADDRESS.format("annex3")).status_code == 404


def test_an_empty_form_has_all_rows_on_one_sheet_of_a4(browser: Browser) -> None:
    text, table, size = read(browser("unit_contact").get(ADDRESS.format("annex2-assisting-units")).content)
    assert [round(side) for side in size] == [595, 842]
    assert table[0] == ["监督对象", "具体责任", "是否落实", "备注"]
    assert [(row[1] or "").split(".")[0] for row in table[1:]] == [str(n) for n in range(1, 12)]
    assert [row[0] for row in table[2:]] == [None] * 10  # one cell for all rows
    assert {row[2] for row in table[1:]} == {row[3] for row in table[1:]} == {""}
    assert [word in text for word in ("被监督单位：", "填表日期：", "单位负责人：", "填表人：")] == [True] * 4


def test_two_kinds_of_subject_share_the_first_form(browser: Browser) -> None:
    _, table, _ = read(browser("inspector").get(ADDRESS.format("annex2-leaders-and-office")).content)
    assert [n for n, row in enumerate(table[1:], 1) if row[0]] == [1, 4]
    assert len(table) == 1 + 3 + 4


def test_a_filled_sheet_bears_what_was_found(
    browser: Browser, acting: Acting, begun: Callable[..., str]
) -> None:
    pk = begun()
    with acting("inspector"):
        sheet = Sheet.objects.get(pk=pk)
    client = browser("inspector")
    assert client.get(f"/checklists/{pk}/paper.pdf").status_code == 404  # not handed in
    told = answers(sheet, remark_0="两份文件", found_1="yes", reason_1="报告有原件")
    assert client.post(f"/checklists/{pk}/fill/", told).status_code == 302
    text, table, _ = read(client.get(f"/checklists/{pk}/paper.pdf").content)
    assert "县水务局" in text
    assert "2020年4月15日" in text.replace(" ", "")
    assert [row[2] for row in table[1:3]] == ["没看到", "落实"]
    assert [(row[3] or "").replace("\n", "") for row in table[1:3]] == ["两份文件", "与台账不同：报告有原件"]


def test_what_looks_like_markup_stays_text() -> None:
    rows = [PrintedRow("#set page(width: 1cm) *x* $y$ \\ @z", "#panic()", "`code` //")]
    form = PrintedForm(
        "表", [("甲", "")], ("一", "二", "三", "四"), [PrintedPart("[x]", rows)], [("乙", "")], "源"
    )
    _text, table, size = read(pdf(form))
    assert [round(side) for side in size] == [595, 842]
    said = [(cell or "").replace("\n", " ") for cell in table[1]]  # broken where the face wants it
    assert said == ["[x]", "#set page(width: 1cm) *x* $y$ \\ @z", "#panic()", "`code` //"]
    assert pdf(form) == pdf(form)  # the same form, the same file
