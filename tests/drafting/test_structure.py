"""The document's own numbering, lines that a page broke, and quotes that stand where they say they stand."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.regulation.drafting.draft import draft

SENTENCE = "每月走访不少于2次。"

NOTICE = f"""关于做好示例工作的通知
{SENTENCE}
一、总体要求
{SENTENCE}
（一）第一书记。{SENTENCE}
1．{SENTENCE}
（1）{SENTENCE}
①{SENTENCE}
2、{SENTENCE}
(二)派出单位
{SENTENCE}
（三）队员。{SENTENCE}
{SENTENCE}
二、附则
1.{SENTENCE}
附件2：示例清单
3.{SENTENCE}
"""


def test_clauses_are_numbered_as_the_packs_number_them() -> None:
    assert [c.clause for c in draft(NOTICE).candidates] == [
        "序",
        "一",
        "一(一)",
        "一(一)/1",
        "一(一)/1/(1)",
        "一(一)/1/(1)/①",
        "一(一)/2",
        "一(二)",
        "一(三)",
        "一尾1",
        "二/1",
        "附件2/3",
    ]


def test_articles_and_their_second_paragraphs() -> None:
    rules = f"第一章 总则\n第一条 为做好工作，制定本办法。{SENTENCE}\n{SENTENCE}\n第二条 队员职责：\n（二）{SENTENCE}\n"
    assert [c.clause for c in draft(rules).candidates] == ["第一条", "第一条/二款", "第二条/(二)"]


def test_the_bearer_comes_from_label_title_or_the_sentence_before() -> None:
    text = (
        "一、派出单位职责\n（一）每季度回访1次。\n（二）驻村干部：每月走访10户。\n"
        "（三）第一书记负责走访。每月走访20户。\n二、工作要求\n每年总结1次。\n"
    )
    assert [c.actor for c in draft(text).candidates] == ["派出单位", "驻村干部", "第一书记", None]


def test_a_row_of_a_table_is_the_duty_of_its_first_cell() -> None:
    found = draft("责任主体\t任务\t时限\n示例局\t每月通报1次\t长期\n各乡镇\t完成核查\t6月30日前\n").candidates
    assert [(c.kind, c.actor) for c in found] == [("duty", "示例局"), ("deadline", "各乡镇")]


def test_lines_that_the_page_broke_are_one_sentence() -> None:
    text = "一、示例\n1．第一书记：严格落实各项制度要求，驻村时间不少于年度\n\n工作日的三分之二；每月到户走访群众不少\n- 3 -\n于 30 户。\n"
    first, second = draft(text).candidates
    assert "年度\n\n工作日" in first.sentence
    assert (second.as_dict()["min"], second.unit, second.per) == (30, "户", "month")
    for found in (first, second):
        assert text[found.start : found.start + len(found.sentence)] == found.sentence


PIECES = st.sampled_from(
    [
        SENTENCE,
        "一、",
        "（一）",
        "1.",
        "\n",
        "\r\n",
        "　",
        " ",
        "\t",
        "“",
        "（",
        "第一书记",
        "每２个月",
        "兩次",
        "，",
        "；",
        "\x00",
        "😀",
        "第三条",
        "附件1：",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_the_text_each_quote_is_a_piece_of_it(text: str) -> None:
    found = draft(text)
    for item in (*found.candidates, *found.refusals, *found.not_understood):
        assert item.sentence
        assert text[item.start : item.start + len(item.sentence)] == item.sentence


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    draft(text)


@pytest.mark.parametrize(
    "piece",
    ["一", "1", "（", "“", "、一次", "每", "，每月一次", "第一书记", "的，约谈", "a\n", "、每周", "1.\n"],
)
def test_a_text_made_to_be_slow_is_not(piece: str) -> None:
    began = perf_counter()
    draft(piece * (40_000 // len(piece)))
    assert perf_counter() - began < 10


def test_confidence_is_the_sum_of_the_named_evidence() -> None:
    from bangfu.regulation.drafting.weighing import weighed

    for found in draft(NOTICE).candidates:
        assert found.evidence
        assert weighed(found.evidence) == (found.evidence, found.confidence)


def test_what_was_not_understood_is_listed() -> None:
    text = "各单位须于2026年启动工作。"
    found = draft(text)
    assert not found.candidates
    assert [o.sentence for o in found.not_understood] == [text]
