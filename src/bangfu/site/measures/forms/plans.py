"""What is entered about a plan and its measures, and what the county sets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.clock import today
from bangfu.site.household.reading import as_of
from bangfu.site.household.words import called, codes
from bangfu.site.measures import planning, recording
from bangfu.site.measures.forms.deed import HelpDeed, a_person
from bangfu.site.measures.models import Measure, Plan, Setting
from bangfu.site.measures.models.county import DAY_OF_YEAR
from bangfu.site.roster.models import Pairing, Place
from bangfu.site.web.deed import Deeds, a_code, a_day, a_document, a_text, some_lines
from bangfu.site.web.models import Account


class MeasureForm(HelpDeed):
    """One thing to be done, by one person."""

    title = _("加一项措施")
    words = {"category": "category"}
    category = a_code(_("类别"))
    text = some_lines(_("做什么"), 500)
    answers = forms.MultipleChoiceField(
        label=_("针对哪些致贫原因"), required=False, widget=forms.CheckboxSelectMultiple
    )
    responsible = a_person(_("责任人"), hint=_("只定一个人。"))
    planned_from = a_day(_("计划从哪天"), required=False)
    planned_to = a_day(_("计划到哪天"), required=False)

    def __init__(self, subject: Plan, data: Any = None) -> None:
        super().__init__(subject, data)
        version = as_of(subject.household_id, today())
        named = list(version.causes) if version else []
        ordered = [*named, *(code for code in codes("cause") if code not in named)]
        self.fields["answers"].choices = [(code, called("cause", code)) for code in ordered]  # type: ignore[attr-defined]
        helper = Pairing.objects.filter(household=subject.household_id, end=None).first()
        self.fields["responsible"].initial = helper.person_id if helper else None  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        start, end = data.get("planned_from"), data.get("planned_to")
        if start and end and end < start:
            self.add_error("planned_to", _("“到”不能早于“从”。"))
        return data

    def do(self, user: Account) -> Measure:
        """Enter it. Raises `BangfuError`."""
        data: dict[str, Any] = self.cleaned_data | {"answers": tuple(self.cleaned_data["answers"])}
        wanted = planning.Wanted(**data)
        return planning.add(user, self.subject, wanted)


class AdoptForm(HelpDeed):
    """When the plan was adopted."""

    rights = ("households",)
    title = _("定下计划")
    on = a_day(_("定下的日期"))

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        planning.adopt(self.subject, self.cleaned_data["on"])


class ProgressForm(HelpDeed):
    """How far a measure is."""

    title = _("记进度")
    words = {"state": "progress"}
    state = a_code(_("到了哪一步"))
    result = a_text(_("结果"), 500, required=False, hint=_("完成的和不再采取的要写。"))

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        planning.carry_on(self.subject, self.cleaned_data["state"], self.cleaned_data["result"])


class HandOnForm(HelpDeed):
    """Somebody else answers for a measure."""

    title = _("换责任人")
    responsible = a_person(_("新的责任人"))
    reason = a_text(_("理由"), 200)

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        planning.hand_on(self.subject, self.cleaned_data["responsible"], self.cleaned_data["reason"])


class SettingForm(HelpDeed):
    """What the county sets; what is left empty stays open."""

    rights = ("confirm",)
    title = _("定县里的标准")
    start = a_day(_("从哪天起"))
    plans_by = forms.CharField(
        label=_("每年计划修订的期限（月-日）"), required=False, validators=[DAY_OF_YEAR], help_text=_("例如 01-31。不填就不算逾期。")
    )  # fmt: skip
    late_days = forms.IntegerField(label=_("事后多少天补记算晚"), required=False, min_value=1, max_value=365)
    at_once = forms.IntegerField(label=_("同一天补记多少条算多"), required=False, min_value=2, max_value=1000)
    document = a_document()

    def do(self, user: Account) -> Setting:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        county: Place = self.subject
        return recording.set_for(user, county.pk, data.pop("start"), data.pop("document"), **data)


OF_PLAN: Deeds = {"measure": MeasureForm, "adopt": AdoptForm}
OF_MEASURE: Deeds = {"progress": ProgressForm, "hand_on": HandOnForm}
OF_COUNTY: Deeds = {"setting": SettingForm}
