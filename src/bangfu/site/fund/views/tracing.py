"""The way of one voucher's money, both ends; what reached one household; and what is entered of a voucher."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.fund import flow
from bangfu.site.fund.forms.money import OF_VOUCHER
from bangfu.site.fund.models import Attachment, Voucher
from bangfu.site.fund.tracing import reached, trace
from bangfu.site.fund.views.county import READS
from bangfu.site.roster.models import Household
from bangfu.site.web.access import opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account as User
from bangfu.site.web.named import name_of


@opens_for(READS)
@require_safe
def voucher(request: HttpRequest, pk: str) -> HttpResponse:
    """Where this money came from, and to whom it went."""
    rows = Voucher.objects.annotate(who=name_of("by")).select_related("into", "out_of", "reverses")
    found = get_object_or_404(rows, pk=pk)
    undone = Voucher.objects.filter(reverses=found).first()
    acts = [
        (what, title)
        for what, title in offered(cast(User, request.user), OF_VOUCHER)
        if not (what == "refund" and found.code != "pay")
        and not (what == "reverse" and _is_over(found, undone))
    ]
    way = trace(found)
    context = {
        "voucher": found, "undone": undone, "trace": way, "stages": flow.of_voucher(found, way), "deeds": acts,
        "attachments": Attachment.objects.filter(voucher=found),
    }  # fmt: skip
    return render(request, "fund/voucher.html", context)


@opens_for(READS)
def add(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter a refund, a reversal, or a finding about this money."""
    found = get_object_or_404(Voucher.objects.select_related("into__county", "out_of"), pk=pk)
    return entered(request, form_of(OF_VOUCHER, what), found, reverse("fund_voucher", args=[pk]))


@opens_for(READS)
@require_safe
def household(request: HttpRequest, pk: str) -> HttpResponse:
    """All money that reached one household."""
    found = get_object_or_404(Household.objects.select_related("place"), pk=pk)
    got = reached(found)
    context = {"household": found, "reached": got, "stages": flow.of_household(found, got)}
    return render(request, "fund/household.html", context)


def _is_over(found: Voucher, undone: Voucher | None) -> bool:
    return undone is not None or found.code == "reverse"
