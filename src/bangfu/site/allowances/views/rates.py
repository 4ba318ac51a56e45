"""The rates of the county: all of them, setting a new one, ending one."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bangfu.errors import Problem
from bangfu.site.allowances.forms import PERS, EndForm, RateForm
from bangfu.site.allowances.models import Rate
from bangfu.site.allowances.reading import READS
from bangfu.site.allowances.showing import yuan
from bangfu.site.clock import moment, today
from bangfu.site.roster.forms import told
from bangfu.site.roster.models import Place
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.words import word

SETS = "regulations"


@opens_for(READS)
@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    """The rates of the county."""
    context = {
        "may_set": cast(Account, request.user).may(SETS),
        "end": EndForm(),
        "rates": [_shown(rate) for rate in Rate.objects.select_related("place")],
    }
    return render(request, "allowances/rates.html", context)


@opens_for(SETS)
def set_rate(request: HttpRequest) -> HttpResponse:
    """Set a new one."""
    account = cast(Account, request.user)
    form = RateForm(_places(account), request.POST or None)
    if request.method == "POST" and form.is_valid() and _set(account, form):
        messages.success(request, _("已保存。"))
        return redirect("allowance_rates")
    return render(request, "allowances/rate.html", {"form": form})


@opens_for(SETS)
@require_POST
def end_rate(request: HttpRequest, pk: str) -> HttpResponse:
    """Say on which day a rate holds for the last time."""
    rate, form = get_object_or_404(Rate, pk=pk), EndForm(request.POST)
    if not form.is_valid() or form.cleaned_data["end"] < rate.start:
        messages.error(request, _("最后一天要填日期，不能早于开始的那天。"))
    else:
        rate.end = form.cleaned_data["end"]
        rate.save(update_fields=["end"])
        messages.success(request, _("已保存。"))
    return redirect("allowance_rates")


def _set(account: Account, form: RateForm) -> bool:
    rate = Rate(**form.cleaned_data, made_by=account.pk, made_at=moment())
    try:
        with transaction.atomic():
            rate.save(force_insert=True)
    except IntegrityError:
        form.add_error("start", told(Problem("rate_twice")))
    except ProgrammingError:
        form.add_error("place", told(Problem("rate_not_yours")))
    else:
        return True
    return False


def _places(account: Account) -> QuerySet[Place]:
    area = account.area
    at = (area.code, area.last) if area else (1, 0)
    return Place.objects.filter(code__range=at, level__in=("county", "township", "village"))


def _shown(rate: Rate) -> dict[str, Any]:
    """A rate in words."""
    return {
        "rate": rate,
        "what": word("entitlement", rate.what),
        "per": dict(PERS)[rate.per],
        "amount": yuan(rate.amount),
        "holds": rate.holds(today()),
    }
