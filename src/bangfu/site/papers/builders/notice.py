"""整改通知: the ledger of rectification, and what is asked of whoever gets it."""

from __future__ import annotations

from bangfu.paper.official.lines import day_of
from bangfu.paper.official.model import Attachment, Paragraph
from bangfu.site.papers.builders.body import Body, clauses, item, ledger, part
from bangfu.site.papers.facts import Notice

ASKED = (
    "对照台账逐条认领，明确责任领导、责任人员和整改措施，能立即改的立即改，一时改不了的写明计划。",
    "整改要改到事上，不以开会、发文代替，不要求群众和村级重复填报。",
    "整改完成后提出销号申请并附依据，由督查组到现场核实；没有核实的不销号。",
)


def notice(facts: Notice) -> Body:
    """The notice with its ledger as an attachment."""
    many, title = len(facts.findings), facts.campaign.title
    blocks = (
        Paragraph(
            text=f"{title}发现你们的问题{many}条，依据和整改意见见附件。依照{clauses(f.clause for f in facts.findings)}，"
            "现通知如下。"
        ),
        part("整改要求"),
        *map(item, ASKED),
        part("报送时间"),
        Paragraph(
            text=f"各条以台账所列时限为准。请于{day_of(facts.report_by)}前书面报告整改情况。到期没有整改又没有说明的，"
            "在全县通报，并按规定提出处理建议。"
        ),
    )
    return Body(
        f"关于{title}发现问题的整改通知",
        blocks,
        (Attachment(title="整改台账", blocks=(ledger(facts.findings),)),),
    )
