"""The histories that the database keeps of every table, for the audit: who changed what, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.site.roster.history import cells_between
from bangfu.site.web.models import Account

# Table → its history and its name.
TABLES: dict[str, tuple[str, Promise]] = {
    "account": ("web.AccountEvent", _("账号")),
    "place": ("roster.PlaceEvent", _("地点")),
    "organisation": ("roster.OrganisationEvent", _("单位")),
    "person": ("roster.PersonEvent", _("人员")),
    "post": ("roster.PostEvent", _("职务")),
    "household": ("roster.HouseholdEvent", _("农户")),
    "pairing": ("roster.PairingEvent", _("结对")),
    "exemption": ("duties.ExemptionEvent", _("豁免")),
    "leave": ("attendance.LeaveEvent", _("请假")),
    "tier": ("attendance.TierEvent", _("批假权限")),
    "series": ("papers.SeriesEvent", _("发文字号")),
    "adoption": ("duties.AdoptionEvent", _("采用的文件")),
    "campaign": ("supervision.CampaignEvent", _("检查")),
    "stage": ("supervision.StageEvent", _("检查阶段")),
    "team": ("supervision.TeamEvent", _("检查组")),
    "member": ("supervision.MemberEvent", _("检查组成员")),
    "assignment": ("supervision.AssignmentEvent", _("检查分工")),
    "tie": ("supervision.TieEvent", _("回避关系")),
    "finding": ("rectification.FindingEvent", _("问题")),
    "case": ("cases.CaseEvent", _("案件")),
    "correction": ("personal.CorrectionEvent", _("更正要求")),
    "allowance_rate": ("allowances.RateEvent", _("补助标准")),
    "fund_plan": ("fund.PlanEvent", _("规划")),
    "fund_item": ("fund.ItemEvent", _("规划任务")),
    "fund_project": ("fund.ProjectEvent", _("项目")),
    "fund_use": ("fund.UseLineEvent", _("资金使用方案")),
    "fund_beneficiary": ("fund.BeneficiaryEvent", _("受益户")),
    "fund_setting": ("fund.SettingEvent", _("资金管理标准")),
    "help_plan": ("measures.PlanEvent", _("户帮扶计划")),
    "help_measure": ("measures.MeasureEvent", _("帮扶措施")),
    "help_difficulty": ("measures.DifficultyEvent", _("农户困难")),
    "help_setting": ("measures.SettingEvent", _("到户帮扶标准")),
    "group": ("groups.GroupEvent", _("帮扶工作组")),
    "group_member": ("groups.MemberEvent", _("帮扶工作组成员")),
    "village_team": ("groups.TeamEvent", _("村工作队")),
    "practice": ("rectification.PracticeEvent", _("好做法")),
    "selfreview_reply": ("selfreviews.ReplyEvent", _("自查答复")),
    "selfreview_answer": ("selfreviews.AnswerEvent", _("自查逐项答复")),
    "calendar": ("workdays.DayEvent", _("工作日历")),
    "studio_draft": ("studio.DraftEvent", _("文件底稿")),
    "studio_rule": ("studio.ProvisionEvent", _("底稿的条款")),
    "studio_version": ("studio.VersionEvent", _("提交审核的稿")),
    "disclosure": ("disclosure.SettingEvent", _("向社会公开")),
}


@dataclass(frozen=True)
class Changed:
    """One change: `cells` are column, old, new."""

    number: int
    at: datetime
    label: str
    row: str
    name: str
    who: str
    reason: str
    path: str
    cells: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Asked:
    """What of a history is wanted; empty means all. `before` is the number of a change."""

    table: str
    account: str = ""
    row: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None


def may_be_key(table: str, row: str) -> bool:
    """Whether a row of a table can be called so: some are called by a code, some by a day."""
    history: Any = apps.get_model(TABLES[table][0])
    try:
        history._meta.get_field("pgh_obj").target_field.to_python(row[:64])
    except ValidationError:
        return False
    return True


def changes(asked: Asked, most: int) -> list[Changed]:
    """The latest changes, the newest first."""
    model: Any = apps.get_model(TABLES[asked.table][0])
    older = model.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    last = Subquery(older.order_by("-pgh_id").values("pgh_id")[:1])
    events = list(_narrowed(model.objects.all(), asked).annotate(older=last).order_by("-pgh_id")[:most])
    olders = model.objects.in_bulk([e.older for e in events if e.older])
    names = names_of((e.pgh_context or {}).get("account", "") for e in events)
    return [_changed(event, olders.get(event.older), names) for event in events]


def _narrowed(events: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    wanted: dict[str, Any] = {
        "pgh_context__account": asked.account,
        "pgh_obj": asked.row,
        "pgh_created_at__date__gte": asked.first,
        "pgh_created_at__date__lte": asked.last,
        "pgh_id__lt": asked.before,
    }
    return events.filter(**{name: value for name, value in wanted.items() if value})


def _changed(event: Any, older: Any, names: Mapping[str, str]) -> Changed:
    context = event.pgh_context or {}
    account = context.get("account", "")
    before = older or _blank(event)
    return Changed(
        number=event.pgh_id,
        at=event.pgh_created_at,
        label=event.pgh_label,
        row=str(event.pgh_obj_id),
        name=getattr(event, "username", "") or getattr(event, "name", ""),
        who=names.get(account, account),
        reason=context.get("reason", ""),
        path=context.get("path", ""),
        cells=cells_between(before, event),
    )


def _blank(event: Any) -> Any:
    """What was there before a new row: nothing but its key."""
    blank = type(event)()
    for key in ("id", "code"):
        if hasattr(event, key):
            setattr(blank, key, getattr(event, key))
    return blank


def names_of(accounts: Any) -> dict[str, str]:
    """User names of accounts by their ids."""
    return dict(Account.objects.filter(pk__in=set(accounts)).values_list("pk", "username"))
