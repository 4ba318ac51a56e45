"""Why something was not delivered, in words, with what to do."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.site.notices.outcome import SENT, Outcome

REASONS: dict[str, Promise] = {
    "no_mail": _("这个网站还没有设置邮件服务器；请系统管理员设置。"),
    "no_address": _("没有填地址；请本人在“我的”里补填。"),
    "bad_address": _("邮箱地址不对；请本人在“我的”里改正。"),
    "mail_login": _("邮件服务器不认用户名或密码；请检查邮件设置。"),
    "mail_away": _("连不上邮件服务器；请检查邮件设置和网络。"),
    "mail_refused": _("邮件服务器拒收；请核对收件地址和发件设置。"),
    "mail_broke_off": _("发送途中连接断开，可能已经发出；不再重发。"),
    "claim_lost": _("发送途中程序停了，可能已经发出；不再重发。"),
    "database_away": _("发送前数据库断开了，没有发出；请系统管理员看运行状态。"),
    "account_closed": _("账号已停用，不再发送。"),
    "robot_ended": _("机器人已停用，不再发送。"),
    "robot_away": _("连不上机器人；请检查网络，或请添加的人核对地址。"),
    "robot_broke_off": _("机器人没有回话，可能已经收到；不再重发。"),
    "robot_answer": _("机器人的回话看不懂，可能已经收到；请添加的人核对地址。"),
    "robot_address": _("机器人地址不是公网 https 地址；请添加的人停用后重新添加。"),
    "robot_not_public": _("机器人地址指向内网；请添加的人停用后重新添加。"),
    "robot_unknown_host": _("机器人地址的域名查不到；请添加的人核对。"),
    "Tampered": _("加密保存的地址打不开；请本人重新填写。"),
}


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """What came of trying, as the message of the next page."""
    if outcome == SENT:
        messages.success(request, _("已发出。请看有没有收到；没有收到，请核对地址。"))
    else:
        messages.error(request, reason_of(outcome.reason))


def reason_of(code: str) -> str:
    """The words of a code; one without words is shown as it is, for whoever looks into the log."""
    return str(REASONS.get(code, code))
