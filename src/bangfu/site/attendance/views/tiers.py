"""Who decides on leave of how many days: kept by the county office."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bangfu.site.attendance.forms import TierForm
from bangfu.site.attendance.models import Tier
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account

SPARE = 2  # empty lines
Lines = forms.formset_factory(TierForm, extra=SPARE, max_num=8)


@opens_for("regulations")
def tiers(request: HttpRequest) -> HttpResponse:
    """The table, in place."""
    county = cast(Account, request.user).area_id
    standing = list(Tier.objects.filter(county=county).values("days", "role"))
    form = Lines(request.POST or None, initial=standing)
    if request.method == "POST" and form.is_valid():
        chosen = {f["days"]: f["role"] for f in form.cleaned_data if f.get("days")}
        with transaction.atomic():
            Tier.objects.filter(county=county).delete()
            Tier.objects.bulk_create(Tier(county_id=county, days=d, role=r) for d, r in chosen.items())
        messages.success(request, _("批假权限已保存。"))
        return redirect("attendance_tiers")
    return render(request, "attendance/tiers.html", {"form": form})
