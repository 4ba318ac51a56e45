"""反馈意见: what was found at one body, back to that body."""

from __future__ import annotations

from bangfu.paper.official.lines import day_of
from bangfu.paper.official.model import Block, Paragraph
from bangfu.site.papers.builders.body import Body, days_of, part, practice, told
from bangfu.site.papers.facts import Feedback


def feedback(facts: Feedback) -> Body:
    """The letter; whoever gets it may explain what it thinks is wrong."""
    campaign = facts.campaign
    blocks: list[Block] = [
        Paragraph(text=f"{days_of(campaign)}，督查组对你们开展了{campaign.title}。现将有关情况反馈如下。")
    ]
    if facts.practices:
        blocks += [part("做得好的方面"), *map(practice, facts.practices)]
    blocks.append(part("发现的问题"))
    if facts.findings:
        blocks += map(told, facts.findings)
    else:
        blocks.append(Paragraph(text="这次督查没有发现问题。"))
    if facts.findings:
        by = f"，于{day_of(facts.answer_by)}前书面报来" if facts.answer_by else "，并书面报来"
        blocks += [
            part("有关要求"),
            Paragraph(
                text=f"请对照上述问题逐条研究，明确责任和措施{by}。认为事实有出入的，请一并说明并附上依据。"
            ),
        ]
    return Body(f"关于{campaign.title}情况的反馈意见", tuple(blocks))
