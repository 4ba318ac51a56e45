"""通报: a month of an area. Figures, rectification, what is overdue, what was done well, what is asked."""

from __future__ import annotations

from bangfu.paper.official.lines import day_of
from bangfu.paper.official.model import Block, Paragraph, Table
from bangfu.paper.words import percent
from bangfu.site.papers.builders.body import Body, ended, figures, item, part, practice, summed
from bangfu.site.papers.facts import Finding, Month

REQUIREMENTS = (
    "逾期未整改的，责任领导要说明原因、重新明确时限，并在下月五日前书面报告",
    "没有完成的责任，请对照条款查找原因，属于情况变化的按规定申请免除，不得补记、虚记",
    "好的做法各地可以借鉴，不搞评比排名，不增加村级负担",
)


def circular(facts: Month) -> Body:
    """The monthly circular. People are not ranked: bodies stand in the order of days and numbers."""
    month = f"{facts.first.year}年{facts.first.month}月份"
    blocks: list[Block] = [
        Paragraph(
            text=f"现将{facts.area}{month}帮扶工作监督督查情况通报如下（统计截至{day_of(facts.on)}）。"
        ),
        part("责任落实情况"),
        *_duties(facts),
        part("问题整改情况"),
        Paragraph(text=progress(facts.findings, facts)),
        part("逾期未整改事项"),
        *_overdue([f for f in facts.findings if f.overdue(facts.on)], facts),
    ]
    if facts.practices:
        blocks += [part("好的做法"), *map(practice, facts.practices)]
    blocks += [part("下一步要求"), *(item(ended(text)) for text in facts.requirements or REQUIREMENTS)]
    return Body(f"关于{facts.area}{month}帮扶工作监督督查情况的通报", tuple(blocks))


def _duties(facts: Month) -> list[Block]:
    if not facts.tallies:
        return [Paragraph(text="本月没有到期的责任。")]
    return [Paragraph(text=summed(facts.tallies)), figures(facts.tallies)]


def progress(findings: tuple[Finding, ...], facts: Month) -> str:
    """How far rectification is, in one sentence."""
    if not findings:
        return "本月没有需要整改的问题。"
    states = [finding.state for finding in findings]
    closed, rectified, opened = (states.count(state) for state in ("closed", "rectified", "open"))
    late = sum(finding.overdue(facts.on) for finding in findings)
    return (
        f"台账上共有问题{len(findings)}条：已核实销号{closed}条，已整改待核实{rectified}条，正在整改{opened}条，"
        f"其中逾期{late}条。销号率为{percent(closed / len(findings))}。"
    )


def _overdue(late: list[Finding], facts: Month) -> list[Block]:
    if not late:
        return [Paragraph(text="本月没有逾期未整改的问题。")]
    rows = tuple(
        (
            f.number,
            f.place,
            f.problem,
            str(f.clause),
            f.leader,
            day_of(f.deadline),
            str((facts.on - f.deadline).days),
        )
        for f in sorted(late, key=lambda f: (f.deadline, f.number))
    )
    head = ("编号", "地点", "问题", "依据条款", "责任领导", "应完成时间", "逾期天数")
    return [
        Paragraph(text=f"下列{len(late)}条已过完成时限，请责任领导抓紧办理。"),
        Table(head=head, rows=rows, widths=(2, 3, 6, 4, 3, 3, 2)),
    ]
