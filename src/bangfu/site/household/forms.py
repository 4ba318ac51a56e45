"""The form of a version, with a form for each member."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.site.clock import today
from bangfu.site.household.filing import MOST, Draft
from bangfu.site.household.models import Member, Version
from bangfu.site.household.words import called, choices, codes
from bangfu.site.roster import id_numbers
from bangfu.site.roster.forms import Day, told

YES_NO: Final = (("", _("不清楚")), ("true", _("是")), ("false", _("否")))
FACTS: Final = (
    "address", "land", "rooms", "causes", "education", "medical", "housing", "water", "wish", "exit_year",
)  # fmt: skip
MORE: Final = 2  # empty forms for members who came


def _yes_no(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, required=False, coerce="true".__eq__, empty_value=None
    )


class VersionForm(forms.Form):
    """What was found of a household, and from which day it holds."""

    start = forms.DateField(label=_("从哪天起是这样"), widget=Day())
    why = forms.ChoiceField(label=_("为什么记这一次"))
    note = forms.CharField(
        label=_("变化是什么、怎样核实的"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    address = forms.CharField(label=_("住址"), max_length=200, required=False)
    land = forms.DecimalField(
        label=_("耕地（亩）"), min_value=0, max_digits=8, decimal_places=2, required=False
    )
    rooms = forms.CharField(
        label=_("住房"), max_length=200, required=False, help_text=_("例如：砖木，3间，2012年建。")
    )
    cause = forms.ChoiceField(label=_("主要致贫原因"), required=False)
    causes = forms.MultipleChoiceField(
        label=_("其他致贫原因"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    education = forms.ChoiceField(required=False)
    medical = forms.ChoiceField(required=False)
    housing = forms.ChoiceField(required=False)
    water = forms.ChoiceField(required=False)
    wish = forms.CharField(
        label=_("本户的意愿（用他们自己的话）"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    exit_year = forms.IntegerField(label=_("计划哪年退出"), min_value=2000, max_value=2100, required=False)

    def __init__(self, first: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = [c for c in choices("why") if (c[0] == "confirmed") == first]  # type: ignore[attr-defined]
        self.fields["note"].required = not first
        self.fields["cause"].choices = choices("cause", "")  # type: ignore[attr-defined]
        self.fields["causes"].choices = choices("cause")  # type: ignore[attr-defined]
        for name in codes("guarantee"):
            self.fields[name].label = called("guarantee", name)
            self.fields[name].choices = choices("state", _("还没有核实"))  # type: ignore[attr-defined]
        self.fields["start"].initial = today()

    @property
    def causes_in_order(self) -> list[str]:
        """The main one first."""
        main, others = self.cleaned_data["cause"], self.cleaned_data["causes"]
        return list(dict.fromkeys([*filter(None, [main]), *others]))

    def draft(self, members: tuple[dict[str, Any], ...]) -> Draft:
        """What the forms say."""
        data: dict[str, Any] = {**self.cleaned_data, "causes": self.causes_in_order}
        return Draft(data["start"], data["why"], data["note"], {name: data[name] for name in FACTS}, members)


class MemberForm(forms.Form):
    """One member. An empty ID number leaves the one that is there."""

    key = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=64)
    name = forms.CharField(label=_("姓名"), max_length=100)
    relation = forms.ChoiceField(label=_("与户主关系"))
    birth = forms.DateField(label=_("出生日期"), widget=Day(), required=False)
    id_number = forms.CharField(label=_("身份证号"), max_length=20, required=False)
    ability = forms.ChoiceField(label=_("劳动能力"), required=False)
    will = forms.ChoiceField(label=_("劳动意愿"), required=False)
    in_school = _yes_no(_("在校"))
    insured = _yes_no(_("参加基本医保"))
    eligible = _yes_no(_("符合低保条件"))
    enrolled = _yes_no(_("享受低保"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # With nothing chosen at first a form that nobody touched stays empty; with the head chosen it would want a name.
        self.fields["relation"].choices = choices("relation", "—")  # type: ignore[attr-defined]
        for name in ("ability", "will"):
            self.fields[name].choices = choices(name, _("不清楚"))  # type: ignore[attr-defined]
        if self.initial.get("has_number"):
            self.fields["id_number"].help_text = _("已有，不填就不改。")

    def clean_id_number(self) -> str:
        """Eighteen characters with the right check digit, or nothing."""
        text = id_numbers.normal(self.cleaned_data.get("id_number", ""))
        if text and not id_numbers.is_valid(text):
            raise told(Problem("bad_id_number"))
        return text


class _Members(forms.BaseFormSet):  # type: ignore[type-arg]
    """One head, and nobody twice."""

    def clean(self) -> None:
        """Tell what is wrong with all of them together."""
        rows = self.rows
        if not any(self.errors) and sum(row["relation"] == "head" for row in rows) != 1:
            raise told(Problem("household_needs_head"))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Those that are filled in and stay."""
        return [
            f.cleaned_data
            for f in self.forms
            if getattr(f, "cleaned_data", None) and not f.cleaned_data.get("DELETE")
        ]


Members: Any = forms.formset_factory(MemberForm, formset=_Members, extra=MORE, max_num=MOST, can_delete=True)


def initial_of(version: Version | None) -> dict[str, Any]:
    """What the form of the next version begins with: what holds now."""
    if version is None:
        return {}
    kept = {name: getattr(version, name) for name in FACTS}
    return kept | {"cause": next(iter(version.causes), ""), "causes": version.causes[1:]}


def members_of(version: Version | None) -> list[dict[str, Any]]:
    """What the forms of its members begin with; ID numbers are not sent to the page."""
    people: list[Member] = list(version.members.all()) if version else []  # type: ignore[attr-defined]
    plain = ("key", "name", "relation", "birth", "ability", "will")
    asked = ("in_school", "insured", "eligible", "enrolled")
    return [
        {name: getattr(m, name) for name in plain}
        | {name: {True: "true", False: "false", None: ""}[getattr(m, name)] for name in asked}
        | {"has_number": bool(m.id_number)}
        for m in people
    ]
