"""Forms of moves, and of good practice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bangfu.site.ledger.models import Entry
from bangfu.site.rectification.models import Finding, Practice
from bangfu.site.roster.forms import Combo, Day, Drawn
from bangfu.site.roster.models import Place
from bangfu.site.web.machine import Rule

AREA = forms.Textarea(attrs={"rows": 3})


class Pictures(forms.FileField):
    """Several pictures at once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_Several(attrs={"accept": "image/*"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Each as a file; none is no fault."""
        single = super().clean
        return [single(each, initial) for each in data or []]


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class MoveForm(forms.Form):
    """Words, and what else a kind of move needs."""

    text = forms.CharField(label=_("说明"), min_length=2, max_length=2000, widget=AREA)

    def __init__(self, rule: Rule, finding: Finding, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{rule.code}_%s", **kwargs)
        self.rule = rule
        self.fields["text"].required = "text" in rule.needs
        if "deadline" in rule.needs:
            begun = _asked_for(finding) if rule.code == "grant_extension" else finding.deadline
            self.fields["deadline"] = forms.DateField(label=_("时限"), widget=Day(), initial=begun)
        if "evidence" in rule.needs:
            self.fields["pictures"] = Pictures(
                label=_("照片"), required=False, help_text=_("最多9张；拍摄地点、时间等附带信息会被去掉。")
            )
            self.fields["entries"] = forms.ModelMultipleChoiceField(
                _entries(finding), label=_("台账里的记录"), required=False, widget=forms.CheckboxSelectMultiple()
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Evidence of one kind or the other."""
        data = super().clean() or {}
        if "evidence" in self.rule.needs and not data.get("pictures") and not data.get("entries"):
            self.add_error("pictures", _("请附照片，或勾选台账里的记录。"))
        return data


class SimilarForm(forms.Form):
    """Where the same has to be looked for."""

    places = forms.ModelMultipleChoiceField(
        Place.objects.none(), label=_("还要到哪里看"), widget=forms.CheckboxSelectMultiple()
    )

    def __init__(self, finding: Finding, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county = finding.county
        there = Place.objects.filter(level=finding.place.level, code__range=(county.code, county.last))
        seen = [finding.place_id, *finding.similar.values_list("place", flat=True)]  # type: ignore[attr-defined]
        self.fields["places"].queryset = there.exclude(pk__in=seen)  # type: ignore[attr-defined]


class PracticeForm(Drawn, forms.ModelForm):  # type: ignore[type-arg]
    """What is done well, where, and what it brought."""

    class Meta:
        model = Practice
        fields = ("place", "organisation", "title", "text", "publicity")
        labels = {
            "place": _("在哪里"), "organisation": _("哪个单位"), "title": _("一句话"), "text": _("做法和成效"),
            "publicity": _("宣传稿"),
        }  # fmt: skip
        help_texts = {"publicity": _("可直接交给宣传部门和媒体；写到单位，不写户主姓名。")}
        widgets = {
            "place": Combo("places"),
            "organisation": Combo("organisations"),
            "text": AREA,
            "publicity": AREA,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].required = False


def _asked_for(finding: Finding) -> Any:
    last = finding.moves.filter(code="ask_extension").last()  # type: ignore[attr-defined]
    return last.deadline if last else None


def _entries(finding: Finding) -> Any:
    """Lately recorded work of the body, to point at instead of telling it again."""
    rows = Entry.objects.filter(on__gte=finding.fed_back_on or finding.found_on, withdraws=False)
    if finding.organisation_id:
        rows = rows.filter(organisation=finding.organisation_id)
    elif finding.body is not None:
        rows = rows.filter(area__range=(finding.body.code, finding.body.last))
    newest = rows.order_by("-on", "-seq").values_list("pk", flat=True)[:30]
    return Entry.objects.filter(pk__in=list(newest)).order_by("-on", "-seq").select_related("place")
