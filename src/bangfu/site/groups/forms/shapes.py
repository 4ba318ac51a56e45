"""Outlines of places from a GeoJSON file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.groups.forms.deed import GroupDeed
from bangfu.site.groups.shapes import bring_in
from bangfu.site.web.deed import Deeds
from bangfu.site.web.models import Account

MOST_BYTES = 8 << 20


class ShapesForm(GroupDeed):
    """The text of the file, or the file itself."""

    rights = ("roster",)
    title = _("导入边界")
    geojson = forms.CharField(
        label=_("GeoJSON 内容"), widget=forms.Textarea(attrs={"rows": 8}), max_length=MOST_BYTES,
        help_text=_("要素集合；每个要素的属性里写 code（统计用区划代码）或 name（地名），坐标为经纬度。"),
    )  # fmt: skip

    def do(self, user: Account) -> Any:
        """Enter it. Raises `BangfuError` with every fault."""
        return bring_in(self.subject, self.cleaned_data["geojson"])


DEEDS: Deeds = {"shapes": ShapesForm}
