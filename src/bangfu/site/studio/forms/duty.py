"""The form of a duty: the sentence first, how it is counted folded below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.regulation.composing.labels import choices
from bangfu.regulation.model import days_in_order
from bangfu.regulation.shapes import PeriodName, share_of
from bangfu.site.studio.forms.rules import RuleForm, kept, many, one
from bangfu.site.web.words import tongue

_AMOUNT = r"^([1-9]\d{0,5}|\d{1,6}/\d{1,6}|\d{1,3}(\.\d+)?%)$"
_LEVELS = ("only_organisation_level", "only_place_level")


class DutyForm(RuleForm):
    """Who does what, at least how often, per which period, for each of whom."""

    kind = "duty"
    main = ("bearer", "counts", "measure", "at_least", "of", "per", "each")
    bearer = many(_("谁"), hint=_("同一句话管几种人的，都选上。"))
    counts = many(_("做什么（哪些记录算数）"))
    measure = one(_("按什么算"), "measure")
    at_least = forms.CharField(
        label=_("至少多少"),
        required=False,
        max_length=13,
        help_text=_("整数，或占比：30%、2/3；文中没有定数的不填，由人判断。"),
    )
    of = one(_("覆盖或占比的对象"), "of", required=False)
    per = one(_("多久算一期"), "per")
    each = one(_("对谁分别算"), "each")
    who = one(_("几个人同担时"), "who")
    where = one(_("在哪里做才算"), "where")
    by = one(_("谁的记录算"), "by")
    receives = one(_("记录里的对象"), "receives")
    within_first = forms.CharField(
        label=_("只在每年这天以后做才算（月-日）"), required=False, max_length=5, help_text="01-01"
    )
    within_last = forms.CharField(
        label=_("到这天为止（月-日）"), required=False, max_length=5, help_text="03-31"
    )
    or_all = forms.BooleanField(label=_("对象不够数的，全部做到也算"), required=False)
    base = one(_("覆盖的对象怎么算"), "base")
    grace = forms.BooleanField(label=_("可以在下一期补做"), required=False)
    short_workweek = forms.BooleanField(label=_("工作日不够的周由人判断"), required=False)
    part_period = one(_("任职不满一期怎么算（不选则按文件的总规定）"), "part_period", required=False)
    only_organisation_level = many(_("只管哪些级别的单位"), required=False)
    only_place_level = many(_("只管在哪一级任职的"), required=False)
    place_tag = forms.CharField(
        label=_("只管带有这个标签的地方"),
        required=False,
        max_length=40,
        help_text=_("例如 poor_village；前面加 ! 表示不带。"),
    )
    readings = many(_("按哪些读法"), required=False)
    title_zh = forms.CharField(
        label=_("简称"), required=False, max_length=60, help_text=_("不填则按“谁＋做什么”取名。")
    )
    title_en = forms.CharField(label=_("英文简称"), required=False, max_length=100)

    def offer(self) -> None:
        """Documents are read to say more periods than a rule can have."""
        super().offer()
        open_ = [] if self.initial.get("per") else [("", "—")]  # no period is anybody's guess
        self.choose("per", [*open_, *(c for c in choices("per", tongue()) if c[0] in get_args(PeriodName))])
        levels = [c for c in choices("level", tongue()) if c[0] != "unit"]
        for name in _LEVELS:
            self.choose(name, levels)

    def filled(self, settled: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
        """What was settled; at first what the text itself says, and nothing that a person should choose."""
        told = dict(was) if was else dict(self.offered.said)
        only, window = told.pop("only", {}), told.pop("within", None) or ("", "")
        title = told.pop("title", {})
        return {
            "measure": "times", "each": "bearer", "who": "each", "where": "anywhere", "by": "bearer",
            "receives": "nobody", "base": "any", **told, "grace": bool(told.get("grace")),
            "bearer": settled.get("bearer", []), "within_first": window[0], "within_last": window[1],
            "only_organisation_level": only.get("organisation_level", []), "only_place_level": only.get("place_level", []),
            "place_tag": only.get("place_tag") or "", "title_zh": title.get("zh", ""), "title_en": title.get("en", ""),
        }  # fmt: skip

    def clean_at_least(self) -> str:
        """A whole number, a fraction or a percentage."""
        told = str(self.cleaned_data["at_least"]).strip().replace("％", "%")
        if told and not re.fullmatch(_AMOUNT, told, re.ASCII):
            raise forms.ValidationError(_("写整数、分数或百分数，例如 4、2/3、30%。"))
        if told and not told.isdigit():
            try:
                share_of(told)
            except ValueError as error:
                raise forms.ValidationError(_("占比大于 0，最多 100%。")) from error
        return told

    def clean_place_tag(self) -> str:
        """As tags are written."""
        told = str(self.cleaned_data["place_tag"]).strip()
        if told and not re.fullmatch(r"!?[a-z][a-z0-9_]*", told):
            raise forms.ValidationError(_("标签用小写英文，例如 poor_village。"))
        return told

    def clean(self) -> dict[str, Any]:
        """What belongs together: a share has its base, targets say of which, a part of the year is of a year."""
        told = super().clean() or {}
        share, of, measure = not str(told.get("at_least", "")).isdigit(), told.get("of"), told.get("measure")
        if told.get("at_least") and share and not of:
            self.add_error("of", _("占比要写明是谁的占比。"))
        if measure == "targets" and not of:
            self.add_error("of", _("按对象算的，要写明是哪些对象。"))
        if of == "official_workdays" and measure not in ("days", "workdays"):
            self.add_error("measure", _("占工作日的比例要按天数算。"))
        if told.get("at_least") == "1" and of:
            self.add_error("at_least", _("是 1 个还是全部？全部请写 100%。"))
        if told.get("or_all") and measure != "targets":
            self.add_error("or_all", _("只有按对象算的才用得上。"))
        if told.get("part_period") == "pro_rata" and of != "official_workdays":
            self.add_error("part_period", _("只有占工作日的比例能按天折算。"))
        if of and not share and measure not in ("targets", "days", "workdays"):
            self.add_error("measure", _("选了对象又写个数的，按“覆盖多少个对象”算。"))
        window = str(told.get("within_first") or ""), str(told.get("within_last") or "")
        if any(window) and (told.get("per") != "year" or not days_in_order(window)):
            self.add_error("within_first", _("起止两天都要写成 03-31 的样子，先后不颠倒，且按年算。"))
        return told

    def table(self) -> dict[str, Any]:
        """The table of a duty."""
        told = self.cleaned_data
        names = ("counts", "measure", "of", "per", "each", "who", "where", "by", "receives", "or_all", "base", "short_workweek",
                 "part_period", "readings")  # fmt: skip
        amount = told["at_least"]
        only = {
            "organisation_level": told["only_organisation_level"], "place_level": told["only_place_level"],
            "place_tag": told["place_tag"],
        }  # fmt: skip
        return kept(
            {
                **{n: told[n] for n in names}, "at_least": int(amount) if amount.isdigit() else amount,
                "grace": "next_period" if told["grace"] else None, "only": kept(only, {}),
                "within": [told["within_first"], told["within_last"]] if told["within_first"] else None,
                "title": self.title(told["counts"]),
            },
            self.was,
        )  # fmt: skip
