"""The forms of the other kinds: dated steps, standing requirements, consequences, what a person checks, what is only read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.regulation.composing.labels import choices, said
from bangfu.regulation.consequences import RANKING
from bangfu.site.studio.forms.days import RuleDay
from bangfu.site.studio.forms.duty import DutyForm
from bangfu.site.studio.forms.rules import RuleForm, kept, many, one
from bangfu.site.web.words import tongue


class MilestoneForm(RuleForm):
    """A step by a day."""

    kind = "milestone"
    main = ("bearer", "counts", "start", "due")
    bearer = many(_("谁"))
    counts = many(_("做什么（哪些记录算数）"))
    start = RuleDay(label=_("从哪天起做算数"))
    due = RuleDay(label=_("最迟哪天"))
    who_is_open = forms.BooleanField(label=_("文中没有写明由谁做：没做到的由人判断"), required=False)
    title_zh = forms.CharField(label=_("简称"), required=False, max_length=60)

    def filled(self, settled: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
        """As it was."""
        return super().filled(settled, was) | {"title_zh": was.get("title", {}).get("zh", "")}

    def clean(self) -> dict[str, Any]:
        """It is not due before it starts."""
        told = super().clean() or {}
        if told.get("start") and told.get("due") and told["due"] < told["start"]:
            self.add_error("due", _("不能早于开始的那天。"))
        return told

    def table(self) -> dict[str, Any]:
        """The table of a dated step."""
        told = self.cleaned_data
        return kept(
            {
                "counts": told["counts"], "start": told["start"].isoformat(), "due": told["due"].isoformat(),
                "who_is_open": told["who_is_open"], "title": self.title(told["counts"]),
            },
            self.was,
        )  # fmt: skip


class RequirementForm(RuleForm):
    """A standing condition of the roster."""

    kind = "requirement"
    main = ("bearer", "check", "role", "at", "department", "division_or_below", "number")
    bearer = many(_("谁负责"))
    check = one(_("要求什么"), "check")
    role = forms.ChoiceField(label=_("哪个职务（要求有人任职的）"), required=False)
    at = one(_("在哪一级（要求有人任职的）"), "level", required=False)
    department = forms.IntegerField(
        label=_("厅局级干部结对几户"), required=False, min_value=1, max_value=10_000
    )
    division_or_below = forms.IntegerField(
        label=_("处级及以下干部结对几户"), required=False, min_value=1, max_value=10_000
    )
    number = forms.IntegerField(label=_("几个"), required=False, min_value=1, max_value=10_000)
    household_kind = many(_("哪些户"), required=False)
    also = many(_("同时还要是哪些户"), required=False)
    title_zh = forms.CharField(label=_("简称"), required=False, max_length=60)

    def offer(self) -> None:
        """Roles, and kinds of household."""
        super().offer()
        self.choose("role", [("", "—"), *self.listed("role", self.offered.roles)])
        for name in ("household_kind", "also"):
            self.choose(name, self.listed("household_kind", ()))
        self.choose("at", [("", "—"), *(c for c in choices("level", tongue()) if c[0] != "central")])

    def filled(self, settled: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
        """As it was, households by rank apart."""
        households = was.get("households", {})
        return super().filled(settled, was) | households | {"title_zh": was.get("title", {}).get("zh", "")}

    def clean(self) -> dict[str, Any]:
        """What each check needs."""
        told = super().clean() or {}
        check = told.get("check")
        if check == "post":
            for name in ("role", "at"):
                if not told.get(name):
                    self.add_error(name, _("要求有人任职的，要写明职务和级别。"))
        if check == "households_per_helper" and not (told.get("department") or told.get("division_or_below")):
            self.add_error("department", _("至少写明一种职级的户数。"))
        return told

    def table(self) -> dict[str, Any]:
        """The table of a requirement; what no roster shows is not judged by the program."""
        told = self.cleaned_data
        check = told["check"]
        ranks = {r: told[r] for r in ("department", "division_or_below") if told[r]}
        was = self.was if self.was.get("check") == check else {}
        judged = was.get("judged", True) if was else check not in ("post", "record")
        made: dict[str, Any] = {
            "check": check, "number": told["number"], "household_kind": told["household_kind"], "also": told["also"],
            "title": self.title(),
        }  # fmt: skip
        if check == "post":
            made |= {"role": told["role"], "at": told["at"]}
        if check == "households_per_helper":
            made["households"] = ranks
        if check == "record":
            made["record"] = was.get("record") or "document"
        return kept(made, was) | ({} if judged else {"judged": False})

    def _named(self, language: Any, acts: Any) -> str:
        return str(self.cleaned_data["text"])[:20]


class ConsequenceForm(RuleForm):
    """What should follow; only ever proposed."""

    kind = "consequence"
    main = ("trigger", "count", "measure", "on", "conducted_by", "lasts")
    trigger = many(_("出现什么问题"), required=False)
    count = forms.IntegerField(
        label=_("第几次"), required=False, min_value=1, max_value=20, help_text=_("不论次数的不填。")
    )
    measure = one(_("怎么处理"), "measures")
    on = many(_("对谁"))
    conducted_by = many(_("由谁决定"), required=False)
    lasts = forms.CharField(
        label=_("管多久"),
        required=False,
        max_length=8,
        help_text=_("month 当月、quarter 当季、year 当年、term 本任期，或 P6M（六个月）、P2Y（两年）。"),
    )
    bearer = many(_("涉及谁"), required=False)

    def offer(self) -> None:
        """Kinds of finding."""
        super().offer()
        ranked = [(RANKING, said("facts", RANKING, tongue()))] if self.was.get("trigger") == [RANKING] else []
        self.choose("trigger", [*ranked, *self.listed("finding", ())])

    def clean_lasts(self) -> str:
        """A span that the format knows."""
        told = str(self.cleaned_data["lasts"]).strip()
        if told and not re.fullmatch(r"month|quarter|year|term|P[1-9]\d*[MY]", told):
            raise forms.ValidationError(_("请照说明里的写法填。"))
        return told

    def table(self) -> dict[str, Any]:
        """The table of a consequence."""
        told = self.cleaned_data
        made = {n: told[n] for n in ("trigger", "measure", "on", "conducted_by", "count", "lasts")}
        return kept(made, self.was)


class ChecklistForm(RuleForm):
    """What somebody checks on the spot."""

    kind = "checklist"
    main = ("ask", "subject", "prohibited")
    ask = forms.CharField(label=_("检查时问什么"), min_length=4, max_length=400)
    subject = many(_("问谁"), required=False)
    prohibited = forms.BooleanField(label=_("答“是”就是问题"), required=False)

    def provision(self, rule_id: str) -> dict[str, Any]:
        """Whom it asks about is whom it binds, unless that was said already."""
        made = super().provision(rule_id)
        return made if self.was else made | {"bearer": self.cleaned_data["subject"]}

    def table(self) -> dict[str, Any]:
        """The table of what is checked."""
        return kept({n: self.cleaned_data[n] for n in ("ask", "subject", "prohibited")}, self.was)


class StatementForm(RuleForm):
    """What is only read."""

    kind = "statement"
    main = ()

    def table(self) -> None:
        """None."""


FORMS: dict[str, type[RuleForm]] = {
    f.kind: f
    for f in (DutyForm, RequirementForm, MilestoneForm, ConsequenceForm, ChecklistForm, StatementForm)
}
