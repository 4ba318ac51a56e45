"""Which year a draft is tried on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.clock import today
from bangfu.site.roster.forms import Day, Span

MOST_OF_IT = timedelta(days=240)


def _year() -> int:
    """The latest year of which most is over."""
    return (today() - MOST_OF_IT).year


class TryForm(Span):
    """From when to when the draft is taken to have been in force."""

    start = forms.DateField(label=_("当作从哪天起执行"), widget=Day(), initial=lambda: date(_year(), 1, 1))
    end = forms.DateField(
        label=_("看到哪天为止"), widget=Day(), initial=lambda: min(today(), date(_year(), 12, 31))
    )

    def clean(self) -> dict[str, Any]:
        """Not in days to come, of which nothing is recorded, and not over half a lifetime."""
        told = super().clean() or {}
        start, end = told.get("start"), told.get("end")
        if end and end > today():
            self.add_error("end", _("不能晚于今天。"))
        if start and end and (end - start).days > 366 * 5:
            self.add_error("start", _("一次最多五年。"))
        return told
