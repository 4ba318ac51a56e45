"""Forms of payments and rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bangfu.entitlements.line import Line
from bangfu.entitlements.rules import entitlements
from bangfu.site.allowances.paying import Paid
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.roster.forms import Day
from bangfu.site.roster.models import Place
from bangfu.site.web.words import word

PERS = (("day", _("每天")), ("month", _("每月")), ("year", _("每年")))


class PayForm(forms.Form):
    """What was paid or provided, and when. Of a fund also on what it was spent."""

    amount = forms.DecimalField(label=_("金额（元）"), max_digits=12, decimal_places=2, required=False)
    paid_on = forms.DateField(label=_("发放日期"), widget=Day())
    use = forms.CharField(
        label=_("用途"), required=False, max_length=100, help_text=_("经费支出时填；拨入经费不填。")
    )
    note = forms.CharField(label=_("备注"), required=False, max_length=500)

    def __init__(self, line: Line, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paid_on"].initial = today()
        if line.kind != "fund":
            del self.fields["use"]
        amount = self.fields["amount"]
        if line.kind in ("allowance", "fund", "reimbursement"):
            amount.required = True
            amount.help_text = _("本人退回的填负数。")
            if line.left is not None and line.kind == "allowance" and line.left:
                amount.initial = line.left
        else:
            amount.help_text = _("买保险、体检等没有金额的不填。")

    def clean_amount(self) -> Decimal | None:
        """Not nothing, which is no payment."""
        amount: Decimal | None = self.cleaned_data["amount"]
        if amount == 0:
            raise forms.ValidationError(_("金额不能是零。"))
        return amount

    @property
    def paid(self) -> Paid:
        """What is said."""
        data = self.cleaned_data
        return Paid(data["paid_on"], data["amount"], data.get("use", "").strip(), data["note"].strip())

    def clean_paid_on(self) -> date:
        """No day to come."""
        day: date = self.cleaned_data["paid_on"]
        if day > today():
            raise forms.ValidationError(_("发放日期不能晚于今天。"))
        return day


class BackForm(forms.Form):
    """Why an entry is taken back."""

    reason = forms.CharField(label=_("冲销的理由"), min_length=2, max_length=500)


class RateForm(forms.Form):
    """A rate as a document of the county sets it."""

    what = forms.ChoiceField(label=_("哪一项"))
    place = forms.ModelChoiceField(Place.objects.none(), label=_("适用地方"), empty_label=None)
    amount = forms.DecimalField(
        label=_("标准（元）"), max_digits=12, decimal_places=2, min_value=Decimal("0.01")
    )
    per = forms.ChoiceField(label=_("按什么计"), choices=PERS)
    start = forms.DateField(label=_("从"), widget=Day())
    end = forms.DateField(label=_("到"), widget=Day(), required=False)
    set_by = forms.CharField(label=_("依据的文件"), min_length=2, max_length=200)

    def __init__(self, places: QuerySet[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ = [one.rule.what for one in entitlements(law().packs.values()) if one.rule.amount is None]
        what, place = self.fields["what"], self.fields["place"]
        assert isinstance(what, forms.ChoiceField)
        assert isinstance(place, forms.ModelChoiceField)
        what.choices = [(code, word("entitlement", code)) for code in dict.fromkeys(open_)]
        place.queryset = places

    def clean_end(self) -> date | None:
        """Not before the first day."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data["end"]
        if start and end and end < start:
            raise forms.ValidationError(_("“到”不能早于“从”。"))
        return end


class EndForm(forms.Form):
    """The last day of a rate."""

    end = forms.DateField(label=_("最后一天"), widget=Day())
