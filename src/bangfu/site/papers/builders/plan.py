"""督查方案: what is inspected, when, where, by whom and how."""

from __future__ import annotations

from bangfu.paper.official.model import Block, Heading, Paragraph, Table
from bangfu.site.papers.builders.body import Body, clauses, days_of, ended, item, listed, part
from bangfu.site.papers.facts import Plan, Team

METHODS = (
    "听取汇报不替代现场核实，以进村入户、查阅原始资料、与群众和干部个别交谈为主",
    "需要抽查的，在见证下抽取样本，事先不打招呼、不指定路线",
    "发现问题当场核对，听取被督查方说明，留存依据",
)
RULES = (
    "督查人员实事求是，不干预被督查单位正常工作，不增加基层填表报数的负担",
    "与被督查对象有利害关系的，应当回避",
    "严格遵守中央八项规定精神和保密要求，群众个人信息不得外传",
)


def plan(facts: Plan) -> Body:
    """The plan of a campaign."""
    campaign = facts.campaign
    basis = f"根据{clauses(campaign.basis)}，" if campaign.basis else ""
    blocks: list[Block] = [
        Paragraph(text=f"{basis}决定开展{campaign.title}。现制定方案如下。"),
        part("时间和范围"),
        Paragraph(text=f"时间：{days_of(campaign)}。范围：{listed(campaign.places)}。"),
        part("督查内容"),
        *(item(f"{ended(check.text)}（依据：{check.clause}）") for check in facts.checks),
        part("方式方法"),
        *(item(ended(method)) for method in facts.methods or METHODS),
    ]
    if campaign.teams:
        blocks += [part("人员分工"), _teams(campaign.teams)]
    blocks += [part("结果运用"), *_use(), part("工作纪律"), *(item(ended(rule)) for rule in RULES)]
    return Body(f"{campaign.title}方案", tuple(blocks))


def _teams(teams: tuple[Team, ...]) -> Table:
    return Table(
        head=("督查组", "组长", "成员", "督查地方"),
        rows=tuple((t.name, t.leader, listed(t.members), listed(t.places)) for t in teams),
        widths=(3, 3, 6, 6),
        caption="督查组人员分工",
    )


def _use() -> tuple[Heading, ...]:
    return (
        item("督查结束后向被督查的乡镇和单位书面反馈，逐条写明问题、依据条款和整改意见。"),
        item("问题列入整改台账，整改一条、核实一条、销号一条；需要追究责任的，由有权机关按规定办理。"),
    )
