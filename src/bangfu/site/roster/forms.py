"""Forms of single rows. What ends or corrects something asks why; what the database refuses is told at its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.facts.tables import ORGANISATION_LEVELS, TABLES
from bangfu.site.clock import today
from bangfu.site.roster import id_numbers
from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Place, Post
from bangfu.site.roster.options import label_of
from bangfu.site.roster.search import keys_of
from bangfu.site.roster.words import said
from bangfu.site.web.words import tongue, vocabulary, word

# A responsible helper follows from pairings and is never written as a post.
NOT_WRITTEN = frozenset({"responsible_helper"})


class Combo(forms.HiddenInput):
    """A field that is searched while typing; `kind` is one of `options.offered`."""

    input_type = "text"  # or Django would not list it among the visible

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind


class Day(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def told(problem: Problem) -> ValidationError:
    """A problem of the catalogue as an error of a form."""
    return ValidationError(f"{problem.sentence(tongue())}{problem.remedy(tongue())}", problem.code)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("理由"), min_length=2, max_length=200, help_text=_("会和这次改动一起留存。")
    )


class Drawn(forms.BaseForm):
    """A form that the page `roster/form.html` draws."""

    def rows(self) -> Iterator[dict[str, Any]]:
        """The fields: searched ones with the words of what is chosen."""
        for bound in self.visible_fields():
            widget = bound.field.widget
            yield {"field": bound, "combo": getattr(widget, "kind", ""), "text": _chosen(bound)}


def _chosen(bound: forms.BoundField) -> str:
    key = bound.value()
    if not key or not isinstance(bound.field, forms.ModelChoiceField):
        return ""
    row = bound.field.queryset.filter(pk=key).first() if bound.field.queryset is not None else None
    return label_of(row) if row else ""


class RowForm(Drawn, forms.ModelForm):  # type: ignore[type-arg]
    """A form of one row. `correcting` an existing one asks for a reason."""

    correcting = False
    refused_at: ClassVar[dict[str, str]] = {
        "post_held_already": "start",
        "paired_already": "start",
        "ends_before_it_starts": "end",
        "outside_your_area": "place",
    }

    def __init__(self, *args: Any, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if correcting:
            self.correcting = True
            self.fields["reason"] = ReasonForm.base_fields["reason"]

    def refuse(self, problem: Problem) -> None:
        """Tell what the database refused, at the field it is about."""
        field = self.refused_at.get(problem.code)
        self.add_error(field if field in self.fields else None, told(problem))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", told(Problem("ends_before_it_starts")))
        return cleaned


class OrganisationForm(RowForm):
    """A unit."""

    level = forms.ChoiceField(label=_("级别"))

    class Meta:
        model = Organisation
        fields = ("name", "level", "kind", "place")
        labels: ClassVar = {"name": _("名称"), "kind": _("类别"), "place": _("所在地")}
        widgets: ClassVar = {"place": Combo("places")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.fields["place"].required = True
        self.fields["level"].choices = [(x, said("level", x)) for x in ORGANISATION_LEVELS]  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> Any:
        """With the keys of its name."""
        self.instance.key = keys_of(self.instance.name)
        return super().save(commit)


class SealedForm(RowForm):
    """A row with sealed values: an empty field leaves what is there."""

    sealed: ClassVar[tuple[str, ...]] = ("phone", "id_number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept = {name: getattr(self.instance, name) for name in self.sealed}
        for name in self.sealed:
            self.initial[name] = ""
            if self._kept[name]:
                self.fields[name].help_text = _("已有，不填就不改。")

    def clean_id_number(self) -> str:
        """Eighteen characters with the right check digit, or nothing."""
        text = id_numbers.normal(self.cleaned_data.get("id_number", ""))
        if text and not id_numbers.is_valid(text):
            raise told(Problem("bad_id_number"))
        return text

    def save(self, commit: bool = True) -> Any:
        """With what was there, where nothing new was given."""
        for name, value in self._kept.items():
            if not self.cleaned_data.get(name):
                setattr(self.instance, name, value)
        return super().save(commit)


class PersonForm(SealedForm):
    """Somebody who works in assistance."""

    id_number = forms.CharField(label=_("身份证号"), required=False, max_length=20)

    class Meta:
        model = Person
        fields = ("name", "organisation", "rank", "staff_type", "phone", "id_number")
        labels: ClassVar = {
            "name": _("姓名"), "organisation": _("单位"), "rank": _("职级"), "staff_type": _("编制"), "phone": _("电话"),
        }  # fmt: skip
        widgets: ClassVar = {"organisation": Combo("organisations")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.fields["organisation"].required = True
        for name in ("rank", "staff_type"):
            choices = [("", "—"), *((x, said(name, x)) for x in TABLES["people"].by_name[name].choices)]
            self.fields[name].widget = forms.Select(choices=choices)

    def save(self, commit: bool = True) -> Any:
        """With the keys of the name."""
        self.instance.key = keys_of(self.instance.name)
        return super().save(commit)


class PostForm(RowForm):
    """Who holds which role, for which unit, where, from when."""

    role = forms.ChoiceField(label=_("职务"))
    start = forms.DateField(label=_("第一天"), widget=Day())
    end = forms.DateField(label=_("最后一天"), widget=Day(), required=False)

    class Meta:
        model = Post
        fields = ("role", "person", "organisation", "place", "start", "end")
        labels: ClassVar = {"person": _("人员"), "organisation": _("单位"), "place": _("地点")}
        widgets: ClassVar = {
            "person": Combo("people"), "organisation": Combo("organisations"), "place": Combo("places"),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [code for code in vocabulary().codes("role") if code not in NOT_WRITTEN]
        self.fields["role"].choices = [(code, word("role", code)) for code in roles]  # type: ignore[attr-defined]
        self.fields["start"].initial = today()
        for name in ("person", "organisation", "place"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """A role of a unit names the unit, any other the person; and one of unit and place is there."""
        cleaned = super().clean()
        holder = "organisation" if cleaned.get("role") in vocabulary().organisation_roles else "person"
        if not cleaned.get(holder):
            self.add_error(holder, told(Problem(f"post_without_{holder}")))
        if not cleaned.get("place") and not cleaned.get("organisation"):
            self.add_error("place", told(Problem("post_without_place")))
        return cleaned


class PairingForm(RowForm):
    """Who helps which household from when."""

    start = forms.DateField(label=_("第一天"), widget=Day())
    end = forms.DateField(label=_("最后一天"), widget=Day(), required=False)

    class Meta:
        model = Pairing
        fields = ("person", "household", "start", "end")
        labels: ClassVar = {"person": _("帮扶责任人"), "household": _("农户")}
        widgets: ClassVar = {"person": Combo("people"), "household": Combo("households")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].initial = today()


class HouseholdForm(SealedForm):
    """A household that is helped."""

    sealed = ("phone", "id_number", "bank_account")
    kinds = forms.MultipleChoiceField(label=_("类别"), widget=forms.CheckboxSelectMultiple, required=False)
    start = forms.DateField(label=_("第一天"), widget=Day())
    end = forms.DateField(label=_("最后一天"), widget=Day(), required=False)
    id_number = forms.CharField(label=_("户主身份证号"), required=False, max_length=20)
    bank_account = forms.RegexField(r"^\s*\d{8,30}\s*$", label=_("银行账号"), required=False)

    class Meta:
        model = Household
        fields = ("place", "head", "kinds", "start", "end", "phone", "id_number", "bank_account")
        labels: ClassVar = {"place": _("所在村"), "head": _("户主"), "phone": _("电话")}
        widgets: ClassVar = {"place": Combo("places")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].required = self.fields["head"].required = True
        kinds = [(code, word("household_kind", code)) for code in vocabulary().codes("household_kind")]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
        self.fields["start"].initial = today()

    def save(self, commit: bool = True) -> Any:
        """With the keys of the head's name."""
        self.instance.key = keys_of(self.instance.head)
        return super().save(commit)


