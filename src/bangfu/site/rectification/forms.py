"""Forms of findings, their moves, and good practice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.ledger.models import Entry
from bangfu.site.rectification.drafting import Draft
from bangfu.site.rectification.models import Finding, Practice
from bangfu.site.roster.forms import Combo, Day, Drawn
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.machine import Rule
from bangfu.site.web.words import vocabulary, word

AREA = forms.Textarea(attrs={"rows": 3})


class FindingForm(Drawn, forms.Form):
    """What was found, where, against which clause; and what is to be done by whom until when."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("哪次督查"), required=False, empty_label=_("日常督查")
    )
    place = forms.ModelChoiceField(Place.objects.none(), label=_("在哪里"), widget=Combo("places"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("由哪个单位整改"), required=False, widget=Combo("organisations"),
        help_text=_("不选，就由所在的乡镇（或县）整改。"),
    )  # fmt: skip
    regulation = forms.ChoiceField(label=_("依据哪份文件"))
    clause = forms.CharField(label=_("第几条"), max_length=64, help_text=_("用文件自己的编号，如 七(六)。"))
    found_on = forms.DateField(label=_("哪天发现"), widget=Day())
    text = forms.CharField(
        label=_("问题"), min_length=4, max_length=2000, widget=AREA,
        help_text=_("写事实：谁、什么时候、哪里、差什么。不写户主姓名和电话。"),
    )  # fmt: skip
    opinion = forms.CharField(label=_("整改意见"), required=False, max_length=2000, widget=AREA)
    leader = forms.ModelChoiceField(
        Person.objects.none(), label=_("责任领导"), required=False, widget=Combo("people")
    )
    deadline = forms.DateField(label=_("整改时限"), required=False, widget=Day())
    kind = forms.ChoiceField(
        label=_("属于哪一类"), required=False, help_text=_("文件对这类问题另有规定时才选。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: dict[str, Any] = {
            "campaign": Campaign.objects.filter(closed_at=None),
            "place": Place.objects.all(),
            "organisation": Organisation.objects.all(),
            "leader": Person.objects.all(),
        }
        for name, found in rows.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        known = law()
        self.fields["regulation"].choices = [
            (i, f"{known.name(i)}（{known.number(i)}）") for i in known.packs
        ]  # type: ignore[attr-defined]
        kinds = [(c, word("finding", c)) for c in vocabulary().codes("finding")]
        self.fields["kind"].choices = [("", "—"), *kinds]  # type: ignore[attr-defined]

    def clean_found_on(self) -> Any:
        """Not a day to come."""
        found_on = self.cleaned_data["found_on"]
        if found_on > today():
            raise forms.ValidationError(_("还没到这一天。"))
        return found_on

    def written(self, **more: Any) -> Draft:
        """What the form says."""
        return Draft(**self.cleaned_data, **more)


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
