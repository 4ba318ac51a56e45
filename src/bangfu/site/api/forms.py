"""The form of a new token."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bangfu.site.api.tokens import LONGEST
from bangfu.site.clock import today


class TokenForm(forms.Form):
    """For which program, until when, and whether it records."""

    name = forms.CharField(
        label=_("用在哪里"), max_length=60, help_text=_("给哪个程序用，例如：县信息中心对接。")
    )
    until = forms.DateField(
        label=_("用到哪天"),
        help_text=_("最长一年。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    may_record = forms.BooleanField(label=_("可以记录，不只是读取"), required=False)

    def __init__(self, *args: Any, can_record: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_record:
            del self.fields["may_record"]

    def clean_until(self) -> date:
        """A day from today on, within a year."""
        until: date = self.cleaned_data["until"]
        if not today() <= until <= today() + LONGEST:
            raise ValidationError(_now("请选今天起一年以内的日子。"))
        return until
