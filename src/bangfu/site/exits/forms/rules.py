"""What is entered for a county: what it set, and the draw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.exits import county
from bangfu.site.exits.models import Setting
from bangfu.site.exits.words import WORDS
from bangfu.site.web.deed import Deed, Deeds, a_amount, a_day, a_text, a_yes_no
from bangfu.site.web.models import Account


def _days(label: Any, hint: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=400, help_text=hint)


class SettingDeed(Deed):
    """What holds in the county from a day on."""

    rights, title, file = ("confirm",), _("定本县规定"), WORDS
    line = a_amount(_("收入标准（元，每人每年）"), required=False)
    reaching = a_yes_no(_("刚好到线算不算达标"), required=False)
    notice_days = _days(_("公示几天"), _("不填的，不能张榜。"))
    visit_days = _days(_("退出以后每几天回访一次"), _("不填的，页面只列最近一次走访。"))
    many = _days(_("一个乡镇一天退出几户算集中"), _("达到的列为线索，不影响办理。"))
    start = a_day(_("从哪天起"))
    document = a_text(_("依据的文件"), 200)

    def clean(self) -> dict[str, Any]:
        """A line says whether reaching it is enough; without a line there is nothing to reach."""
        data = super().clean() or self.cleaned_data
        if (data.get("line") is None) != (data.get("reaching") is None):
            self.add_error("reaching", _("定了收入标准的，要写明刚好到线算不算；没有定的，不填。"))
        return data

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        data["line"] = self.cents("line") if data["line"] is not None else None
        return county.set_for(user, self.subject, Setting(**data))


class DrawDeed(Deed):
    """Draw of those whose notice is over."""

    rights, title, file = ("inspect",), _("随机抽取"), WORDS
    total = forms.IntegerField(
        label=_("抽几户"), min_value=1, help_text=_("不少于等抽查的户数时，全部抽中。")
    )
    word = a_text(
        _("当场公布的一个词"),
        100,
        hint=_("如当天报纸的头条标题：谁也不能事先知道，抽取的结果就没有人能安排。"),
    )

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        return county.draw(user, self.subject, data["total"], data["word"])


DEEDS: Deeds = {"setting": SettingDeed, "draw": DrawDeed}
