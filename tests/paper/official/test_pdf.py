"""The PDF, measured with the ruler of GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
import typst
from tests.paper.official.measuring import BOTTOM, LEFT, RIGHT, TOP, body_of, lines_of, pages_of, rules_of
from tests.paper.official.samples import SENTENCE, long_paper, paper

from bangfu.errors import BangfuError
from bangfu.paper.official import Paragraph, faces, write_pdf

if not faces.faces():
    pytest.skip(
        "no Chinese face on this machine: run make install, or name a folder in BANGFU_FONTS",
        allow_module_level=True,
    )
RED = (1.0, 0.0, 0.0)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine with nothing but what the set-up command fetched."""
    if not (faces.FETCHED / "LICENSE").exists():
        pytest.skip("the face of papers was not fetched: run make install")
    for cached in (faces.fonts, faces.faces):
        cached.cache_clear()
    fetched = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces.FETCHED)]
    )
    monkeypatch.setattr("bangfu.paper.official.faces.fonts", lambda: fetched)
    monkeypatch.setattr("bangfu.paper.official.pdf.fonts", lambda: fetched)
    yield
    faces.faces.cache_clear()


class TestGrid:
    def test_a_page_has_22_lines_of_28_characters_within_the_type_area(self) -> None:
        page = pages_of(write_pdf(long_paper()))[1]
        found = body_of(page)
        assert len(found) == 22
        full = [line for line in found if line.left < LEFT + 0.5 and line.right > RIGHT - 6]
        assert len(full) >= 15
        assert {len(line.text) for line in full} == {28}
        assert all(line.right <= RIGHT + 0.2 and line.size == pytest.approx(16) for line in found)
        assert found[0].top > TOP
        assert found[-1].top < BOTTOM - 5

    def test_lines_stand_a_twenty_second_of_225_mm_apart(self) -> None:
        found = body_of(pages_of(write_pdf(long_paper()))[1])
        steps = [b.top - a.top for a, b in pairwise(found)]
        assert all(step == pytest.approx(225 / 22, abs=0.02) for step in steps)

    def test_paragraphs_begin_two_characters_in(self) -> None:
        found = body_of(pages_of(write_pdf(long_paper()))[1])
        assert {round(line.left, 1) for line in found} == {28.0, 39.1}

    def test_the_page_is_a4(self) -> None:
        page = pages_of(write_pdf(paper()))[0]
        assert (round(page.width * 25.4 / 72), round(page.height * 25.4 / 72)) == (210, 297)


class TestHead:
    def test_the_issuer_is_red_and_35_mm_below_the_type_area_begins(self) -> None:
        page = pages_of(write_pdf(paper()))[0]
        red = [c for c in page.chars if c["non_stroking_color"] == RED]
        assert "".join(c["text"] for c in red) == "通渭县监督督查办公室文件"
        assert min(c["top"] for c in red) * 25.4 / 72 == pytest.approx(TOP + 35, abs=0.6)

    def test_a_red_line_stands_4_mm_below_the_number(self) -> None:
        page = pages_of(write_pdf(paper()))[0]
        number = next(line for line in lines_of(page) if line.text == "通督发〔2020〕7号")
        [(at, wide, _)] = [r for r in rules_of(page) if r[2] == RED]
        assert at - (number.top + 16 * 25.4 / 72) == pytest.approx(4, abs=0.3)
        assert wide == pytest.approx(156, abs=0.1)

    def test_the_title_is_22_points_in_the_middle(self) -> None:
        found = [line for line in lines_of(pages_of(write_pdf(paper()))[0]) if line.size == pytest.approx(22)]
        assert "".join(line.text for line in found) == "关于做好四月份专项督查发现问题整改工作的通知"
        assert all((line.left + line.right) / 2 == pytest.approx(106, abs=0.5) for line in found)

    def test_secrecy_and_urgency_stand_at_the_top_left(self) -> None:
        first, second, *_ = lines_of(pages_of(write_pdf(paper(secrecy="内部", urgency="加急")))[0])
        assert (first.text, second.text) == ("内部", "加急")
        assert first.left == pytest.approx(LEFT, abs=0.1)

    def test_a_signer_stands_beside_the_number(self) -> None:
        texts = [line.text for line in lines_of(pages_of(write_pdf(paper(signer="赵某")))[0])]
        assert "通督发〔2020〕7号签发人：赵某" in texts

    def test_the_longest_issuer_stays_in_one_line(self) -> None:
        page = pages_of(
            write_pdf(paper(issuer="中国人民政治协商会议通渭县委员会办公室通渭县监督督查办公室文件"))
        )[0]
        red = [c for c in page.chars if c["non_stroking_color"] == RED]
        assert len({round(c["top"]) for c in red}) == 1
        assert max(c["x1"] for c in red) * 25.4 / 72 <= RIGHT + 0.5


