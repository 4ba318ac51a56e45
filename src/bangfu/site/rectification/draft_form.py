"""The form of a finding that is written down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.rectification.drafting import Draft
from bangfu.site.rectification.forms import AREA
from bangfu.site.rectification.kinds import (
    ASKED_SOMETIMES,
    INFLUENCES,
    LEVELS,
    SEVERITIES,
    SOURCES,
    asked_of,
    kinds,
)
from bangfu.site.rectification.models import Finding
from bangfu.site.roster.forms import Combo, Day, Drawn
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.words import word


def _kind_word(code: str) -> str:
    return word("finding", code)


class FindingForm(Drawn, forms.Form):
    """What was found, where, against which clause; and what is to be done by whom until when."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("哪次督查"), required=False, empty_label=_("日常督查")
    )
    place = forms.ModelChoiceField(Place.objects.none(), label=_("在哪里"), widget=Combo("places"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("由哪个单位整改"), required=False, widget=Combo("organisations"),
        help_text=_("不选，就由所在的乡镇（或县）整改。"),
    )  # fmt: skip
    regulation = forms.ChoiceField(label=_("依据哪份文件"))
    clause = forms.CharField(label=_("第几条"), max_length=64, help_text=_("用文件自己的编号，如 七(六)。"))
    found_on = forms.DateField(label=_("哪天发现"), widget=Day())
    text = forms.CharField(
        label=_("问题"), min_length=4, max_length=2000, widget=AREA,
        help_text=_("写事实：谁、什么时候、哪里、差什么。不写户主姓名和电话。"),
    )  # fmt: skip
    source = forms.ChoiceField(label=_("怎么发现的"), choices=SOURCES, initial="inspection", required=False)
    kind = forms.ChoiceField(
        label=_("属于哪一类"), required=False, widget=Combo("finding_kinds", _kind_word),
        help_text=_("文件对这类问题另有规定时才选。"),
    )  # fmt: skip
    severity = forms.TypedChoiceField(
        label=_("情节轻重"), required=False, choices=[("", _("还没有认定")), *SEVERITIES], coerce=int, empty_value=None,
        help_text=_("没有认定就不选，系统不推定。"),
    )  # fmt: skip
    level = forms.ChoiceField(label=_("哪一级查到的"), required=False, choices=LEVELS, initial="county")
    bad_influence = forms.TypedChoiceField(
        label=_("影响"), required=False, choices=[("", _("还没有认定")), *INFLUENCES], coerce="yes".__eq__,
        empty_value=None,
    )  # fmt: skip
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("涉及谁"), required=False, widget=Combo("people"),
        help_text=_("问题说的是名册里的某个人时才选。"),
    )  # fmt: skip
    opinion = forms.CharField(label=_("整改意见"), required=False, max_length=2000, widget=AREA)
    leader = forms.ModelChoiceField(
        Person.objects.none(), label=_("责任领导"), required=False, widget=Combo("people")
    )
    deadline = forms.DateField(label=_("整改时限"), required=False, widget=Day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: dict[str, Any] = {
            "campaign": Campaign.objects.filter(closed_at=None),
            "place": Place.objects.all(),
            "organisation": Organisation.objects.all(),
            "leader": Person.objects.all(),
            "person": Person.objects.all(),
        }
        for name, found in rows.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        known = law()
        self.fields["regulation"].choices = [
            (i, f"{known.name(i)}（{known.number(i)}）") for i in known.packs
        ]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "—"), *kinds()]  # type: ignore[attr-defined]
        kind = str(self.data.get("kind") or self.initial.get("kind") or "")
        for name in set(ASKED_SOMETIMES) - asked_of(kind, known.packs.values()):
            del self.fields[name]

    def clean_source(self) -> str:
        """An inspection, where nobody says otherwise."""
        return self.cleaned_data["source"] or Finding.Source.INSPECTION

    def clean_level(self) -> str:
        """The county's own, where nobody says otherwise."""
        return self.cleaned_data["level"] or Finding.Level.COUNTY

    def asked(self) -> list[forms.BoundField]:
        """The fields that only some kinds have."""
        return [self[name] for name in ASKED_SOMETIMES if name in self.fields]

    def drawn(self) -> list[tuple[dict[str, Any], bool]]:
        """The rows that are always asked, each with whether those of the kind follow it."""
        rows = (row for row in self.rows() if row["field"].name not in ASKED_SOMETIMES)
        return [(row, row["field"].name == "kind") for row in rows]

    def clean_found_on(self) -> Any:
        """Not a day to come."""
        found_on = self.cleaned_data["found_on"]
        if found_on > today():
            raise forms.ValidationError(_("还没到这一天。"))
        return found_on

    @classmethod
    def of(cls, found: Finding, data: Any = None) -> FindingForm:
        """The form of a draft that is written anew."""
        rows = ("campaign", "place", "organisation", "leader", "person")
        told = {name: getattr(found, f"{name}_id" if name in rows else name) for name in cls.base_fields}
        if found.bad_influence is not None:
            told["bad_influence"] = "yes" if found.bad_influence else "no"
        return cls(data, initial=told)

    def written(self, **more: Any) -> Draft:
        """What the form says; what it did not ask is unknown."""
        return Draft(**self.cleaned_data, **more)
