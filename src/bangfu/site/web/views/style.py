"""The page that shows every component once, for those who write pages."""

from __future__ import annotations

import calendar
from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from bangfu.site.web.access import SIGNED_IN, opens_for


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label=_("标题"), help_text=_("一句话。"))
    on = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label=_("说明"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


@opens_for(SIGNED_IN)
def style(request: HttpRequest) -> HttpResponse:
    """Every component with an example."""
    day = date(2019, 3, 12)
    shown = {
        date(2019, 3, 5): [{"label": _("入户走访"), "state": "met"}],
        day: [{"label": _("协调推进会"), "state": "open"}],
    }
    weeks = [
        [
            {
                "date": each,
                "other": each.month != day.month,
                "rest": each.weekday() > 4,
                "today": each == day,
                "items": shown.get(each, []),
            }
            for each in week
        ]
        for week in calendar.Calendar().monthdatescalendar(day.year, day.month)
    ]
    context = {
        "day": day,
        "weeks": weeks,
        "form": SampleForm({"title": "", "on": "x"}),
        "page": Paginator(range(120), 25).get_page(2),
    }
    return render(request, "web/style.html", context)
