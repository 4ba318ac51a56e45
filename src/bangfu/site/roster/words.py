"""The words of the exchange format's tables, columns and choices in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.site.web.words import tongue

Words = dict[str, Promise]

WORDS: dict[str, Words] = {
    "level": {
        "central": _("中央"), "province": _("省"), "prefecture": _("市（州）"), "county": _("县"),
        "township": _("乡镇"), "village": _("村"),
    },
    "rank": {"department": _("地厅级"), "division_or_below": _("处级及以下")},
    "staff_type": {"civil_servant": _("公务员"), "public_institution": _("事业编制"), "other": _("其他编制")},
    "table": {
        "places": _("地点"), "organisations": _("单位"), "people": _("人员"), "posts": _("职务"),
        "households": _("农户"), "pairings": _("结对"), "calendar": _("工作日历"),
    },
    "column": {
        "id": _("编号"), "code": _("代码"), "name": _("名称"), "level": _("级别"), "parent": _("上级"),
        "tags": _("标签"), "area": _("片区"), "aliases": _("别名"), "kind": _("类别"), "place": _("地点"),
        "organisation": _("单位"), "rank": _("职级"), "staff_type": _("编制"), "role": _("职务"),
        "person": _("人员"), "start": _("第一天"), "end": _("最后一天"), "head": _("户主"), "kinds": _("类别"),
        "household": _("农户"), "phone": _("电话"), "id_number": _("身份证号"), "bank_account": _("银行账号"),
        "username": _("用户名"), "is_active": _("在用"), "must_change": _("须改密码"), "language": _("语言"),
        "large_type": _("大字版"), "guided": _("看过引导"), "regulation": _("文件"), "duty": _("责任"),
        "reason": _("理由"), "state": _("状态"), "asked_by": _("申请人"), "asked_at": _("申请时间"),
        "decided_by": _("决定人"), "decided_at": _("决定时间"), "decision": _("决定意见"),
        "county": _("县"), "is_open": _("向社会公开"), "hotline": _("监督电话"), "mailbox": _("监督邮箱"),
        "licence": _("数据许可"), "day": _("日期"), "workday": _("上班"), "set_by": _("设定人"), "set_at": _("设定时间"),
        "decider": _("由谁批"), "returned_on": _("回到岗位"), "entry": _("台账"), "days": _("天数"),
    },
    "help": {
        "sheet": _("填写说明"), "table": _("工作表"), "column": _("列"), "meaning": _("含义"), "must": _("必填"),
        "values": _("可以写什么"), "yes": _("是"), "place": _("代码，或唯一的名称、别名"), "key": _("该表的编号"),
    },
    "defect": {
        "duplicate": _("重复"), "unknown_code": _("未知代码"), "unknown_reference": _("指向不明"),
        "overlap": _("时间重叠"), "household_without_helper": _("没有责任人的户"),
        "too_many_villages": _("帮扶村过多"), "vacant_post": _("职务空缺"), "spelling": _("异写"),
        "bad_value": _("内容有误"), "post_without_holder": _("没有担任者的职务"),
        "post_by_pairing": _("应由结对产生的职务"),
    },
    "why_moved": {
        "uncovered": _("这个村没有帮扶单位"), "above_limit": _("原单位超过上限"), "evens_out": _("原单位明显偏重"),
    },
    "change": {"import": _("导入"), "handover": _("交接"), "allocation": _("调整"), "move": _("迁移")},
    "state": {"prepared": _("待办理"), "applied": _("已办理"), "undone": _("已撤销")},
}  # fmt: skip


def said(kind: str, code: str) -> str:
    """The word of a code; the code itself where there is none."""
    return str(WORDS.get(kind, {}).get(code, code))


def in_full(problem: Problem) -> str:
    """What is wrong and what to do about it, as one text."""
    parts = (problem.sentence(tongue()), problem.remedy(tongue()))
    return (" " if tongue() == "en" else "").join(parts)
