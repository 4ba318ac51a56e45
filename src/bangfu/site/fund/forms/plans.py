"""What a township enters: plans, their items, adopting and closing, and projects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR
from bangfu.site.clock import today
from bangfu.site.fund import planning
from bangfu.site.fund.forms.deed import FundDeed
from bangfu.site.fund.models import Item, Plan, Project
from bangfu.site.fund.words import WORDS
from bangfu.site.roster.forms import Combo
from bangfu.site.roster.models import Person, Place
from bangfu.site.web.deed import Deeds, a_amount, a_code, a_day, a_document, a_text
from bangfu.site.web.models import Account as User


class PlanForm(FundDeed):
    """A plan of several years, or of one under it."""

    rights = ("plan",)
    title = _("编制规划")
    words = {"kind": "plan"}
    kind = a_code(_("种类"))
    place = a_code(_("乡镇"))
    parent = a_code(_("依据的三年规划"), required=False, hint=_("年度计划才填。"))
    called = a_text(_("名称"), 200)
    start_year = forms.IntegerField(label=_("从哪一年"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    end_year = forms.IntegerField(label=_("到哪一年"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    prepared = forms.MultipleChoiceField(
        label=_("做过的准备工作"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, subject: Place, data: Any = None) -> None:
        super().__init__(subject, data)
        towns = Place.objects.filter(level="township", code__range=(subject.code, subject.last))
        self.choose("place", [(str(one.pk), one.name) for one in towns])
        above = Plan.objects.filter(kind="three_year", adopted_on__isnull=False, closed_on=None)
        self.choose("parent", [(one.pk, one.title) for one in above])
        self.fields["prepared"].choices = WORDS.choices("prepared")  # type: ignore[attr-defined]
        self.fields["start_year"].initial = self.fields["end_year"].initial = today().year

    def clean(self) -> dict[str, Any]:
        """Years in order; a plan of a year has one above it, and one of several has none."""
        data = super().clean() or {}
        start, end, annual = data.get("start_year"), data.get("end_year"), data.get("kind") == "annual"
        if start and end and (start > end or (annual and start != end)):
            self.add_error("end_year", _("结束的一年不能早于开始的一年；年度计划只管一年。"))
        if annual != bool(data.get("parent")):
            self.add_error("parent", _("年度计划要选依据的三年规划，三年规划不选。"))
        return data

    def do(self, user: User) -> Plan:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        place, parent, title = int(data.pop("place")), data.pop("parent") or None, data.pop("called")
        return planning.write_plan(user, Plan(place_id=place, parent_id=parent, title=title, **data))


class ItemForm(FundDeed):
    """One thing to reach, by when and by whom."""

    rights = ("plan",)
    title = _("加一项任务")
    parent = a_code(_("对应三年规划的哪一项"), required=False)
    text = a_text(_("任务"), 300)
    target = forms.DecimalField(label=_("目标数"), max_digits=12, decimal_places=2, required=False)
    unit = a_text(_("单位（户、亩、人……）"), 20, required=False)
    due = a_day(_("完成时限"), required=False)
    responsible = forms.ModelChoiceField(
        Person.objects.all(), label=_("责任人"), required=False, widget=Combo("people")
    )

    def __init__(self, subject: Plan, data: Any = None) -> None:
        super().__init__(subject, data)
        self.fields["parent"].required = subject.kind == "annual"
        self.choose("parent", [(one.pk, one.text) for one in Item.objects.filter(plan=subject.parent_id)])
        if subject.kind != "annual":
            del self.fields["parent"]

    def do(self, user: User) -> Item:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        parent = data.pop("parent", None)
        return planning.write_item(user, Item(plan=self.subject, parent_id=parent, **data))


class ReachForm(FundDeed):
    """That an item was reached, and when."""

    rights = ("plan",)
    title = _("登记任务完成")
    item = a_code(_("哪一项任务"))
    on = a_day(_("完成日期，登记错了的留空"), required=False)

    def __init__(self, subject: Plan, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("item", [(one.pk, one.text) for one in Item.objects.filter(plan=subject)])

    def do(self, user: User) -> None:
        """Enter it. Raises `BangfuError`."""
        planning.reach(Item.objects.get(pk=self.cleaned_data["item"]), self.cleaned_data["on"])


class AdoptForm(FundDeed):
    """When it was adopted, by which paper."""

    rights = ("plan",)
    title = _("登记规划通过")
    on = a_day(_("通过日期"))
    document = a_document()

    def do(self, user: User) -> None:
        """Enter it. Raises `BangfuError`."""
        planning.adopt(self.subject, self.cleaned_data["on"], self.cleaned_data["document"])


class CloseForm(FundDeed):
    """When it ended, and whether it was fulfilled."""

    rights = ("plan",)
    title = _("登记规划结束")
    words = {"result": "result"}
    on = a_day(_("结束日期"))
    result = a_code(_("结果"))

    def do(self, user: User) -> None:
        """Enter it. Raises `BangfuError`."""
        planning.close(self.subject, self.cleaned_data["on"], self.cleaned_data["result"])


class ProjectForm(FundDeed):
    """A project under an item."""

    rights = ("plan",)
    title = _("申报项目")
    words = {"purpose": "purpose"}
    place = a_code(_("实施地点"))
    name = a_text(_("项目名称"), 200)
    purpose = a_code(_("资金用途"))
    budget = a_amount(_("预算（元）"))
    for_village = forms.BooleanField(label=_("惠及全村，不列受益户"), required=False)

    def __init__(self, subject: Item, data: Any = None) -> None:
        super().__init__(subject, data)
        town = subject.plan.place
        here = Place.objects.filter(code__range=(town.code, town.last))
        self.choose("place", [(str(one.pk), one.name) for one in here])

    def do(self, user: User) -> Project:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        wanted = planning.Wanted(data["name"], data["purpose"], self.cents("budget"), data["for_village"])
        return planning.propose(user, self.subject, int(data["place"]), wanted)


DEEDS: Deeds = {"item": ItemForm, "adopt": AdoptForm, "reach": ReachForm, "close": CloseForm}
OF_ITEM: Deeds = {"project": ProjectForm}
