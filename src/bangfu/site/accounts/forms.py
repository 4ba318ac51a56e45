"""Forms of the administrators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from bangfu.site.accounts import seats
from bangfu.site.roster.forms import ReasonForm
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account
from bangfu.site.web.roles import ROLES
from bangfu.site.web.words import tongue

USERNAME = RegexValidator(r"^[0-9A-Za-z_.\-]{3,64}$", _("三个以上的字母、数字、点、横线或下划线。"))


def role_choices() -> list[tuple[str, str]]:
    """Every role in the reader's language."""
    return [(role.code, getattr(role, tongue())) for role in ROLES.values()]


class SeatForm(ReasonForm):
    """Role, area, person and unit of an account, and why. The searched fields hold keys."""

    searched: ClassVar[dict[str, str]] = {"area": "places", "person": "people", "organisation": "units"}
    role = forms.ChoiceField(label=_("岗位"))
    area = forms.IntegerField(
        label=_("范围"), required=False, help_text=_("县、乡镇岗位看这个地方的工作；驻村干部填所驻的村。")
    )
    person = forms.CharField(
        label=_("对应人员"), required=False, help_text=_("名册里的人；驻村干部和帮扶责任人必须有。")
    )
    organisation = forms.CharField(
        label=_("单位"), required=False, help_text=_("名册里的单位；联络员和单位负责人必须有。")
    )
    field_order = ["role", "area", "person", "organisation", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]

    def rows(self) -> Iterator[dict[str, Any]]:
        """The fields: searched ones with the words of what is chosen."""
        for bound in self:
            kind = self.searched.get(bound.name, "")
            yield {"field": bound, "kind": kind, "text": seats.label(kind, bound.value()) if kind else ""}

    def clean_area(self) -> int | None:
        """A place that there is."""
        code = self.cleaned_data["area"]
        if code and not Place.objects.filter(pk=code).exists():
            raise forms.ValidationError(_("请从列出的里面选。"))
        return code

    def clean_person(self) -> str:
        """Somebody of the roster."""
        return self._listed("person", seats.people)

    def clean_organisation(self) -> str:
        """A unit of the roster."""
        return self._listed("organisation", seats.units)

    def _listed(self, name: str, lookup: Any) -> str:
        key = self.cleaned_data[name]
        if key and key not in dict(lookup(key)):
            raise forms.ValidationError(_("请从列出的里面选。"))
        return key

    def put(self, account: Account) -> None:
        """Set the seat on an account, unsaved. Administrators have none."""
        data = self.cleaned_data
        account.role = data["role"]
        works = account.kind.sees != "none"
        account.area_id = data["area"] or None if works else None
        account.person_id = data["person"] or None if works else None
        account.organisation_id = data["organisation"] or None if works else None


class AccountForm(SeatForm):
    """A new account."""

    username = forms.CharField(
        label=_("用户名"), validators=[USERNAME], help_text=_("登录时用，以后不能改；一般用姓名拼音。")
    )
    name = forms.CharField(label=_("姓名或名称"), max_length=100)
    field_order = [
        "username", "name", "role", "area", "person", "organisation", "reason",
    ]  # fmt: skip
