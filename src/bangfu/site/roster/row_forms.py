"""Forms of single rows: units, people, posts, pairings, households."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.facts.tables import ORGANISATION_LEVELS, TABLES
from bangfu.site.clock import today
from bangfu.site.roster.forms import Combo, Day, RowForm, SealedForm, told
from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Post
from bangfu.site.roster.search import keys_of
from bangfu.site.roster.words import said
from bangfu.site.web.words import in_force, word

# A responsible helper follows from pairings and is never written as a post.
NOT_WRITTEN = frozenset({"responsible_helper"})


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
        roles = [code for code in in_force().codes("role") if code not in NOT_WRITTEN]
        self.fields["role"].choices = [(code, word("role", code)) for code in roles]  # type: ignore[attr-defined]
        self.fields["start"].initial = today()
        for name in ("person", "organisation", "place"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """A role of a unit names the unit, any other the person; and one of unit and place is there."""
        cleaned = super().clean()
        of_unit = cleaned.get("role") in in_force().organisation_roles
        if of_unit and not cleaned.get("organisation"):
            self.add_error("organisation", told(Problem("post_without_organisation")))
        if not of_unit and not cleaned.get("person"):
            self.add_error("person", told(Problem("post_without_person")))
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

    sealed = ("head", "phone", "id_number", "bank_account")
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
        self.fields["place"].required = True
        self.fields["head"].required = not self.instance.head
        kinds = [(code, word("household_kind", code)) for code in in_force().codes("household_kind")]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
        self.fields["start"].initial = today()

    def save(self, commit: bool = True) -> Any:
        """With the keys of the head's name."""
        self.instance.key = keys_of(self.cleaned_data["head"] or self.kept["head"])
        return super().save(commit)
