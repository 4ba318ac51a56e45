"""What is entered about a household beside its versions: incomes, cards, the platform, benefits, slips, answers, blanking."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.clock import today
from bangfu.site.household import comparing, issuing, keeping, slips
from bangfu.site.household.filing import enter_incomes
from bangfu.site.household.models import Income
from bangfu.site.household.words import WORDS
from bangfu.site.web.deed import Deed, Deeds, a_code, a_day, a_text, a_yes_no, some_lines
from bangfu.site.web.models import Account

SLIP_DAYS: Final = 14  # offered at first; the clerk sets the day
KEEPS, WRITES = ("households",), ("households", "help")


class HouseholdDeed(Deed):
    """Something to enter about a household."""

    rights = KEEPS
    file = WORDS


class IncomeDeed(HouseholdDeed):
    """One kind of income of a year."""

    title = _("记一笔收入")
    words = {"kind": "income"}
    year = forms.IntegerField(label=_("哪一年"), min_value=2000, max_value=2100)
    kind = a_code(_("哪一类"))
    stage = forms.ChoiceField(
        label=_("实际还是预计"), choices=[(Income.Stage.ACTUAL, _("实际收入")), (Income.Stage.EXPECTED, _("预计收入"))],
        help_text=_("预计的收入单独列出，从不计入实际收入，也不能作为退出依据。"),
    )  # fmt: skip
    amount = forms.DecimalField(label=_("金额（元）"), min_value=Decimal(0), max_digits=12, decimal_places=2)
    evidence = a_text(_("依据（票据、流水、谁核实的）"), 300)

    def __init__(self, subject: Any, data: Any = None) -> None:
        super().__init__(subject, data)
        self.fields["year"].initial = today().year

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        data = {name: self.cleaned_data[name] for name in ("year", "kind", "stage", "evidence")}
        return enter_incomes(user, self.subject, [data | {"cents": self.cents()}])


class CardDeed(HouseholdDeed):
    """That the card was handed over."""

    rights = WRITES
    title = _("登记发卡")
    on = a_day(_("哪天发的"))
    handed_to = a_text(_("交给谁"), 100, hint=_("签收人的姓名；是现在这一次档案的卡。"))

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return issuing.hand_over(user, self.subject, **self.cleaned_data)


class PlatformDeed(HouseholdDeed):
    """That what stands now was entered into the official platform."""

    title = _("登记平台录入")
    number = a_text(_("平台里的编号"), 64)
    on = a_day(_("哪天录入的"))

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return issuing.enter_platform(user, self.subject, **self.cleaned_data)


class BenefitDeed(HouseholdDeed):
    """Whether the household qualifies for a benefit and receives it."""

    rights = WRITES
    title = _("核实一项惠民政策")
    words = {"kind": "benefit"}
    kind = a_code(_("哪一项"))
    qualifies = a_yes_no(_("符合条件"))
    received = a_yes_no(_("已经享受"))
    since = a_day(_("从哪天起享受"), required=False)
    on = a_day(_("哪天核实的"))
    note = a_text(_("说明"), 300, required=False)

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return issuing.check_benefit(user, self.subject, self.cleaned_data)


class BlankDeed(HouseholdDeed):
    """Blanking the personal data of a household that left long ago."""

    rights = ("confirm",)
    title = _("清除个人信息")
    reason = some_lines(
        _("理由"), 300, hint=_("清除以后找不回来：姓名、证件、住址、意愿和各处说明都会清空，户数和统计照旧。")
    )

    def do(self, user: Account) -> None:
        """Do it. Raises `BangfuError`."""
        keeping.blank(self.subject, self.cleaned_data["reason"])


class SlipDeed(HouseholdDeed):
    """A slip by which the household reads its own file. Not for programs: its code belongs on paper alone."""

    title = _("打印查询条")
    until = a_day(_("最后一天"))

    def __init__(self, subject: Any, data: Any = None) -> None:
        super().__init__(subject, data)
        self.fields["until"].initial = today() + timedelta(days=SLIP_DAYS)

    def do(self, user: Account) -> str:
        """Make it; the code. Raises `BangfuError`."""
        return slips.make(user, self.subject, self.cleaned_data["until"])


class CorrectionDeed(HouseholdDeed):
    """What came of what a household said is wrong."""

    title = _("答复更正要求")
    corrected = a_yes_no(_("已经更正"))
    text = some_lines(_("改了什么，或者为什么不改"), 1000)

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return slips.answer(user, self.subject, **self.cleaned_data)


class LeadDeed(HouseholdDeed):
    """What was found on looking after a lead."""

    rights = WRITES
    title = _("登记核查结果")
    words = {"result": "found"}
    result = a_code(_("核查结果"))
    text = some_lines(_("怎样核查的、情况如何"), 500)

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return comparing.answer(user, self.subject, **self.cleaned_data)


class KeepingDeed(HouseholdDeed):
    """How long the county keeps files of households that left."""

    rights = ("confirm",)
    title = _("设定保存年限")
    start = a_day(_("从哪天起"))
    years = forms.IntegerField(label=_("退出后保存几年"), min_value=0, max_value=100)
    document = a_text(_("依据的文件"), 100)

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return keeping.set_rule(user, self.subject.pk, **self.cleaned_data)


DEEDS: Deeds = {
    "income": IncomeDeed,
    "card": CardDeed,
    "platform": PlatformDeed,
    "benefit": BenefitDeed,
    "blank": BlankDeed,
}
OF_CORRECTION: Deeds = {"answer": CorrectionDeed}
OF_LEAD: Deeds = {"answer": LeadDeed}
OF_COUNTY: Deeds = {"keeping": KeepingDeed}
