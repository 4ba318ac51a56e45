"""督查报告 and 专项报告: what an inspection found, to those who had it made."""

from __future__ import annotations

from bangfu.paper.official.model import Attachment, Block, Paragraph
from bangfu.site.papers.builders.body import (
    Body,
    clauses,
    days_of,
    ended,
    figures,
    item,
    ledger,
    listed,
    part,
    practice,
    summed,
)  # fmt: skip
from bangfu.site.papers.facts import Finding, Report


def inspection_report(facts: Report) -> Body:
    """The report on a whole inspection: duties, what is good, problems, suggestions."""
    return _report(facts, f"关于{facts.campaign.title}情况的报告", "督查组织情况")


def special_report(facts: Report) -> Body:
    """The report on one subject."""
    return _report(facts, f"关于{facts.campaign.title}的专项报告", "专项工作情况")


def _report(facts: Report, title: str, first: str) -> Body:
    campaign = facts.campaign
    basis = f"，依据为{clauses(campaign.basis)}" if campaign.basis else ""
    groups = f"，组成{len(campaign.teams)}个督查组" if campaign.teams else ""
    blocks: list[Block] = [
        part(first),
        Paragraph(
            text=f"{days_of(campaign)}{groups}，对{listed(campaign.places)}开展{campaign.title}{basis}。"
        ),
    ]
    if facts.tallies:
        blocks += [part("责任落实情况"), Paragraph(text=summed(facts.tallies)), figures(facts.tallies)]
    if facts.practices:
        blocks += [part("好的做法"), *map(practice, facts.practices)]
    blocks += [part("存在的问题"), *_problems(facts.findings)]
    if facts.suggestions:
        blocks += [part("意见建议"), *(item(ended(text)) for text in facts.suggestions)]
    table = (
        (Attachment(title="督查发现问题台账", blocks=(ledger(facts.findings),)),) if facts.findings else ()
    )
    return Body(title, tuple(blocks), table)


def _problems(findings: tuple[Finding, ...]) -> list[Block]:
    """By clause, in the order in which clauses were first broken: what recurs is seen, and nobody is ranked."""
    if not findings:
        return [Paragraph(text="没有发现问题。")]
    by_clause: dict[str, list[Finding]] = {}
    for finding in findings:
        by_clause.setdefault(str(finding.clause), []).append(finding)
    said: list[Block] = [
        Paragraph(text=f"共发现问题{len(findings)}条，涉及条款{len(by_clause)}条，逐条情况见附件。")
    ]
    for clause, found in by_clause.items():
        told = "；".join(f"{f.place}{f.problem.rstrip('。')}" for f in found)
        said.append(item(f"不符合{clause}的{len(found)}条：{told}。"))
    return said
