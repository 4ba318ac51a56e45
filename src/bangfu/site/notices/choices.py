"""What an account wants to be told, where and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bangfu.site.notices.labels import KINDS, pairs
from bangfu.site.notices.models import Choice
from bangfu.site.notices.quiet import Quiet
from bangfu.site.web.models import Account
from bangfu.site.workdays.official import official


def choice_of(account: Account) -> Choice:
    """What was chosen, or what holds for whoever chose nothing. The sealed address is opened when it is asked for."""
    return Choice.objects.filter(pk=account.pk).defer("address").first() or Choice(account=account.pk)


def quiet_of(choice: Choice) -> Quiet:
    """The quiet hours of a choice."""
    return Quiet(choice.quiet_from, choice.quiet_until, choice.quiet_on_rest_days, official())


def mail_is_set_up() -> bool:
    """Whether this installation sends mail at all."""
    return bool(settings.EMAIL_HOST)


class ChoiceForm(forms.Form):
    """The page of one's own reminders."""

    on_site = forms.MultipleChoiceField(
        label=_("网站内提醒"),
        choices=pairs(KINDS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    by_mail = forms.MultipleChoiceField(
        label=_("邮件提醒"), choices=pairs(KINDS), required=False, widget=forms.CheckboxSelectMultiple
    )
    address = forms.EmailField(
        label=_("邮箱"), required=False, max_length=254,
        help_text=_("只用来给您发提醒，加密保存；请用工作邮箱。"), widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    quiet_from = forms.TimeField(label=_("安静时段从"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    quiet_until = forms.TimeField(
        label=_("安静时段到"), widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        help_text=_("这段时间不发邮件，到点再发；两个时间相同就是不设。"),
    )  # fmt: skip
    quiet_on_rest_days = forms.BooleanField(label=_("法定休息日也不发邮件"), required=False)

    def clean(self) -> dict[str, Any]:
        """Mail needs an address."""
        data = super().clean() or {}
        if data.get("by_mail") and not data.get("address") and "address" not in self.errors:
            self.add_error("address", _("选了邮件提醒，请填邮箱。"))
        return data

    def save(self, account: Account) -> None:
        """Keep what was chosen."""
        Choice.objects.update_or_create(pk=account.pk, defaults=self.cleaned_data)

    @classmethod
    def of(cls, account: Account) -> ChoiceForm:
        """The form as things stand."""
        choice = choice_of(account)
        return cls(initial={name: getattr(choice, name) for name in cls.base_fields})
