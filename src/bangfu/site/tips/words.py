"""What states, ways, desks and moves are called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bangfu.site.tips.models import Desk, Solved, State, Way


def state_words() -> dict[str, str]:
    """How far a tip is, in the order of the work."""
    return {
        State.RECEIVED.value: _("已收到，待审核"),
        State.ACCEPTED.value: _("已受理，待交办"),
        State.ASSIGNED.value: _("已交办，办理中"),
        State.ANSWERED.value: _("已回复受理方，待核实"),
        State.REPLIED.value: _("已答复反映人"),
        State.DISPUTED.value: _("反映人说没有解决"),
        State.CLOSED.value: _("已办结"),
        State.DUPLICATE.value: _("与另一件重复，合并办理"),
        State.DECLINED.value: _("不属于受理范围"),
    }


def way_words() -> dict[str, str]:
    """How tips come."""
    return {
        Way.WEB.value: _("网上"),
        Way.PHONE.value: _("来电"),
        Way.LETTER.value: _("来信"),
        Way.VISIT.value: _("来访"),
        Way.PROPOSAL.value: _("委员提案"),
        Way.OPINION.value: _("社情民意信息"),
    }


def desk_words() -> dict[str, str]:
    """Who answers."""
    return {
        Desk.TOWNSHIP.value: _("所在乡镇"),
        Desk.UNIT.value: _("单位（另选）"),
        Desk.COUNTY_OFFICE.value: _("县帮扶办"),
        Desk.ORGANIZATION_DEPARTMENT.value: _("组织部"),
        Desk.INSPECTION_OFFICE.value: _("监督督查办"),
    }


def solved_words() -> dict[str, str]:
    """What the sender says of it."""
    return {
        Solved.YES.value: _("解决了"),
        Solved.PARTLY.value: _("解决了一部分"),
        Solved.NO.value: _("没有解决"),
    }


def move_words() -> dict[str, str]:
    """What was done, and what a button does."""
    return {
        "accept": _("受理"),
        "decline": _("不予受理"),
        "join": _("并入另一件"),
        "assign": _("交办"),
        "hand_back": _("不归我们办，退给受理方"),
        "answer": _("回复办理结果"),
        "send_back": _("退回重办"),
        "reply": _("核实后答复反映人"),
        "close": _("办结"),
        "content": _("反映人说解决了"),
        "dispute": _("反映人说没有全部解决"),
        "reopen": _("重新办理"),
        "uphold": _("维持结果并说明"),
        "note": _("内部记一笔"),
        "lead": _("作为督查线索"),
    }
