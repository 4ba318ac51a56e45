"""What stands between the lines of a document and within them: heads of pages, their numbers, items of a line, cells left empty."""

from __future__ import annotations

import pytest

from bangfu.regulation.drafting.draft import draft

HEAD = "示例县驻村工作管理办法"
PAGES = f"""{HEAD}
一、示例
1.第一书记每月到村走访不少于两次，每次在村时间不
{{}}
{HEAD}
少于一天，每季度为党员和群众讲党课一次，并做好
{{}}
{HEAD}
记录。
{{}}
{HEAD}
2.队员每月走访3户。
"""


@pytest.mark.parametrize("number", ["{}", "- {} -", "— {} —", "第{}页 共9页", "·{}·", "~ {} ~", "{}/9"])
def test_the_edges_of_pages_break_no_sentence(number: str) -> None:
    text = PAGES.format(*(number.format(n) for n in (3, 4, 5)))
    found = draft(text).candidates
    assert [(c.clause, c.actor, c.min, c.unit, c.per) for c in found] == [
        ("一/1", "第一书记", 2, "次", "month"),
        ("一/1", "第一书记", 1, "天", "visit"),
        ("一/1", "第一书记", 1, "次", "quarter"),
        ("一/2", "队员", 3, "户", "month"),
    ]
    assert all(text[c.start : c.start + len(c.sentence)] == c.sentence for c in found)


def test_a_line_said_twice_is_no_head() -> None:
    assert len(draft("每月走访2次\n3\n每月走访2次\n4\n队员每月走访2次。\n").candidates) == 3


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("一、职责\n（一）队员\n①每月走访2次；②每季度汇报1次。\n", ["一(一)/①", "一(一)/②"]),
        ("一、职责\n（二）队员职责：1.每月走访2次；2.每季度汇报1次。\n", ["一(二)/1", "一(二)/2"]),
        ("第三条 队员职责：（1）每月走访2次；（2）每季度汇报1次。\n", ["第三条/(1)", "第三条/(2)"]),
        ("1.1 队员每月走访2次。\n1.2 队员每季度汇报1次。\n", ["1.1", "1.2"]),
        ("一、甲\n1.每月走访2次。\n二、乙\n1.每季度汇报1次。\n", ["一/1", "二/1"]),
        ("附件1\n职责\n一、每月走访2次。\n附件2\n细则\n一、每季度汇报1次。\n", ["附件1/一", "附件2/一"]),
        ("第八条 下列职责：\n（一）每月走访2次。\n第九条 每季度汇报1次。\n", ["第八条/(一)", "第九条"]),
    ],
    ids=lambda value: str(value)[:16],
)
def test_items_have_clauses_of_their_own(text: str, clauses: list[str]) -> None:
    found = draft(text).candidates
    assert [c.clause for c in found] == clauses
    assert not any(c.sentence.startswith(("1", "2", "①", "②", "（")) for c in found)


def test_a_cell_left_empty_goes_on_from_the_row_above() -> None:
    found = draft("单位\t职责\n示例局\t每月走访2次\n\t每季度汇报1次\n县委办\t每年督导1次\n").candidates
    assert [c.actor for c in found] == ["示例局", "示例局", "县委办"]


@pytest.mark.parametrize(
    "named", ["责任单位：县民政局", "牵头单位：县民政局；配合单位：各乡镇", "责任部门：县民政局"]
)
def test_brackets_name_who_is_responsible(named: str) -> None:
    found = draft(f"三、措施\n1.每月核查台账1次。（{named}）\n").candidates
    assert [c.actor for c in found] == ["县民政局"]


def test_half_width_points_end_sentences_but_not_numbers() -> None:
    found = draft("队员每月走访2次.会议不超过1.5小时.每季度汇报1次.\n").candidates
    assert [(float(c.min or 0), float(c.max or 0)) for c in found] == [(2, 0), (0, 1.5), (1, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "隊員在收到通知後5日內報送，連續3日無故缺勤的，給予通報。",
        "队员在收到通知后5日内报送，连续3日无故缺勤的，给予通报。",
    ],
)
def test_both_scripts_say_the_same(text: str) -> None:
    found = draft(text).candidates
    assert [(c.kind, c.min, c.deadline.value if c.deadline else None) for c in found] == [
        ("deadline", None, 5),
        ("sanction", 3, None),
    ]
