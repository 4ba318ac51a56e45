"""From facts to a paper: every kind says what it was given, with the clause, and can be printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.site.acting import Acting
from tests.site.papers.conftest import COUNTY, TOWN

from bangfu.paper.official import Heading, Paper, Paragraph, Table, faces, write_docx, write_pdf
from bangfu.paper.official.markup import parted, tables_of, to_text
from bangfu.site.papers.builders import BUILDERS, Body, build
from bangfu.site.papers.builders.circular import progress
from bangfu.site.papers.facts import (
    Campaign,
    Check,
    Clause,
    Facts,
    Feedback,
    Finding,
    Ground,
    Honour,
    Honoured,
    Honours,
    Matter,
    Month,
    Notice,
    Plan,
    Practice,
    Praise,
    Report,
    Source,
    Talk,
    Tally,
    Team,
)  # fmt: skip
from bangfu.site.papers.kinds import OF_A_CASE, Kind
from bangfu.site.papers.making import make
from bangfu.site.roster.models import Organisation, Place

CLAUSE = Clause("通脱贫领办发〔2018〕59号", "四(四)4")
OTHER = Clause("信扶组〔2017〕5号", "第九条")
SOURCE = Source("问题001", "supervision_finding", "99-f1", "/findings/99-f1/", "甲村缺员")
FINDINGS = (
    Finding(
        "001",
        "甲村",
        CLAUSE,
        "驻村队员在岗不足",
        "补齐在岗天数",
        "赵副镇长",
        date(2020, 4, 10),
        "open",
        SOURCE,
    ),
    Finding("002", "乙村", CLAUSE, "没有走访记录", "补访并记入台账", "钱主任", date(2020, 5, 10), "open"),
    Finding("003", "丙村", OTHER, "资金公示不及时", "立即公示", "孙所长", date(2020, 3, 31), "closed"),
)
CAMPAIGN = Campaign(
    "四月份专项督查", date(2020, 4, 1), date(2020, 4, 10), ("清水镇", "白杨镇"), (Team("第一组", "周组长", ("吴某",), ("清水镇",)),),
    (CLAUSE,),
)  # fmt: skip
PRACTICES = (Practice("清水镇", "建立周例会制度，问题不过周", OTHER),)
TALLIES = (Tally("驻村天数", CLAUSE, met=7, unmet=2, judgement=1), Tally("入户走访", OTHER, met=3, open=4))
MATTER = Matter(
    "郑某", "县甲局驻村工作队员", "县甲局", "甲县", CLAUSE, "无故脱岗的，取消当月补助",
    (Ground("2020-001", date(2020, 3, 4), "甲村", "查岗时不在村，没有请假", SOURCE), Ground("2020-002", date(2020, 3, 18), "甲村", "晚上不在村")),
    "3月18日在乡镇开会", "约谈", date(2020, 4, 20), None, "会议签到可以证明一次不属实", "甲处〔2020〕1号", date(2020, 5, 1),
    Talk("4月22日上午9时", "县甲局会议室", "组织部李某"),
)  # fmt: skip
HONOURS = (
    Honour("年度表扬：帮扶单位", (Honoured("o1", "县水务局", True, SOURCE), Honoured("o2", "县农业局", True)), CLAUSE),
    Honour("年度表扬：第一书记", (Honoured("p2", "吴某（县水务局）", False), Honoured("p1", "郑某（县甲局）", False)), OTHER),
    Honour("评先", (Honoured("p1", "郑某（县甲局）", False),)),
)  # fmt: skip
FACTS: dict[Kind, Facts] = {
    **dict.fromkeys(OF_A_CASE, MATTER),
    Kind.INSPECTION_PLAN: Plan(CAMPAIGN, (Check("驻村干部是否在岗", CLAUSE),)),
    Kind.FEEDBACK: Feedback(CAMPAIGN, FINDINGS, PRACTICES, date(2020, 4, 30)),
    Kind.RECTIFICATION_NOTICE: Notice(CAMPAIGN, FINDINGS, date(2020, 5, 15)),
    Kind.INSPECTION_REPORT: Report(CAMPAIGN, TALLIES, FINDINGS, PRACTICES, ("加强培训",)),
    Kind.SPECIAL_REPORT: Report(CAMPAIGN, TALLIES, FINDINGS, PRACTICES, ("加强培训",)),
    Kind.CIRCULAR: Month("甲县", date(2020, 4, 1), date(2020, 4, 15), TALLIES, FINDINGS, PRACTICES),
    Kind.COMMENDATION: Praise("甲县", "2020年上半年", PRACTICES),
    Kind.HONOURS: Honours("甲县", 2020, HONOURS),
}


def words(body: Body) -> str:
    """Everything that it says."""

    def said(blocks: tuple[Heading | Paragraph | Table, ...]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Table):
                yield from (*block.head, *(cell for row in block.rows for cell in row))
            else:
                yield block.text + (block.rest if isinstance(block, Heading) else "")

    parts = [*said(body.blocks)]
    for attachment in body.attachments:
        parts += said(attachment.blocks)
    return "\n".join([body.title, *parts])


def test_there_is_a_builder_for_each_kind() -> None:
    assert set(BUILDERS) == set(Kind) == set(FACTS)


@pytest.mark.parametrize("kind", list(Kind))
class TestEveryKind:
    def test_facts_of_another_kind_are_refused(self, kind: Kind) -> None:
        wrong = FACTS[Kind.COMMENDATION if kind != Kind.COMMENDATION else Kind.CIRCULAR]
        with pytest.raises(TypeError):
            build(kind, wrong)

    def test_it_cites_clauses_and_ranks_nobody(self, kind: Kind) -> None:
        said = words(build(kind, FACTS[kind]))
        assert str(OTHER if kind == Kind.COMMENDATION else CLAUSE) in said
        assert not [word for word in ("第一名", "倒数", "名次", "末位") if word in said]

    def test_it_can_be_printed_and_edited(self, kind: Kind) -> None:
        body = build(kind, FACTS[kind])
        paper = Paper(
            issuer="甲县督查办文件",
            word="甲督发",
            year=2020,
            title=body.title,
            blocks=body.blocks,
            attachments=body.attachments,
        )
        assert write_docx(paper)
        if faces.faces():
            assert write_pdf(paper)
        text, tables = to_text(body.blocks, body.attachments), tables_of(body.blocks, body.attachments)
        assert parted(text, tables) == (body.blocks, body.attachments)


@pytest.mark.parametrize("kind", [Kind.FEEDBACK, Kind.RECTIFICATION_NOTICE])
def test_each_finding_is_told_with_all_that_it_takes(kind: Kind) -> None:
    said = words(build(kind, FACTS[kind]))
    for finding in FINDINGS:
        for part in (finding.place, finding.problem, str(finding.clause), finding.opinion, finding.leader):
            assert part in said
    assert "2020年4月10日" in said


@pytest.mark.parametrize("kind", OF_A_CASE)
class TestOfACase:
    def test_it_says_what_was_found_and_what_the_person_said(self, kind: Kind) -> None:
        said = words(build(kind, MATTER))
        for ground in MATTER.grounds:
            assert ground.text in said
            assert ground.place in said
            assert ground.number in said
        if kind != Kind.INTERVIEW_NOTICE:
            assert MATTER.statement in said

    def test_nothing_is_said_that_nobody_knows(self, kind: Kind) -> None:
        bare = replace(MATTER, statement="", talk=Talk(), appeal_by=None, end=None)
        said = words(build(kind, bare))
        assert "None" not in said
        assert MATTER.statement not in said

    def test_an_annulled_decision_leaves_no_measure(self, kind: Kind) -> None:
        if kind == Kind.REVIEW:
            assert "原决定撤销" in words(build(kind, replace(MATTER, measure="")))


class TestCircular:
    def test_it_composes_the_month(self) -> None:
        said = words(build(Kind.CIRCULAR, FACTS[Kind.CIRCULAR]))
        for part in (
            "责任落实情况",
            "问题整改情况",
            "逾期未整改事项",
            "好的做法",
            "下一步要求",
            "统计截至2020年4月15日",
        ):
            assert part in said
        assert "共核对责任2项、应办事项17件，已完成10件，未完成2件，另有1件需由人研判，不计入未完成。" in said
        assert "共有问题3条：已核实销号1条，已整改待核实0条，正在整改2条，其中逾期1条。销号率为33%。" in said

    def test_only_what_is_late_and_open_is_overdue(self) -> None:
        [*_, table] = [b for b in build(Kind.CIRCULAR, FACTS[Kind.CIRCULAR]).blocks if isinstance(b, Table)]
        assert [(row[0], row[-1]) for row in table.rows] == [("001", "5")]

    def test_an_empty_month_says_so(self) -> None:
        said = words(build(Kind.CIRCULAR, Month("甲县", date(2020, 4, 1), date(2020, 4, 15))))
        assert "没有到期的责任" in said
        assert "没有需要整改的问题" in said
        assert "没有逾期未整改的问题" in said

    @given(st.lists(st.sampled_from(["open", "rectified", "closed"]), min_size=1, max_size=30))
    def test_the_sums_add_up(self, states: list[str]) -> None:
        month = FACTS[Kind.CIRCULAR]
        assert isinstance(month, Month)
        findings = tuple(replace(FINDINGS[0], number=str(n), state=s) for n, s in enumerate(states))  # type: ignore[arg-type]
        said = progress(findings, month)
        counts = [states.count(s) for s in ("closed", "rectified", "open")]
        assert (
            f"问题{len(states)}条：已核实销号{counts[0]}条，已整改待核实{counts[1]}条，正在整改{counts[2]}条，其中逾期{counts[2]}条"
            in said
        )


class TestADecisionOnHonours:
    def test_it_groups_by_honour_with_the_clause_and_keeps_the_order_of_the_list(self) -> None:
        said = words(build(Kind.HONOURS, FACTS[Kind.HONOURS]))
        assert (
            f"依照{CLAUSE}；{OTHER}，甲县决定对2个单位、2名个人予以表彰。名单按登记的次序排列，不分先后。"
            in said
        )
        for part in (
            f"年度表扬：帮扶单位（2个单位）\n依据：{CLAUSE}。\n单位：县水务局、县农业局。",
            f"年度表扬：第一书记（2名个人）\n依据：{OTHER}。\n个人：吴某（县水务局）、郑某（县甲局）。",
        ):
            assert part in said

    def test_a_basis_that_nobody_entered_is_left_to_people(self) -> None:
        said = words(build(Kind.HONOURS, Honours("甲县", 2020, HONOURS[2:])))
        assert "依照" not in said
        assert "评先（1名个人）\n依据：（未填，请补写条款）。\n个人：郑某（县甲局）。" in said


def test_a_paper_made_from_facts_keeps_what_it_rests_on(acting: Acting) -> None:
    with acting("inspection_office") as account:
        to = [Place.objects.get(pk=TOWN), Organisation.objects.get(pk="99-unit")]
        paper = make(
            account,
            Kind.RECTIFICATION_NOTICE,
            Place.objects.get(pk=COUNTY),
            FACTS[Kind.RECTIFICATION_NOTICE],
            to,
            "99-campaign",
        )
    assert paper.facts == [
        {
            "what": "问题001",
            "table": "supervision_finding",
            "id": "99-f1",
            "url": "/findings/99-f1/",
            "text": "甲村缺员",
        }
    ]
    assert (paper.about, paper.state, paper.number) == ("99-campaign", "draft", None)
    assert paper.content["recipients"] == ["清水镇党委、政府", "县水务局"]
