"""Numbers of headings, lines of titles, and bodies as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.errors import BangfuError
from bangfu.paper.official import Attachment, Block, Heading, Paper, Paragraph, Table
from bangfu.paper.official.lines import WIDEST, title_lines
from bangfu.paper.official.markup import from_text, parted, tables_of, to_text
from bangfu.paper.official.numbering import chinese, numbered

TABLE = Table(head=("甲", "乙"), rows=(("1", "2"),))
# Letters that begin no number, so that a paragraph stays one.
WORDS = st.text("督查整改落实帮扶村镇县户责任", min_size=1, max_size=40)
HEADINGS = st.builds(Heading, level=st.integers(1, 4), text=WORDS)
BLOCKS = st.lists(st.one_of(HEADINGS, st.builds(Paragraph, text=WORDS), st.just(TABLE)), max_size=12)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (100, "100")]
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese(number) == text


def test_a_heading_begins_the_count_below_it_anew() -> None:
    levels = (1, 2, 2, 3, 4, 3, 1, 2, 3)
    numbers = [n for n, _ in numbered(Heading(level=level, text="题") for level in levels)]
    assert numbers == ["一、", "（一）", "（二）", "1.", "(1)", "2.", "二、", "（一）", "1."]


class TestText:
    @given(BLOCKS)
    def test_what_is_written_out_is_read_back(self, blocks: list[Block]) -> None:
        assert list(from_text(to_text(blocks), tables_of(blocks))) == blocks

    @given(BLOCKS, st.lists(st.builds(Attachment, title=WORDS, blocks=st.builds(tuple, BLOCKS)), max_size=3))
    def test_attachments_too(self, blocks: list[Block], attachments: list[Attachment]) -> None:
        text, tables = to_text(blocks, attachments), tables_of(blocks, attachments)
        assert parted(text, tables) == (tuple(blocks), tuple(attachments))

    def test_a_heading_ends_at_its_first_full_stop(self) -> None:
        [heading] = from_text("（三）压实责任。各乡镇要逐条认领。改一条销一条。")
        assert heading == Heading(level=2, text="压实责任。", rest="各乡镇要逐条认领。改一条销一条。")

    @pytest.mark.parametrize(
        "line", ["1.5万元用于修路", "2020年4月", "三个村没有队长", "（见附件）", "一、", "(1)"]
    )
    def test_what_only_looks_like_a_number_is_a_paragraph(self, line: str) -> None:
        assert from_text(line) == (Paragraph(text=line),)

    @pytest.mark.parametrize("text", ["【表2】", "【表0】", "【表1】\n【表1】"])
    def test_a_table_that_is_not_there_is_refused(self, text: str) -> None:
        with pytest.raises(BangfuError) as refused:
            from_text(text, [TABLE])
        assert refused.value.problems[0].code == "paper_table"
        assert refused.value.problems[0].row == len(text.splitlines())

    def test_a_table_may_move_and_may_go(self) -> None:
        assert from_text("甲\n【表1】\n乙", [TABLE]) == (Paragraph(text="甲"), TABLE, Paragraph(text="乙"))
        assert from_text("甲", [TABLE]) == (Paragraph(text="甲"),)


class TestTitle:
    @given(st.text("关于开展督查的通知和整改情况报告年月", min_size=1, max_size=70))
    def test_lines_hold_all_of_it_and_fit(self, title: str) -> None:
        lines = title_lines(title)
        assert "".join(lines) == title
        assert max(map(len, lines)) <= WIDEST

    def test_no_line_begins_or_ends_within_a_word(self) -> None:
        for title in (
            "关于对全县驻村帮扶工作专项督查发现问题的整改通知",
            "关于二〇二〇年四月份全县帮扶工作督查情况的通报",
        ):
            first, second = title_lines(title)
            assert abs(len(first) - len(second)) <= 6
            assert first[-1] not in "的和与对将"
            assert second[0] not in "的和与了年月"

    def test_figures_stay_with_what_they_count(self) -> None:
        assert title_lines("关于甲县2020年4月份帮扶工作监督督查情况的通报") == [
            "关于甲县2020年4月份",
            "帮扶工作监督督查情况的通报",
        ]

    def test_own_line_breaks_are_kept(self) -> None:
        assert title_lines("关于督查的\n通知") == ["关于督查的", "通知"]


class TestPaper:
    def test_a_number_stands_in_brackets_of_its_own_kind(self) -> None:
        assert (
            Paper(issuer="县", word="通督发", year=2018, number=59, title="题").reference
            == "通督发〔2018〕59号"
        )

    def test_a_draft_leaves_the_number_open(self) -> None:
        assert (
            Paper(issuer="县", word="通督发", year=2018, title="题").reference
            == "通督发〔2018〕\u3000\u3000号"
        )

    def test_what_no_face_can_show_is_taken_out(self) -> None:
        assert Paragraph(text=" 甲\u200b乙\x07\ufeff丙\n丁 ").text == "甲乙丙 丁"

    def test_a_crooked_table_is_refused(self) -> None:
        with pytest.raises(ValueError, match="as wide as its head"):
            Table(head=("甲", "乙"), rows=(("1",),))

    def test_it_goes_through_json(self) -> None:
        blocks = (Heading(level=1, text="一"), TABLE, Paragraph(text="段"))
        given = Paper(issuer="县", word="通督发", year=2018, title="题", blocks=blocks)
        assert Paper.model_validate_json(given.model_dump_json()) == given
