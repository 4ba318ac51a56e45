"""What a builder makes, and the pieces that several builders share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bangfu.paper.official.lines import day_of
from bangfu.paper.official.model import Attachment, Block, Heading, Paragraph, Table
from bangfu.site.papers.facts import Campaign, Clause, Finding, Practice, Tally


@dataclass(frozen=True)
class Body:
    """The part of a paper that comes from facts."""

    title: str
    blocks: tuple[Block, ...]
    attachments: tuple[Attachment, ...] = ()


def part(text: str) -> Heading:
    """A heading of the first level."""
    return Heading(level=1, text=text)


def item(text: str) -> Heading:
    """A numbered paragraph."""
    return Heading(level=3, text=text)


def days_of(campaign: Campaign) -> str:
    """From when to when."""
    if campaign.start == campaign.end:
        return day_of(campaign.start)
    return f"{day_of(campaign.start)}至{day_of(campaign.end)}"


def listed(names: Iterable[str]) -> str:
    """Names one after the other."""
    return "、".join(names)


def clauses(found: Iterable[Clause]) -> str:
    """Clauses, each once."""
    return "；".join(dict.fromkeys(map(str, found)))


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


def told(finding: Finding) -> Heading:
    """A finding as a numbered paragraph: place, problem, clause, what to do, by whom, until when."""
    return item(
        f"{finding.place}：{ended(finding.problem)}（依据：{finding.clause}）整改意见：{ended(finding.opinion)}"
        f"责任领导：{finding.leader}。完成时限：{day_of(finding.deadline)}。"
    )


def practice(done: Practice) -> Heading:
    """Something done well, with the clause that rewards it."""
    by = f"（依据：{done.clause}）" if done.clause else ""
    return item(f"{done.body}：{ended(done.text)}{by}")


def ledger(findings: Sequence[Finding]) -> Table:
    """Findings as the ledger of rectification has them."""
    return Table(
        head=("编号", "地点", "问题", "依据条款", "整改意见", "责任领导", "完成时限"),
        rows=tuple(
            (f.number, f.place, f.problem, str(f.clause), f.opinion, f.leader, day_of(f.deadline))
            for f in findings
        ),
        widths=(2, 3, 5, 4, 5, 3, 3),
    )


def figures(tallies: Sequence[Tally]) -> Table:
    """How verdicts stand, a line for each duty."""
    return Table(
        head=("责任", "依据条款", "应办", "已完成", "进行中", "未完成", "待研判", "免除"),
        rows=tuple(
            (t.duty, str(t.clause), *map(str, (t.total, t.met, t.open, t.unmet, t.judgement, t.exempt)))
            for t in tallies
        ),
        widths=(6, 5, 2, 2, 2, 2, 2, 2),
    )


def summed(tallies: Sequence[Tally]) -> str:
    """The same in one sentence; what only a person can judge is not counted as missed."""
    total, met = sum(t.total for t in tallies), sum(t.met for t in tallies)
    unmet, judgement = sum(t.unmet for t in tallies), sum(t.judgement for t in tallies)
    said = f"共核对责任{len(tallies)}项、应办事项{total}件，已完成{met}件，未完成{unmet}件"
    return said + (f"，另有{judgement}件需由人研判，不计入未完成。" if judgement else "。")


def paragraphs(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    """Sentences as paragraphs."""
    return tuple(Paragraph(text=ended(text)) for text in texts)
