"""The form of a group robot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.errors import BangfuError
from bangfu.site.clock import now
from bangfu.site.duties.places import in_view
from bangfu.site.notices.door import checked
from bangfu.site.notices.labels import MAKES, pairs
from bangfu.site.notices.models import Robot
from bangfu.site.roster.forms import told
from bangfu.site.roster.models import Organisation, Presence
from bangfu.site.web.models import Account

UNIT, PLACE = "unit", "place"
BELOW_COUNTY = {"township", "village"}


class RobotForm(forms.Form):
    """Whose robot it is, where it listens, and what it is told of."""

    make = forms.ChoiceField(label=_("机器人"), choices=pairs(MAKES))
    name = forms.CharField(label=_("群的名称"), max_length=60)
    about = forms.ChoiceField(label=_("提醒的范围"))
    address = forms.CharField(
        label=_("机器人地址"), max_length=500,
        help_text=_("在群里添加机器人后得到的 https 地址，加密保存，以后不再显示。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    secret = forms.CharField(
        label=_("加签密钥（钉钉）"), max_length=200, required=False,
        help_text=_("钉钉机器人选了“加签”的，填以 SEC 开头的密钥。"), widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["about"].choices = list(self._offered())  # type: ignore[attr-defined]

    def _offered(self) -> list[tuple[str, str]]:
        """The own unit; for who sees an area, its places down to the townships; in a county every unit that works there."""
        account = self.account
        units = Organisation.objects.filter(pk=account.organisation_id or "")
        if account.area and account.kind.sees == "area" and account.area.level not in BELOW_COUNTY:
            inside = Presence.objects.filter(place__range=(account.area.code, account.area.last))
            units = Organisation.objects.filter(pk__in=inside.values("organisation_id")).order_by("key", "pk")
        offered = [(f"{UNIT}:{u.pk}", str(u)) for u in units]
        if account.kind.sees == "area":
            places = in_view(account).exclude(level="village")
            offered = [(f"{PLACE}:{p.pk}", str(p)) for p in places] + offered
        return offered

    def clean_address(self) -> str:
        """An address that may be called."""
        try:
            checked(self.cleaned_data["address"])
        except BangfuError as error:
            raise told(error.problems[0]) from error
        return self.cleaned_data["address"]

    def save(self) -> Robot:
        """Keep the robot."""
        data = self.cleaned_data
        kind, _colon, key = data["about"].partition(":")
        return Robot.objects.create(
            make=data["make"],
            name=data["name"],
            organisation_id=key if kind == UNIT else None,
            place_id=int(key) if kind == PLACE else None,
            address=data["address"],
            secret=data["secret"],
            made_by=self.account.pk,
            made_at=now(),
        )
