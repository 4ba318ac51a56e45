"""What is entered about a household: its wish, the nine decisions, a difficulty, a plan begun."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bangfu.site.clock import today
from bangfu.site.measures import planning, recording
from bangfu.site.measures.forms.deed import HelpDeed, a_person, a_year
from bangfu.site.measures.models import Decision, Difficulty, Plan, Wish
from bangfu.site.measures.words import CATEGORIES, called, choices
from bangfu.site.roster.models import Household
from bangfu.site.web.deed import Deeds, a_code, a_day, a_text, some_lines
from bangfu.site.web.models import Account


class WishForm(HelpDeed):
    """What the household wants, in its own words."""

    title = _("记本户意愿")
    words = {"agrees": "agrees"}
    own_words = some_lines(_("本户自己的话"), 500, hint=_("照原话记，不替本户改写。"))
    agrees = a_code(_("对现在的帮扶打算"))
    on = a_day(_("哪天问的"))
    asked_by = a_person(_("谁问的"), required=False)

    def do(self, user: Account) -> Wish:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        asked = data.pop("asked_by") or user.person
        return recording.wish(
            user, self.subject, data.pop("on"), data.pop("own_words"), asked_by=asked, **data
        )


class PlanForm(HelpDeed):
    """A plan of a year, begun with what the one before it holds."""

    title = _("编制帮扶计划")
    year = a_year(_("哪一年"))

    def __init__(self, subject: Household, data: Any = None) -> None:
        super().__init__(subject, data)
        self.fields["year"].initial = today().year
        self.fields["year"].help_text = _("上一份计划里没有完成的措施会带过来，再逐项修订。")

    def do(self, user: Account) -> Plan:
        """Enter it. Raises `BangfuError`."""
        return planning.begin(user, self.subject, self.cleaned_data["year"])


class NineForm(HelpDeed):
    """The decision on each of the nine categories; those that are left empty stay open."""

    title = _("九项到户决定")
    year = a_year(_("哪一年"))
    on = a_day(_("决定日期"))

    def __init__(self, subject: Household, data: Any = None) -> None:
        super().__init__(subject, data)
        self.fields["year"].initial = today().year
        held = recording.decided(subject.pk, today().year, today())
        for category, decision in held.items():
            self.fields[category].initial = decision.decision
            self.fields[f"{category}_reason"].initial = decision.reason

    def do(self, user: Account) -> list[Decision]:
        """Enter what is new. Raises `BangfuError`."""
        data = self.cleaned_data
        held = recording.decided(self.subject.pk, data["year"], data["on"])
        said = {c: (data[c], data[f"{c}_reason"]) for c in CATEGORIES if data[c]}
        new = {
            c: row for c, row in said.items() if c not in held or row != (held[c].decision, held[c].reason)
        }
        return recording.decide(user, self.subject, data["year"], data["on"], new)


for _category in CATEGORIES:
    _name = lazy(called, str)("category", _category)
    NineForm.base_fields[_category] = forms.ChoiceField(
        label=_name, required=False, choices=lambda: choices("decision", _("还没有决定"))
    )
    NineForm.base_fields[f"{_category}_reason"] = forms.CharField(
        label=format_lazy(_("{what}：说明或不适用的理由"), what=_name), required=False, max_length=300
    )


class DifficultyForm(HelpDeed):
    """What is difficult for the household."""

    title = _("记一个困难")
    words = {"kind": "difficulty", "raised_by": "raised_by"}
    kind = a_code(_("哪一类"))
    raised_by = a_code(_("谁提出的"))
    text = some_lines(_("什么困难"), 500)
    on = a_day(_("哪天提出的"))
    handler = a_person(_("谁来办"), required=False)

    def do(self, user: Account) -> Difficulty:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        return recording.raise_difficulty(user, self.subject, data.pop("on"), data.pop("text"), **data)


class HandlerForm(HelpDeed):
    """Who looks after a difficulty."""

    title = _("定谁来办")
    handler = a_person(_("谁来办"))

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        recording.take_up(self.subject, self.cleaned_data["handler"])


class SettledForm(HelpDeed):
    """What came of a difficulty."""

    title = _("办结")
    outcome = a_text(_("结果"), 500)
    on = a_day(_("办结日期"))

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        recording.settle(self.subject, self.cleaned_data["on"], self.cleaned_data["outcome"])


OF_HOUSEHOLD: Deeds = {"wish": WishForm, "plan": PlanForm, "nine": NineForm, "difficulty": DifficultyForm}
OF_DIFFICULTY: Deeds = {"handler": HandlerForm, "settle": SettledForm}
