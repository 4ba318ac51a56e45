"""What is entered about a household: that it is to leave, is at risk, falls back, is struck off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.exits import leaving
from bangfu.site.exits.models import Risk
from bangfu.site.exits.words import WORDS
from bangfu.site.household.words import WORDS as FILE
from bangfu.site.roster.models import Household
from bangfu.site.web.deed import Deed, Deeds, a_code, a_day, some_lines
from bangfu.site.web.models import Account


class Begin(Deed):
    """A course begins with its ground."""

    file = WORDS
    kind: str
    text = some_lines(_("理由和依据"), 1000)

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return leaving.begin(user, self.subject, self.kind, self.cleaned_data["text"])


class BeginExit(Begin):
    """It is to leave the register."""

    rights, kind, title = ("households",), "exit", _("提出退出")


class BeginClear(Begin):
    """Its risk is over."""

    rights, kind, title = ("help",), "clear", _("提出消除风险")


class BeginRevert(Begin):
    """It fell back."""

    rights, kind, title = ("help",), "revert", _("提出返贫纳入")


class RiskDeed(Deed):
    """It was found to be at risk."""

    rights, title, file = ("help",), _("纳入监测"), WORDS
    words = {"kind": "risk"}
    kind = a_code(_("监测类别"))
    causes = forms.MultipleChoiceField(label=_("风险原因"), widget=forms.CheckboxSelectMultiple())
    on = a_day(_("哪天发现"))
    ground = some_lines(_("发现了什么"), 500)

    def __init__(self, subject: Household, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("causes", FILE.choices("cause"))

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return leaving.open_risk(user, self.subject, Risk(**self.cleaned_data))


class StrikeDeed(Deed):
    """It is struck off."""

    rights, title, file = ("confirm",), _("注销"), WORDS
    why = some_lines(_("为什么注销"), 500, hint=_("如全家迁出、整户去世、查实不符合。"))

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return leaving.strike(user, self.subject, self.cleaned_data["why"])


DEEDS: Deeds = {
    "exit": BeginExit, "risk": RiskDeed, "clear": BeginClear, "revert": BeginRevert, "strike": StrikeDeed,
}  # fmt: skip
