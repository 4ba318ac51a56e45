"""What a document is: its name, number, issuer, where and when it is in force; words and readings that it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.regulation.composing.labels import choices
from bangfu.regulation.model import Regulation
from bangfu.site.roster.models import Place
from bangfu.site.studio.forms.days import RuleDay
from bangfu.site.web.words import tongue

_LINES = forms.Textarea(attrs={"rows": 2})


class HeadForm(forms.Form):
    """The head of a pack."""

    title = forms.CharField(label=_("名称"), min_length=2, max_length=200)
    title_en = forms.CharField(label=_("英文名称"), max_length=200, required=False)
    number = forms.CharField(label=_("文号"), max_length=60)
    issuer = forms.CharField(label=_("发文机关"), max_length=400, widget=_LINES, help_text=_("一行一个。"))
    place = forms.ChoiceField(label=_("管到哪里"), help_text=_("文件管这个地方和它下面的所有地方。"))
    issued = RuleDay(label=_("印发日期"))
    start = RuleDay(label=_("从哪天起执行"), help_text=_("文件没有写的，以印发日期为准。"))
    end = RuleDay(label=_("执行到哪天"), required=False, help_text=_("文件没有写的，不填。"))
    part_period = forms.ChoiceField(label=_("任职不满一期的人怎么算"))
    repeals = forms.MultipleChoiceField(
        label=_("它废止哪些文件"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("采用后，这些文件到它开始的前一天为止。"),
    )

    def __init__(
        self, data: Any, head: Mapping[str, Any], places: Sequence[Place], known: Sequence[Regulation]
    ) -> None:
        super().__init__(data, initial=_initial(head))
        self.fields["place"].choices = [(f"{p.pk:012d}", str(p)) for p in places]  # type: ignore[attr-defined]
        self.fields["part_period"].choices = choices("part_period", tongue())  # type: ignore[attr-defined]
        offered = [
            (p.regulation.number, f"{p.regulation.number} {getattr(p.regulation.title, tongue())}")
            for p in known
        ]
        others = [(n, n) for n in head.get("repeals", []) if n not in dict(offered)]
        own = head.get("number")
        self.fields["repeals"].choices = [c for c in (*offered, *others) if c[0] != own]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It does not end before it starts."""
        cleaned = super().clean() or {}
        if cleaned.get("end") and cleaned.get("start") and cleaned["end"] < cleaned["start"]:
            self.add_error("end", _("不能早于开始的那天。"))
        return cleaned

    def head(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The head as a pack holds it, with what the form does not show as it was."""
        told = self.cleaned_data
        title = {"zh": told["title"], "en": told["title_en"] or told["title"]}
        return {
            **before, "title": title, "number": told["number"], "place": told["place"],
            "issuer": [line.strip() for line in told["issuer"].splitlines() if line.strip()],
            "issued": told["issued"].isoformat(), "start": told["start"].isoformat(),
            "end": told["end"].isoformat() if told["end"] else None, "part_period": told["part_period"],
            "repeals": told["repeals"],
        }  # fmt: skip


def _initial(head: Mapping[str, Any]) -> dict[str, Any]:
    title = head.get("title", {})
    return {
        **head, "title": title.get("zh", ""), "title_en": title.get("en", ""), "issuer": "\n".join(head.get("issuer", [])),
    }  # fmt: skip


# What an entry of an added activity must name, as the vocabulary writes it.
NEEDS = {
    "": _("什么都不必填"),
    "place = village": _("在哪个村"),
    "place = township": _("在哪个乡镇"),
    "place = county": _("在哪个县"),
    "household": _("哪一户"),
    "counterpart_person": _("对方是谁"),
    "counterpart_organisation": _("对方单位"),
}


class WordForm(forms.Form):
    """A role or an act that no word is there for."""

    type = forms.ChoiceField(
        label=_("是什么"),
        choices=[
            ("role", _("职务或单位身份")),
            ("activity", _("要记录的活动")),
            ("finding", _("问题种类")),
            ("actor", _("其他主体")),
        ],
    )
    zh = forms.CharField(label=_("中文名称"), min_length=2, max_length=60)
    en = forms.CharField(
        label=_("英文名称"), min_length=2, max_length=80, help_text=_("用来生成代码，记录里一直用它。")
    )
    held_by = forms.ChoiceField(
        label=_("由谁担任（只对职务）"), required=False,
        choices=[("", "—"), ("person", _("个人")), ("organisation", _("单位"))],
    )  # fmt: skip
    needs = forms.ChoiceField(
        label=_("记录时必须写明（只对活动）"), required=False, choices=list(NEEDS.items())
    )

    def clean(self) -> dict[str, Any]:
        """A role says who holds it."""
        cleaned = super().clean() or {}
        if cleaned.get("type") == "role" and not cleaned.get("held_by"):
            self.add_error("held_by", _("职务要写明由个人还是单位担任。"))
        return cleaned


class ReadingForm(forms.Form):
    """How an ambiguous passage is read here."""

    question = forms.CharField(label=_("哪里有歧义"), min_length=4, max_length=300)
    default = forms.CharField(label=_("这里怎么读"), min_length=2, max_length=300)
    others = forms.CharField(
        label=_("还可以怎么读"), required=False, max_length=600, widget=_LINES, help_text=_("一行一种。")
    )
