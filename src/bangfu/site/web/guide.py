"""The guided first visit: a few steps for each role, each with the page on which it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.site.web.access import opens


@dataclass(frozen=True)
class Step:
    """What to do, in one sentence, and where."""

    title: Promise
    text: Promise
    route: str


RECORD = Step(
    _("做了就记一笔"),
    _("走访、开会、帮办实事，二十秒记完。没有信号也能记，有信号时自动发出。"),
    "record",
)
MINE = Step(
    _("看要做什么"), _("首页按到期先后列出责任；点一项，看依据哪一条、算了哪几次、还差多少。"), "duties"
)
WHY = Step(
    _("有疑问先看“为什么”"),
    _("每个未完成都写明条款、期间和计算；确有原因的，在那一页申请豁免。"),
    "exemptions",
)
LEDGER = Step(_("查台账"), _("记过的都在台账里。写错了另记一笔更正，原来的保留。"), "ledger")
PEOPLE = Step(_("看本单位的人"), _("首页列出本单位每个人的进度，按姓名排列，不排名次。"), "people")
ROSTER = Step(
    _("把名册管准"),
    _("谁在哪个村、帮哪一户，以名册为准；换人办交接，批量用工作簿导入，办错可撤销。"),
    "people",
)
DECIDE = Step(_("作决定"), _("豁免申请等您批准或退回，都要写理由；系统只提出，不替人决定。"), "exemptions")
BOARD = Step(
    _("看全局"), _("首页是本地方的进度、空白村和要紧的缺口；地图上点乡镇、村，一层层看下去。"), "duties"
)
COMPARE = Step(_("比一比"), _("选任意两天对比，看哪些变好、哪些变差。"), "duties_compare")
VISIT = Step(_("带着问题下去"), _("按乡镇、村、责任筛出未完成的，先看原因，再实地核实。"), "duties")
LAW = Step(_("查文件原文"), _("每份文件逐条列出要求和现在的落实情况。"), "regulations")
HINTS = Step(
    _("从群众反映里找线索"), _("受理了的反映都在这里，看不到是谁反映的；值得查的作为督查线索。"), "tips"
)
SIFT = Step(
    _("先审核"),
    _("看反映人写的，决定受理、不予受理还是并入另一件；受理时另写一段给承办单位，去掉会暴露反映人的话。"),
    "tips",
)
ENTER = Step(
    _("来电来访也登记"),
    _("来电、来信、来访、委员提案都在这里记，把查询码交给反映人；它只显示一次。"),
    "tip_new",
)
FOLLOW = Step(
    _("盯到反映人说解决"),
    _("交办、退回、核实、答复，一步一步都留下；超过期限的标红。要看反映人是谁，先写理由，会被记下。"),
    "tips",
)
TRACK = Step(
    _("盯到销号"), _("问题从反馈到销号一步步都在这里；等督查方处理的排在前面，公文由数据生成。"), "findings"
)
TAKE = Step(_("带走数据"), _("清单右上角可以导出；户主姓名是遮掩的，导出会被记下。"), "duties")
PLAN = Step(
    _("安排检查"),
    _("选依据的文件，不许的方式选不上；公开以前，被检查的人在哪里都看不到。"),
    "campaign_choose",
)
COVER = Step(_("不漏一处"), _("今年还没有查过的乡镇和单位都在这里，从名单直接安排。"), "coverage")
TIES = Step(
    _("该回避的回避"),
    _("名册里看得出的关系，系统自己会避开；看不出的在这里登记，分工时会说明谁不能去、为什么。"),
    "ties",
)
TEAMS = Step(_("看本组去哪里"), _("在检查里找到本组：查哪些地方，抽中了哪些户，对照哪张清单。"), "campaigns")
THERE = Step(
    _("查完记一次"), _("公开以后在本组页面点“记已检查”，台账和综合检查的完成情况跟着更新。"), "campaigns"
)
OPEN = Step(_("开户"), _("逐个开户，或从名册批量开户；初始密码只显示一次，交给本人。"), "new_account")
MANY = Step(_("不漏一人"), _("在岗而没有账号的人在这里，勾选后一次开户。"), "proposed_accounts")
CLOSE = Step(_("离岗就停"), _("人走账号停；停用的账号不删除，做过的事都查得到。"), "accounts")
ADMIT = Step(_("核对后放行"), _("新账号和重设密码的账号都等您核对岗位、范围后放行。"), "accounts")
LOCKS = Step(_("解锁"), _("输错密码被锁的，确认是本人再解锁。"), "locked")
FACTOR = Step(
    _("换手机的管理员"), _("在账号页重置验证器、强制退出；自己的由另一位安全管理员办。"), "accounts"
)
HISTORY = Step(_("查改动"), _("按表、账号、日期查每一处改动的前后和理由。"), "audit_history")
LOOKS = Step(_("查谁看了个人信息"), _("每次查看全文都有理由，抽查是否属实。"), "audit_unmaskings")

STEPS: dict[str, tuple[Step, ...]] = {
    "resident_cadre": (MINE, RECORD, WHY, LEDGER),
    "responsible_helper": (MINE, RECORD, WHY),
    "unit_contact": (PEOPLE, RECORD, WHY, TAKE),
    "unit_leader": (PEOPLE, MINE, WHY),
    "township_clerk": (BOARD, ROSTER, RECORD, WHY),
    "township_leader": (BOARD, WHY, COMPARE),
    "county_office": (BOARD, DECIDE, ROSTER, LAW),
    "organization_department": (BOARD, DECIDE, ROSTER),
    "inspector": (TEAMS, THERE, VISIT, LAW),
    "inspection_office": (PLAN, COVER, TIES, TRACK),
    "tip_reception": (SIFT, ENTER, FOLLOW),
    "county_leader": (BOARD, COMPARE, LAW),
    "provincial_analyst": (BOARD, COMPARE, TAKE),
    "system_admin": (OPEN, MANY, CLOSE),
    "security_admin": (ADMIT, LOCKS, FACTOR),
    "audit_admin": (HISTORY, LOOKS),
}


def steps_for(role: str) -> list[tuple[Step, str]]:
    """The steps whose pages open for a role, each with its address."""
    listed = [(step, reverse(step.route)) for step in STEPS[role]]
    return [(step, url) for step, url in listed if opens(resolve(url).func, role)]
