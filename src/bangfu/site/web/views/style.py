"""The page that shows every component once, for those who write pages."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from bangfu.site.web.access import SIGNED_IN, opens_for

STATES = ["met", "open", "unmet", "judgement", "exempt"]


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label=_("标题"), help_text=_("一句话。"))
    on = forms.DateField(label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label=_("说明"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


def figures() -> dict[str, Any]:
    """Made-up figures for a chart of each kind and a map of each kind."""
    months = [f"2019-{month:02}" for month in range(1, 7)]
    words = {"met": _("已完成"), "open": _("进行中"), "unmet": _("未完成")}
    states = {"met": [9, 12, 14, 13, 15, 4], "open": [0, 0, 0, 0, 0, 11], "unmet": [6, 3, 1, 2, 0, 0]}
    townships = ["平襄镇", "马营镇", "义岗川镇", "榜罗镇", "常家河镇", "北城铺镇", "华家岭镇", "鸡川镇"]
    return {
        "months": {
            "categories": months,
            "series": [
                {"name": words[name], "state": name, "values": values} for name, values in states.items()
            ],
        },
        "heat": {
            "categories": months,
            "series": [
                {"name": name, "values": [(i * 7 + j * 5) % 23 for j in range(6)]}
                for i, name in enumerate(townships[:5])
            ],
        },
        "tiles": _features(
            [
                {"label": name, "href": "#", "share": i / 7, "schematic": True}
                for i, name in enumerate(townships)
            ],
            [(i % 3, i // 3) for i in range(8)],
        ),
        "points": _features(
            [
                {"label": f"{name}（示例）", "href": "#", "status": state}
                for name, state in zip(townships, STATES * 2, strict=False)
            ],
            [(105.1 + i % 3 / 20, 35.1 + i / 60) for i in range(8)],
        ),
    }


def _features(properties: list[dict[str, Any]], places: list[tuple[float, float]]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": each, "geometry": {"type": "Point", "coordinates": place}}
            for each, place in zip(properties, places, strict=False)
        ],
    }


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
        **figures(),
        "day": day,
        "weeks": weeks,
        "form": SampleForm({"title": "", "on": "x"}),
        "page": Paginator(range(120), 25).get_page(2),
    }
    return render(request, "web/style.html", context)
