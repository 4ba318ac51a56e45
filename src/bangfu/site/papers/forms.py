"""Forms of papers: beginning one, writing on it, withdrawing it, and the settings of series."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.errors import BangfuError
from bangfu.paper.official.markup import parted, tables_of, to_text
from bangfu.paper.official.model import Paper as Official
from bangfu.site.papers.kinds import MADE_ELSEWHERE, Kind
from bangfu.site.papers.making import recipients_of
from bangfu.site.papers.models import Paper, Series
from bangfu.site.papers.official import official_of
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.forms import Drawn, told
from bangfu.site.roster.models import Organisation, Place

LONGEST_BODY = 60_000  # characters: a hundred pages


class NewForm(Drawn, forms.Form):
    """What paper, and its title."""

    kind = forms.ChoiceField(
        label=_("文种"), choices=[(k.value, k.label) for k in Kind if k not in MADE_ELSEWHERE]
    )
    title = forms.CharField(label=_("标题"), min_length=2, max_length=200)


class WithdrawForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("理由"), min_length=2, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class EditForm(forms.Form):
    """A draft as text. Tables and facts come from data and stay as they are."""

    seen = forms.IntegerField(widget=forms.HiddenInput())
    series = forms.ModelChoiceField(Series.objects.none(), label=_("发文字号用"), empty_label=None)
    title = forms.CharField(
        label=_("标题"), min_length=2, max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("太长会自动分行；要自己定在哪里分行，就在那里换行。"),
    )  # fmt: skip
    main = forms.CharField(
        label=_("主送"), required=False, max_length=1000, help_text=_("印在正文前面的名称，用“，”隔开。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    body = forms.CharField(
        label=_("正文"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 24, "class": "paper-text"}),
        help_text=_(
            "一行一段。行首写“一、”“（一）”“1.”“(1)”就是标题或序号，号码会自动排好。“【表1】”是来自数据的表格，可以移动或删去，不能改。“【附件】名称”另起一个附件。"
        ),
    )  # fmt: skip
    signer = forms.CharField(
        label=_("签发人"), required=False, max_length=20, help_text=_("只有上行文才写。")
    )
    secrecy = forms.CharField(label=_("密级和保密期限"), required=False, max_length=20)
    urgency = forms.CharField(label=_("紧急程度"), required=False, max_length=10)
    note = forms.CharField(label=_("附注"), required=False, max_length=200)
    copied = forms.CharField(
        label=_("抄送"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("用“，”隔开。"),
    )  # fmt: skip
    places = forms.ModelMultipleChoiceField(
        Place.objects.none(), label=_("送达乡镇"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("印发以后，这些乡镇的账号可以看到这份文件。"),
    )  # fmt: skip
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("送达单位"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}), help_text=_("可以选多个；电脑上按住 Ctrl 点选。"),
    )  # fmt: skip

    def __init__(self, paper: Paper, *args: Any, seen: int, **kwargs: Any) -> None:
        self.official = official_of(paper)
        addressed = recipients_of(paper)
        initial = {
            **{name: getattr(self.official, name) for name in ("title", "signer", "secrecy", "urgency", "note")},
            "seen": seen, "series": paper.series_id,
            "main": "，".join(self.official.recipients), "copied": "，".join(self.official.copied),
            "body": to_text(self.official.blocks, self.official.attachments),
            "places": [r.pk for r in addressed if isinstance(r, Place)],
            "organisations": [r.pk for r in addressed if isinstance(r, Organisation)],
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        county = county_at(paper.place_id)
        self._among("series", Series.objects.filter(county=county))
        self._among("places", Place.objects.filter(parent=county, level="township"))
        self._among("organisations", Organisation.objects.order_by("name", "pk"))

    def _among(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean_body(self) -> str:
        """Every table that is named is there."""
        body: str = self.cleaned_data["body"]
        tables = tables_of(self.official.blocks, self.official.attachments)
        try:
            self.parts = parted(body, tables)
        except BangfuError as error:
            raise forms.ValidationError([told(problem) for problem in error.problems]) from error
        return body

    def edited(self) -> Official:
        """The paper as it was written."""
        data, (blocks, attachments) = self.cleaned_data, self.parts
        words = {name: data[name] for name in ("title", "signer", "secrecy", "urgency", "note")}
        return Official.model_validate(
            self.official.model_dump()
            | words
            | {"recipients": _names(data["main"]), "copied": _names(data["copied"])}
            | {"blocks": blocks, "attachments": attachments}
        )


def _names(text: str) -> list[str]:
    """Names that commas or lines part; what stands at the end of a list is no part of a name."""
    parts = text.replace(",", "，").replace("\n", "，").split("，")
    return [name for part in parts if (name := part.strip(" 　：:。"))]


class SeriesForm(forms.ModelForm):  # type: ignore[type-arg]
    """A series. Its word is set once: numbers were given under it."""

    kinds = forms.MultipleChoiceField(
        label=_("用于哪些文种"), choices=Kind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Series
        fields = ("word", "body", "kinds")
        labels = {"word": _("机关代字"), "body": _("发文机关")}
        help_texts = {
            "word": _("发文字号里年份前面的字，例如“通督发”。定了就不能再改。"),
            "body": _("全称或规范化简称；红头是它加“文件”。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance._state.adding:
            del self.fields["word"]
