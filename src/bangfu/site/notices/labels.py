"""The words of kinds, sections and states."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.site.notices.models import Delivery, Kind, Line, Robot

KINDS: dict[str, Promise] = {
    Kind.DIGEST: _("每周一的本周清单"),
    Kind.DUE_SOON: _("快到期提醒（期末前 7 天和 1 天）"),
    Kind.OVERDUE: _("到期没有做够（期末次日，只提醒一次）"),
    Kind.DECISION: _("我申请的豁免有了决定"),
    Kind.FINDING: _("要整改的问题（新反馈、到期前 7 天、逾期）"),
    Kind.REVIEW: _("要填报的自查（新下发、到期前 7 天、逾期）"),
    Kind.TIP: _("要办的群众反映（新到、逾期）"),
    Kind.CASE: _("处理案件（等您办的，关于您本人的）"),
}
SECTIONS: dict[str, Promise] = {
    Line.Section.WEEK: _("本周内到期"),
    Line.Section.MONTH: _("本月内到期（本周以后）"),
    Line.Section.MISSED: _("上周以来没有做够的"),
    Line.Section.DUE_7: _("七天内到期"),
    Line.Section.DUE_1: _("一天内到期"),
    Line.Section.OVERDUE: _("这一期已结束，没有做够"),
}
MAKES: dict[str, Promise] = {Robot.Make.WECOM: _("企业微信群机器人"), Robot.Make.DINGTALK: _("钉钉群机器人")}
STATES: dict[str, Promise] = {
    Delivery.State.FAILED: _("没有发出"),
    Delivery.State.UNKNOWN: _("不知是否发出，不再重发"),
}


def pairs(words: dict[str, Promise]) -> list[tuple[str, Any]]:
    """The choices of a form."""
    return list(words.items())
