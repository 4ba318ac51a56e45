"""Asking for a correction, and answering it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.personal.models import Correction

AREA = forms.Textarea(attrs={"rows": 3})
State = Correction.State


class AskForm(forms.Form):
    """What is wrong."""

    about = forms.ChoiceField(label=_("哪一类"), choices=Correction.About.choices)
    text = forms.CharField(
        label=_("哪里不对，应当是什么"), min_length=4, max_length=1000, widget=AREA,
        help_text=_("不服处理决定的，请到案件里申诉；这里更正事实。"),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What came of it."""

    state = forms.ChoiceField(label=_("结果"), choices=[(s, s.label) for s in (State.CORRECTED, State.KEPT)])
    answer = forms.CharField(label=_("改了什么，或者为什么不改"), min_length=2, max_length=1000, widget=AREA)