class TestEnd:
    def test_page_numbers_stand_outside_below_the_type_area(self) -> None:
        for number, page in enumerate(pages_of(write_pdf(long_paper())), 1):
            last = lines_of(page)[-1]
            assert last.text == f"—{number}—"
            assert last.size == pytest.approx(14)
            assert last.top + 7 * 25.4 / 72 == pytest.approx(
                BOTTOM + 7, abs=0.5
            )  # the middle of its characters
            outside = RIGHT - last.right if number % 2 else last.left - LEFT
            assert outside == pytest.approx(14 * 25.4 / 72, abs=1)

    @pytest.mark.parametrize("paragraphs", [0, 1, 5, 6, 7, 8, 9, 10, 11, 12])
    def test_the_foot_closes_an_even_last_page_at_its_bottom(self, paragraphs: int) -> None:
        pages = pages_of(write_pdf(long_paper(paragraphs)))
        assert len(pages) % 2 == 0
        top, middle, bottom = (at for at, _, colour in rules_of(pages[-1]) if colour != RED)
        assert bottom == pytest.approx(BOTTOM, abs=0.3)
        assert top < middle < bottom
        foot = [line for line in lines_of(pages[-1]) if line.top > top]
        assert [line.text for line in foot][:2] == [
            "抄送：县委办公室，县政府办公室。",
            "通渭县监督督查办公室2020年4月9日印发",
        ]
        assert all(line.size == pytest.approx(14) for line in foot)

    def test_empty_pages_have_no_number(self) -> None:
        for paragraphs in range(4, 14):
            pages = pages_of(write_pdf(long_paper(paragraphs)))
            for page, after in pairwise(pages):
                if not lines_of(page):
                    assert not [line for line in lines_of(after) if line.text.startswith("—")]

    def test_the_name_stands_over_the_date_four_characters_from_the_edge(self) -> None:
        [found] = [
            lines_of(p)
            for p in pages_of(write_pdf(paper(signature="县督查办", attachments=())))
            if "（此件" in p.extract_text()
        ]
        day = next(line for line in found if line.text == "2020年4月9日")
        name = found[found.index(day) - 1]
        assert name.text == "县督查办"
        assert (name.left + name.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=0.6)
        assert RIGHT - day.right == pytest.approx(4 * 156 / 28, abs=0.8)

    def test_attachments_are_named_below_the_text_and_begin_pages(self) -> None:
        pages = pages_of(write_pdf(paper()))
        at = next(i for i, p in enumerate(pages) if "附件：" in p.extract_text())
        texts = [line.text for line in lines_of(pages[at])]
        assert texts[texts.index("附件：1.整改台账") + 1] == "2.销号申请表"
        top, third, *_ = lines_of(pages[at + 1])
        assert (top.text, third.text) == ("附件1", "整改台账")
        assert third.top - top.top == pytest.approx(2 * 225 / 22, abs=1.5)

    def test_a_signature_is_never_alone_on_a_page(self) -> None:
        for paragraphs in range(1, 14):
            short = paper(blocks=(Paragraph(text=SENTENCE),) * paragraphs, attachments=())
            [page] = [p for p in pages_of(write_pdf(short)) if "（此件发至乡镇）" in p.extract_text()]
            assert SENTENCE[-6:] in page.extract_text()


class TestFaces:
    def test_every_face_is_embedded_and_nothing_is_a_box(self) -> None:
        for page in pages_of(write_pdf(paper())):
            assert all("+" in c["fontname"] for c in page.chars)  # the mark of an embedded part
            assert not [c for c in page.chars if c["text"] in {"\ufffd", "\u25a1"}]

    def test_a_character_that_no_face_has_is_refused_by_name(self) -> None:
        with pytest.raises(BangfuError) as refused:
            write_pdf(paper(title="关于\U0002fa1f的通知"))
        assert refused.value.problems[0].code == "paper_no_glyph"

    def test_without_any_face_it_says_what_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bangfu.paper.official.pdf.faces", dict)
        with pytest.raises(BangfuError) as refused:
            write_pdf(paper())
        assert refused.value.problems[0].code == "paper_no_face"

    def test_what_the_set_up_fetches_is_enough(self, bare: None) -> None:
        page = pages_of(write_pdf(long_paper()))[1]
        assert {"NotoSerifSC" in c["fontname"] for c in page.chars} == {True}
        assert len(body_of(page)) == 22
