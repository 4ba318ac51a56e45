"""Vouchers: allotting, paying, returning; of a voucher its refund, its reversal, and a finding about it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from bangfu.site.fund import booking, following
from bangfu.site.fund.booking import Payee
from bangfu.site.fund.forms.deed import FundDeed
from bangfu.site.fund.models import Account, Project, Voucher
from bangfu.site.fund.words import WORDS
from bangfu.site.rectification.models import Finding
from bangfu.site.roster.models import Household
from bangfu.site.roster.options import household_label
from bangfu.site.web.deed import Deeds, a_amount, a_code, a_day, a_document, a_text
from bangfu.site.web.models import Account as User
from bangfu.site.web.money import yuan


def _label(account: Account) -> str:
    """An account by its paper, its purpose where it is earmarked, and what is left."""
    parts = [
        str(account),
        WORDS.called("source", account.source),
        WORDS.called("purpose", account.earmark),
        yuan(account.balance),
    ]
    return " · ".join(part for part in parts if part)


class AllotForm(FundDeed):
    """Money of a receipt for a project."""

    title = _("拨款")
    receipt = a_code(_("从哪一笔到账资金"))
    amount = a_amount()
    document = a_document()
    on = a_day(_("拨款日期"))

    def __init__(self, subject: Project, data: Any = None) -> None:
        super().__init__(subject, data)
        known = Account.objects.filter(kind="receipt", county=subject.county_id, balance__gt=0)
        self.choose("receipt", [(one.pk, _label(one)) for one in known])

    def do(self, user: User) -> Voucher:
        """Enter it. Raises `BangfuError`."""
        receipt = Account.objects.get(pk=self.cleaned_data["receipt"])
        return booking.allot(user, receipt, self.subject, self.cents(), self.paper)


class _OfAllotment(FundDeed):
    """Money out of an allotment of a project."""

    allotment = a_code(_("从哪一笔拨款"))
    amount = a_amount()
    document = a_document()
    on = a_day()

    def __init__(self, subject: Project, data: Any = None) -> None:
        super().__init__(subject, data)
        known = Account.objects.filter(project=subject, kind="allotment", balance__gt=0)
        self.choose("allotment", [(one.pk, _label(one)) for one in known])

    @property
    def chosen(self) -> Account:
        """The allotment."""
        return Account.objects.get(pk=self.cleaned_data["allotment"])


class PayForm(_OfAllotment):
    """A payment to a company, or to a household that the project serves."""

    title = _("支付")
    words = {"purpose": "purpose"}
    purpose = a_code(_("资金用途"))
    payee = a_text(_("收款方"), 200)
    household = a_code(_("直接付给受益户的，是哪一户"), required=False, hint=_("付给企业、施工队的不选。"))

    def __init__(self, subject: Project, data: Any = None) -> None:
        super().__init__(subject, data)
        served = Household.objects.filter(pk__in=subject.beneficiaries.values("household"))  # type: ignore[attr-defined]
        self.choose("household", [(one.pk, household_label(one)) for one in served])

    def do(self, user: User) -> Voucher:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        household = Household.objects.get(pk=data["household"]) if data["household"] else None
        to = Payee(data["payee"], data["purpose"], household)
        return booking.pay(user, self.chosen, self.cents(), self.paper, to)


class ReturnForm(_OfAllotment):
    """What a project did not use."""

    title = _("结余退回")
    reason = a_text(_("理由"), 500)

    def do(self, user: User) -> Voucher:
        """Enter it. Raises `BangfuError`."""
        return booking.give_back(user, self.chosen, self.cents(), self.paper)


class RefundForm(FundDeed):
    """What a payee paid back."""

    title = _("收款方退回")
    amount = a_amount()
    document = a_document()
    on = a_day(_("退回日期"))
    reason = a_text(_("理由"), 500)

    def do(self, user: User) -> Voucher:
        """Enter it. Raises `BangfuError`."""
        return booking.refund(user, self.subject.into, self.cents(), self.paper)


class ReverseForm(FundDeed):
    """Undo a voucher by its opposite."""

    title = _("冲正")
    document = a_document()
    on = a_day(_("冲正日期"))
    reason = a_text(_("理由"), 500)

    def do(self, user: User) -> Voucher:
        """Enter it. Raises `BangfuError`."""
        return booking.reverse(user, self.subject, self.paper)


class MisuseForm(FundDeed):
    """Which finding is about this money."""

    rights = ("inspect",)
    title = _("登记资金问题")
    words = {"kind": "misuse"}
    finding = a_code(_("哪一个问题"), hint=_("先在“问题”里登记，再在这里挂到这笔钱上。"))
    kind = a_code(_("哪一类"))
    amount = a_amount(_("涉及金额（元）"))

    def __init__(self, subject: Voucher, data: Any = None) -> None:
        super().__init__(subject, data)
        county = subject.into.county
        known = Finding.objects.filter(county=county).exclude(state__in=("withdrawn", "discarded"))[:200]
        self.choose("finding", [(one.pk, f"{one.found_on} {one.text[:40]}") for one in known])

    def do(self, user: User) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        finding = Finding.objects.get(pk=data["finding"])
        return following.tie(user, self.subject, finding, data["kind"], self.cents())


OF_PROJECT: Deeds = {"allot": AllotForm, "pay": PayForm, "return": ReturnForm}
OF_VOUCHER: Deeds = {"refund": RefundForm, "reverse": ReverseForm, "misuse": MisuseForm}
