"""Handing a version in, and deciding on one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.roster.forms import Day

_LINES = forms.Textarea(attrs={"rows": 3})


class SubmitForm(forms.Form):
    """A word to whoever reviews; and from when on, where it changes what is in force."""

    note = forms.CharField(label=_("给审核人的话"), required=False, max_length=1000, widget=_LINES)
    begins = forms.DateField(
        label=_("从哪天起改用新的写法"), required=False, widget=Day(),
        help_text=_("文件本身改了，填新写法开始的日子，旧写法到前一天为止；只是更正我们读错的地方，不填，一律按新的重新判定。"),
    )  # fmt: skip

    def __init__(self, data: object, *, changes: bool) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        if not changes:
            del self.fields["begins"]


class DecideForm(forms.Form):
    """Adopt or return."""

    decision = forms.CharField(label=_("意见"), required=False, max_length=1000, widget=_LINES)
