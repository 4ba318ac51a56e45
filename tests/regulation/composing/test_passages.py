"""A document as passages, each an exact piece of it; and what its head says of itself."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bangfu.regulation.composing.passages import heading, passages, proposed

TEXTS = sorted((Path(__file__).parents[2] / "drafting" / "labelled").glob("*/*.txt"))
HOSTILE = [
    "", "\n\n\n", "\ufeff", "〔2020〕1号", "关于" * 300, "一、" * 500, "（" * 1000, "第" * 500 + "条", "9" * 2000 + "次",
    "每月" * 400, "关于《" + "长" * 2000, "2020年13月45日", "二〇二〇年十三月四十日\n", "一、每月0次。", "\u202e第一条\u202c每年1次。", "=cmd()",
    "<script>alert(1)</script>每月至少走访1次。", "𝟚次\u0301", "第一条\r\n第二条\u2028第三条",
]  # fmt: skip
GENRE = st.text(
    st.sampled_from(
        "一二三十第条章节、。（）()《》〔〕2019年月日号每至少不次户村关于的通知办法 \n\t\u3000\r0a"
    ),
    max_size=300,
)


@given(GENRE)
@example("".join(HOSTILE))
def test_every_passage_is_an_exact_piece_in_the_order_of_the_text(raw: str) -> None:
    at = 0
    for passage in passages(raw):
        assert raw[passage.start : passage.end] == passage.text
        assert at <= passage.start < passage.end
        assert passage.clause
        at = passage.end


PAGE_NUMBER = re.compile(r"[-—]\s*\d{1,4}\s*[-—]")


def letters(text: str) -> str:
    """A text without spaces and the lines of tables."""
    return "".join(c for c in text if not c.isspace() and c != "|")


@pytest.mark.parametrize("path", TEXTS, ids=[p.stem for p in TEXTS])
def test_every_passage_of_a_document_is_an_exact_piece_of_it(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    found = list(passages(raw))
    assert all(raw[p.start : p.end] == p.text for p in found)
    told = "\n".join(line for line in raw.splitlines() if not PAGE_NUMBER.fullmatch(line.strip()))
    assert letters("".join(p.text for p in found)) == letters(told), (
        "nothing is left out but numbers of pages"
    )


@pytest.mark.parametrize("path", TEXTS, ids=[p.stem for p in TEXTS])
def test_what_is_proposed_stands_in_a_passage(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    found, lines = list(passages(raw)), proposed(raw)
    assert lines
    for line in lines:
        [here] = [p for p in found if p.start <= line["start"] < p.end]
        assert line["sentence"] in here.text
        assert line["clause"] == here.clause
    assert [line["start"] for line in lines] == sorted(line["start"] for line in lines)


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read_or_gives_nothing(raw: str) -> None:
    for line in proposed(raw):
        assert raw[line["start"] :].startswith(line["sentence"][:1])
    told = heading(raw)
    assert set(told) <= {"number", "title", "issued"}
    if "issued" in told:
        date.fromisoformat(told["issued"])


HEADS: list[tuple[str, str, dict[str, Any]]] = [
    ("nothing", "帮扶干部每月入户走访。", {}),
    (
        "a number, a title and a day",
        "中共某县委办公室文件\n某办发〔2021〕18号\n关于印发《某县帮扶工作办法》的通知\n各乡镇：\n2021年3月9日\n",
        {"number": "某办发〔2021〕18号", "title": {"zh": "某县帮扶工作办法", "en": ""}, "issued": "2021-03-09"},
    ),
    (
        "square brackets, a title without marks, numerals",
        "某府[2019]7号\n关于进一步加强帮扶工作的意见\n二〇一九年七月三十一日\n",
        {"number": "某府〔2019〕7号", "title": {"zh": "关于进一步加强帮扶工作的意见", "en": ""}, "issued": "2019-07-31"},
    ),
    ("a day that no calendar has", "某府〔2019〕7号\n2019年2月30日\n", {"number": "某府〔2019〕7号"}),
    ("printed, not signed", "某市办公室 2020年5月6日印发", {"issued": "2020-05-06"}),
    ("a day within a sentence is none of issue", "自2020年5月6日起施行。", {}),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "told"), [h[1:] for h in HEADS], ids=[h[0] for h in HEADS])
def test_the_head_says_what_it_is_and_nothing_is_guessed(raw: str, told: dict[str, Any]) -> None:
    assert heading(raw) == told