class EndForm(RowForm):
    """The last day of something, and why it ends."""

    end = forms.DateField(label=_("最后一天"), widget=Day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, correcting=True, **kwargs)
        self.fields["end"].initial = today()

    def clean_end(self) -> Any:
        """Not before it began."""
        end, start = self.cleaned_data["end"], self.instance.start
        if start and end < start:
            raise told(Problem("ends_before_it_starts"))
        return end


class EndPost(EndForm):
    """The end of a post."""

    class Meta:
        model = Post
        fields = ("end",)


class EndPairing(EndForm):
    """The end of a pairing."""

    class Meta:
        model = Pairing
        fields = ("end",)


class EndHousehold(EndForm):
    """That a household is no longer helped."""

    class Meta:
        model = Household
        fields = ("end",)


class MoveForm(Drawn, forms.Form):
    """Where a household goes, from which day, and whether its helpers stay with it."""

    place = forms.ModelChoiceField(
        Place.objects.filter(level="village"), label=_("迁到哪个村"), widget=Combo("places")
    )
    on = forms.DateField(label=_("在新村的第一天"), widget=Day())
    helpers = forms.BooleanField(label=_("帮扶责任人不变"), required=False, initial=True)
    reason = ReasonForm.base_fields["reason"]

    def __init__(self, household: Household, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.household = household
        self.fields["on"].initial = today()

    def clean_place(self) -> Place:
        """Another village than now."""
        place: Place = self.cleaned_data["place"]
        if place == self.household.place:
            raise told(Problem("moves_nowhere"))
        return place

    def clean_on(self) -> Any:
        """After the household's own first day."""
        on, start = self.cleaned_data["on"], self.household.start
        if start and on <= start:
            raise told(Problem("moves_too_early"))
        return on


class HandoverForm(Drawn, forms.Form):
    """Who takes over, from which day, and why."""

    successor = forms.ModelChoiceField(
        Person.objects.select_related("organisation"), label=_("接任人"), widget=Combo("people")
    )
    on = forms.DateField(label=_("接任第一天"), widget=Day(), help_text=_("原任到前一天为止。"))
    own_unit = forms.BooleanField(
        label=_("改由接任人的单位派出"), required=False, help_text=_("只影响由原任所在单位派出的职务。")
    )
    reason = ReasonForm.base_fields["reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today()

    @property
    def day(self) -> date:
        """The day as far as it is known."""
        return getattr(self, "cleaned_data", {}).get("on") or today()
