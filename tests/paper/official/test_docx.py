"""The docx, by its XML, and as LibreOffice lays it out where that is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from tests.paper.official.measuring import BOTTOM, LEFT, RIGHT, body_of, lines_of, pages_of, rules_of
from tests.paper.official.samples import long_paper, paper

from bangfu.paper.official import Paper, write_docx

OFFICE = shutil.which("soffice")
FACES = {
    "通渭县监督督查办公室文件": "方正小标宋简体",
    "一、存在的问题": "黑体",
    "（一）驻村力量不足。": "楷体_GB2312",
    "有的队员在岗不足规定天数。": "仿宋_GB2312",
    "1.甲村两名队员在岗不足规定天数。": "仿宋_GB2312",
}


def opened(given: Paper) -> Document:
    return docx.Document(io.BytesIO(write_docx(given)))


class TestFile:
    def test_the_page_is_a4_with_the_margins_of_the_standard(self) -> None:
        [section] = opened(paper()).sections
        sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
        assert [round(size / Mm(1)) for size in sizes if size] == [210, 297, 37, 28]
        wide = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
        high = section.page_height - section.top_margin - section.bottom_margin  # type: ignore[operator]
        assert (round(wide / Mm(1)), round(high / Mm(1))) == (156, 225)

    def test_the_grid_is_of_22_lines(self) -> None:
        grid = opened(paper()).sections[0]._sectPr.find(qn("w:docGrid"))
        assert grid is not None
        assert grid.get(qn("w:type")) == "lines"
        assert 22 * int(grid.get(qn("w:linePitch"))) <= Mm(225).twips < 23 * int(grid.get(qn("w:linePitch")))

    def test_faces_are_those_that_offices_have(self) -> None:
        runs = {r.text: r for p in opened(paper()).paragraphs for r in p.runs}
        for text, face in FACES.items():
            assert runs[text]._r.rPr.rFonts.get(qn("w:eastAsia")) == face  # type: ignore[union-attr]

    def test_the_body_is_16_points_set_closer(self) -> None:
        [run] = [r for p in opened(paper()).paragraphs for r in p.runs if r.text.startswith("有的队员")]
        assert run.font.size is not None
        assert run.font.size.pt == 16
        assert run._r.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"  # type: ignore[union-attr]

    def test_odd_and_even_pages_have_their_numbers_outside(self) -> None:
        document = opened(paper())
        assert document.settings.odd_and_even_pages_header_footer
        [section] = document.sections
        for foot, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
            [line] = foot.paragraphs
            assert line.alignment is not None
            assert line.alignment.name == side
            assert "PAGE" in line._p.xml

    def test_nothing_is_slipped_in_before_figures(self) -> None:
        normal = opened(paper()).styles["Normal"].element.xml
        assert 'w:autoSpaceDN w:val="0"' in normal

    def test_a_table_is_a_table_whose_head_is_repeated(self) -> None:
        [table] = opened(paper()).tables
        assert [cell.text for cell in table.rows[0].cells] == ["序号", "单位", "问题"]
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for LibreOffice, with a profile of its own so that nobody's is touched."""
    if not OFFICE:
        pytest.skip("LibreOffice is not installed")
    return tmp_path_factory.mktemp("office")


def as_pdf(folder: Path, given: Paper) -> bytes:
    (folder / "paper.docx").write_bytes(write_docx(given))
    command = [
        str(OFFICE),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "paper.docx")], check=True, capture_output=True
    )
    return (folder / "paper.pdf").read_bytes()


class TestLaidOut:
    def test_a_page_has_22_lines_of_28_characters(self, office: Path) -> None:
        first, page, *_ = pages_of(as_pdf(office, long_paper()))
        found = body_of(page)
        assert len(found) == 22
        full = [line for line in found if line.left < LEFT + 0.5 and line.right > RIGHT - 6]
        assert {len(line.text) for line in full} == {28}
        assert len(full) >= 15
        assert len(body_of(first)) >= 9  # the head leaves room for text

    def test_head_and_foot_stand_where_the_standard_has_them(self, office: Path) -> None:
        pages = pages_of(as_pdf(office, paper()))
        assert next((wide > 155.5, colour) for _, wide, colour in rules_of(pages[0])) == (
            True,
            (1.0, 0.0, 0.0),
        )
        top, *_, bottom = (at for at, _, _ in rules_of(pages[-1]))
        assert bottom == pytest.approx(BOTTOM, abs=0.5)
        foot = [line.text for line in lines_of(pages[-1]) if line.top > top]
        assert foot[:2] == ["抄送：县委办公室，县政府办公室。", "通渭县监督督查办公室2020年4月9日印发"]
        assert [lines_of(page)[-1].text for page in pages] == [f"—{n}—" for n in range(1, len(pages) + 1)]
