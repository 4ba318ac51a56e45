"""What is entered about a project before and after its money: the plan of use, whom it serves, moves, supervision, assets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.fund import following, planning
from bangfu.site.fund.forms.deed import FundDeed
from bangfu.site.fund.models import Account, Asset, Project
from bangfu.site.fund.words import move_word
from bangfu.site.roster.forms import Combo
from bangfu.site.roster.models import Household
from bangfu.site.web.deed import Deeds, a_amount, a_code, a_day, a_document, a_text
from bangfu.site.web.machine import Rule
from bangfu.site.web.models import Account as User


class UseForm(FundDeed):
    """One line of the plan of use."""

    rights = ("plan",)
    title = _("写一行资金使用方案")
    words = {"source": "source", "purpose": "purpose"}
    source = a_code(_("资金来源类别"))
    purpose = a_code(_("资金用途"))
    amount = a_amount()

    def do(self, user: User) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        return planning.plan_use(user, self.subject, data["source"], data["purpose"], self.cents())


class HouseholdForm(FundDeed):
    """A household that the project serves."""

    rights = ("plan",)
    title = _("加一个受益户")
    household = forms.ModelChoiceField(Household.objects.all(), label=_("受益户"), widget=Combo("households"))

    def do(self, user: User) -> None:
        """Enter it. Raises `BangfuError`."""
        planning.serve(user, self.subject, [self.cleaned_data["household"]])


class ProcurementForm(FundDeed):
    """A tender, a procurement, or the judgement that neither is needed."""

    rights = ("plan", "fund")
    title = _("登记招标采购")
    words = {"kind": "procurement"}
    kind = a_code(_("方式"), hint=_("“经判断不需招标采购”由县帮扶办填，要写理由。"))
    on = a_day()
    document = a_text(_("文号或合同号"), 100, required=False)
    winner = a_text(_("中标或供应单位"), 200, required=False)
    remark = a_text(_("说明"), 500, required=False)

    def do(self, user: User) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        said = {"document": data["document"], "winner": data["winner"], "words": data["remark"]}
        return following.procure(user, self.subject, data["kind"], data["on"], **said)


class SuperviseForm(FundDeed):
    """That somebody looked at an allotment."""

    rights = ("inspect", "fund")
    title = _("登记监管")
    allotment = a_code(_("哪一笔拨款"))
    on = a_day(_("监管日期"))
    checked = a_text(_("核对了什么"), 500)
    finding = a_text(_("结果"), 1000)
    follow_up = a_text(_("后续要求"), 500, required=False)

    def __init__(self, subject: Project, data: Any = None) -> None:
        super().__init__(subject, data)
        known = Account.objects.filter(project=subject, kind="allotment")
        self.choose("allotment", [(one.pk, str(one)) for one in known])

    def do(self, user: User) -> object:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        allotment = Account.objects.get(pk=data.pop("allotment"))
        return following.supervise(user, allotment, **data)


class AssetForm(FundDeed):
    """What the project left behind."""

    title = _("登记形成的资产")
    name = a_text(_("资产名称"), 200)
    value = a_amount(_("价值（元）"))
    owner = a_text(_("产权归谁"), 200)
    keeper = a_text(_("由谁管护"), 200)
    on = a_day(_("登记日期"))

    def do(self, user: User) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        kept_by = {"owner": data["owner"], "keeper": data["keeper"]}
        return following.register(
            user, self.subject, data["name"], self.cents("value"), data["on"], **kept_by
        )


class IncomeForm(FundDeed):
    """What an asset brought to a household."""

    rights = ("plan", "fund")
    title = _("登记资产收益分配")
    asset = a_code(_("资产"))
    household = forms.ModelChoiceField(
        Household.objects.all(), label=_("分给哪一户"), widget=Combo("households")
    )
    amount = a_amount()
    on = a_day(_("分配日期"))
    document = a_document()

    def __init__(self, subject: Project, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("asset", [(one.pk, one.name) for one in Asset.objects.filter(project=subject)])

    def do(self, user: User) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        asset = Asset.objects.get(pk=data["asset"])
        return following.distribute(
            user, asset, data["household"], self.cents(), data["on"], data["document"]
        )


class MoveForm(FundDeed):
    """A step of a project, with what it needs."""

    text = forms.CharField(label=_("意见或理由"), widget=forms.Textarea(attrs={"rows": 3}), min_length=2)
    document = a_document()

    def __init__(self, rule: Rule, subject: Project, data: Any = None) -> None:
        super().__init__(subject, data)
        self.rule, self.prefix = rule, rule.code
        for name in ("text", "document"):
            if name not in rule.needs:
                del self.fields[name]

    @property
    def name(self) -> str:
        """What the step is called."""
        return move_word(self.rule.code)

    def do(self, user: User) -> object:
        """Enter it. Raises `BangfuError`."""
        return planning.move(user, self.subject, self.rule.code, **self.cleaned_data)


DEEDS: Deeds = {
    "use": UseForm,
    "household": HouseholdForm,
    "procurement": ProcurementForm,
    "supervise": SuperviseForm,
    "asset": AssetForm,
    "income": IncomeForm,
}
