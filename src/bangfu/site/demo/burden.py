"""What recording costs in the demo county: minutes that were set, forms at the gate, what people found too much; all of it made up."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bangfu.site.burden import asking, complaining, costs
from bangfu.site.burden.asking import Wanted
from bangfu.site.burden.filling import lines_of
from bangfu.site.burden.matching import matched
from bangfu.site.burden.models import Cost, Form
from bangfu.site.demo.acting import acting_on
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.roster.models import Place

OFFICE, LEADER, DEPARTMENT, CLERK = (
    "county_office",
    "county_leader",
    "organization_department",
    "township_clerk",
)
CADRE, HELPER, CONTACT = "resident_cadre", "responsible_helper", "unit_contact"
SET_ON = STANDS_ON - timedelta(days=330)
MINUTES = {
    "household_visit": "3", "practical_help": "3", "plan_revision": "8", "resident_day": "0.5", "overnight_stay": "0.5",
    "follow_up_visit": "3", "field": "0.5",
}  # fmt: skip
WHY = "三个村各记十笔，掐表取平均（示例）"
REASON = "省里明年要按这一项排项目，台账里没有（示例）"
SHEET = (
    "序号",
    "乡镇",
    "村",
    "户主姓名",
    "身份证号",
    "家庭人口",
    "致贫原因",
    "帮扶责任人",
    "走访次数",
    "今年新增产业",
    "有没有智能手机",
)
VILLAGES = ("序号", "乡镇", "行政村", "户数", "第一书记", "驻村工作队员", "帮扶单位", "备注")
BROADBAND = ("乡镇", "行政村", "户数", "第一书记", "通宽带户数")
DAILY = ("日期", "姓名", "单位", "今天做了什么", "明天做什么")


def fill(county: Place) -> None:
    """Minutes, a form in each state, complaints with and without an answer."""
    with acting_on(OFFICE, SET_ON) as user:
        for what, minutes in MINUTES.items():
            costs.set_cost(
                user, county, Cost(what=what, seconds=int(Decimal(minutes) * 60), start=SET_ON, why=WHY)
            )
    _forms(county)
    _complaints()


def _forms(county: Place) -> None:
    _take_in(
        county,
        DEPARTMENT,
        90,
        _form("驻村干部日报", "示例：上级部门", "person", "team_member", "month"),
        DAILY,
        "note",
        "上级直接发到工作队，每月汇总一次（示例）",
    )
    _take_in(
        county,
        OFFICE,
        60,
        _form("行政村基本情况表", "示例：县农业农村局", "village", "township_government", "quarter"),
        VILLAGES,
        "spare",
        "",
    )
    broadband = _take_in(
        county,
        OFFICE,
        40,
        _form("行政村宽带情况表", "示例：县工信局", "village", "first_secretary", "half_year", 200),
        BROADBAND,
        "propose",
        "做数字乡村方案要用（示例）",
    )
    _move(LEADER, 38, broadband, "allow", "只填一栏，半年一次，同意（示例）")
    with acting_on(CADRE, STANDS_ON - timedelta(days=20)) as user:
        for line in lines_of(user, broadband)[:2]:
            asking.fill(user, broadband, line.pk, {"5": "37"})
    weekly = _take_in(
        county,
        DEPARTMENT,
        30,
        _form("帮扶工作微信转发统计表", "示例：县委某部", "person", "responsible_helper", "month", 120),
        ("姓名", "单位", "转发条数"),
        "propose",
        "看宣传力度（示例）",
    )
    _move(LEADER, 28, weekly, "refuse", "不得以转发数看工作，不同意（示例）")
    _take_in(
        county,
        OFFICE,
        3,
        _form("户情补充表", "示例：县农业农村局", "household", "responsible_helper", "quarter", 180),
        SHEET,
        "propose",
        "排明年产业项目（示例）",
    )


def _form(name: str, asker: str, target: str, role: str, per: str, days: int = 0) -> Form:
    until = STANDS_ON + timedelta(days=days) if days else None
    return Form(name=name, asker=asker, target=target, role=role, per=per, until=until)


def _take_in(
    county: Place, who: str, ago: int, form: Form, names: tuple[str, ...], code: str, text: str
) -> Form:
    form.since = STANDS_ON - timedelta(days=ago)
    with acting_on(who, form.since) as user:
        columns = [Wanted(one.name, one.known, one.how, REASON) for one in matched(names, form.target)]
        return asking.take_in(user, county, form, columns, code, text)


def _move(who: str, ago: int, form: Form, code: str, text: str) -> None:
    with acting_on(who, STANDS_ON - timedelta(days=ago)) as user:
        asking.move(user, form, code, text)


def _complaints() -> None:
    said = (
        (
            CADRE,
            12,
            complaining.About("attendance", "attendance"),
            "驻村天数在考勤里记一遍，日报里还要再写一遍（示例）",
            False,
        ),
        (
            HELPER,
            9,
            complaining.About("why", "duties", "gansu-2019-33", "helper-practical-help"),
            "两份文件都要办实事，一件事要不要记两笔？（示例）",
            False,
        ),
        (
            CONTACT,
            5,
            complaining.About("household_new", "register"),
            "户里的人名、身份证号别的系统里都有，又要重新录（示例）",
            True,
        ),
    )
    made = []
    for who, ago, about, text, named in said:
        with acting_on(who, STANDS_ON - timedelta(days=ago)) as user:
            made.append(complaining.complain(user, about, text, named=named).pk)
    with acting_on(OFFICE, STANDS_ON - timedelta(days=2)) as user:
        complaining.reply(
            user, made[1], "answered", "不用。记一笔，两份文件都算，责任页里看得到算给了谁（示例）。"
        )
