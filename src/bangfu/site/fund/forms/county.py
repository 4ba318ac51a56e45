"""What the county office enters for the county: sources, receipts, what was set."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.fund import booking, following
from bangfu.site.fund.forms.deed import FundDeed
from bangfu.site.fund.models import Account
from bangfu.site.roster.models import Place
from bangfu.site.web.deed import Deeds, a_amount, a_code, a_day, a_document, a_text
from bangfu.site.web.models import Account as User


class SourceForm(FundDeed):
    """Who gives money, and for what alone."""

    title = _("登记资金来源")
    words = {"source": "source", "earmark": "purpose"}
    source = a_code(_("类别"))
    name = a_text(_("名称"), 200)
    earmark = a_code(_("专项用途"), required=False, hint=_("专项资金才填；以后只能用于这一项。"))

    def do(self, user: User) -> Account:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        return booking.open_source(user, self.subject.pk, data["source"], data["name"], data["earmark"])


class ReceiptForm(FundDeed):
    """What came in."""

    title = _("登记到账")
    words = {"earmark": "purpose"}
    source = a_code(_("钱的来源"))
    amount = a_amount()
    document = a_document()
    on = a_day(_("到账日期"))
    earmark = a_code(_("指定用途"), required=False, hint=_("文件指定了用途的才填。"))

    def __init__(self, subject: Place, data: object = None) -> None:
        super().__init__(subject, data)
        known = Account.objects.filter(kind="source", county=subject.pk)
        self.choose("source", [(one.pk, one.name) for one in known])

    def do(self, user: User) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        source = Account.objects.get(pk=data["source"])
        return booking.receive(user, source, self.cents(), self.paper, data["earmark"])


class SettingForm(FundDeed):
    """From which budget on a contract needs a tender, and which share counts as mainly."""

    title = _("定本县的标准")
    tender_from = a_amount(_("招标采购起点（元）"), required=False)
    income_percent = forms.IntegerField(
        label=_("用于增收的份额，达到或低于多少（%）时提醒"), required=False, min_value=0, max_value=100
    )
    start = a_day(_("从哪天起"))
    document = a_text(_("依据的文件"), 200)

    def do(self, user: User) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        at = self.cents("tender_from") if data["tender_from"] else None
        return following.set_for(
            user, self.subject.pk, data["start"], data["document"], tender_from=at,
            income_percent=data["income_percent"],
        )  # fmt: skip


DEEDS: Deeds = {"source": SourceForm, "receipt": ReceiptForm, "setting": SettingForm}
