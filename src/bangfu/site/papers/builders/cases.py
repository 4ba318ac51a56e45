"""Papers of a case: notice and record of a talk, admonition, criticism, recall, decision, and what a review came to.

Each says what was found, where and when, under which clause; what the person said; and what they can do about it. None
uses a word that the facts do not bear out.
"""

from __future__ import annotations

from bangfu.paper.official.lines import day_of
from bangfu.paper.official.model import Block, Paragraph
from bangfu.site.papers.builders.body import Body, ended, item, part
from bangfu.site.papers.facts import Ground, Matter


def interview_notice(facts: Matter) -> Body:
    """约谈通知: why, when, where, with whom; what can be brought."""
    blocks = (
        Paragraph(text=f"{_found(facts)}依照{facts.clause}，决定对{facts.name}进行约谈。现通知如下。"),
        part("约谈事由"),
        *_grounds(facts),
        part("时间、地点和约谈人"),
        Paragraph(text=_meeting(facts)),
        part("有关事项"),
        item("请本人按时参加，可以带说明情况的材料，也可以当场说明。"),
        item("确有原因不能参加的，请提前说明，另行安排。"),
    )
    return Body(f"关于约谈{facts.name}的通知", blocks)


def interview_record(facts: Matter) -> Body:
    """约谈记录: who, when, what was said by both sides, what was asked for; to be signed by both."""
    blocks = (
        Paragraph(text=f"约谈对象：{facts.name}（{facts.post}）"),
        Paragraph(text=_meeting(facts)),
        part("约谈事由"),
        Paragraph(text=f"依照{facts.clause}，就下列问题谈话。"),
        *_grounds(facts),
        part("约谈对象的说明"),
        Paragraph(text=_stated(facts)),
        part("要求"),
        item("对照所列问题逐条说明原因，提出改进的办法和时间。"),
        item("改进情况由单位了解，不要求另报材料、重复填表。"),
        part("签名"),
        Paragraph(text="约谈人：　　　　　　　　约谈对象：　　　　　　　　记录人："),
    )
    return Body(f"约谈{facts.name}记录", blocks)


def admonition(facts: Matter) -> Body:
    """诫勉谈话通知书: the facts, the clause, the decision, the talk, the rights."""
    return Body(
        f"关于对{facts.name}诫勉谈话的通知",
        (
            *_decided(facts),
            part("谈话安排"),
            Paragraph(text=_meeting(facts)),
            *_rights(facts),
        ),
    )


def criticism(facts: Matter) -> Body:
    """通报批评: names who and what, as it was found and confirmed, and no more."""
    return Body(f"关于对{facts.name}通报批评的决定", (*_decided(facts), *_rights(facts)))


def recall_notice(facts: Matter) -> Body:
    """召回通知, to the unit that sent somebody: hand over, send another, whoever is recalled is told why."""
    blocks = (
        *_decided(facts),
        part("召回和接替"),
        item(f"请{facts.unit or '派出单位'}另选合适人员接替，接替到位之前不空岗。"),
        item("工作、台账和结对的户当面交接，交接情况记入名册，不另造表。"),
        item("被召回人员的待遇按规定结算，已经发放的另行认定。"),
        *_rights(facts),
    )
    return Body(f"关于召回{facts.name}的通知", blocks)


def decision(facts: Matter) -> Body:
    """处理决定书."""
    return Body(f"关于对{facts.name}的处理决定", (*_decided(facts), *_rights(facts)))


def review(facts: Matter) -> Body:
    """复核决定书: what was asked, what was found, what stands now."""
    blocks = (
        Paragraph(
            text=f"{facts.name}对{facts.decided or '原决定'}提出申诉。经由没有参加原决定的人员复核，现答复如下。"
        ),
        part("申诉的意见"),
        Paragraph(text=_stated(facts)),
        part("复核的事实"),
        *_grounds(facts),
        part("复核决定"),
        Paragraph(text=f"依照{facts.clause}，{ended(facts.reason)}{_measure(facts)}"),
    )
    return Body(f"关于{facts.name}申诉的复核决定", blocks)


def _found(facts: Matter) -> str:
    return f"{facts.area}核实了涉及{facts.name}（{facts.post}）的{len(facts.grounds)}个问题。"


def _decided(facts: Matter) -> tuple[Block, ...]:
    """Facts, clause, statement, decision."""
    return (
        Paragraph(text=f"{_found(facts)}"),
        part("查明的事实"),
        *_grounds(facts),
        part("本人的意见"),
        Paragraph(text=_stated(facts)),
        part("依据和决定"),
        Paragraph(text=f"依照{facts.clause}：{ended(facts.words)}{ended(facts.reason)}{_measure(facts)}"),
    )


def _grounds(facts: Matter) -> tuple[Block, ...]:
    return tuple(map(_ground, facts.grounds))


def _ground(found: Ground) -> Block:
    return item(f"{found.place}，{day_of(found.on)}：{ended(found.text)}（编号：{found.number}）")


def _stated(facts: Matter) -> str:
    if not facts.statement:
        return "在告知的期限内本人没有提出意见。"
    return ended(facts.statement)


def _measure(facts: Matter) -> str:
    if not facts.measure:
        return "原决定撤销，不作处理。"
    until = f"至{day_of(facts.end)}" if facts.end else ""
    return (
        f"决定：{facts.measure}，自{day_of(facts.start)}起{until}。" if until else f"决定：{facts.measure}。"
    )


def _meeting(facts: Matter) -> str:
    parts = (("时间", facts.talk.at), ("地点", facts.talk.place), ("谈话人", facts.talk.by))
    return "；".join(f"{word}：{said or '另行通知'}" for word, said in parts) + "。"


def _rights(facts: Matter) -> tuple[Block, ...]:
    until = f"在{day_of(facts.appeal_by)}前" if facts.appeal_by else "在送达时告知的期限内"
    return (
        part("本人的权利"),
        Paragraph(
            text=f"本人可以查看全部材料；对决定不服的，可以{until}提出申诉，由没有参加决定的人员复核。申诉不加重处理。"
        ),
    )
