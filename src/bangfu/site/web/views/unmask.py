"""Showing one piece of personal data in full."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from bangfu.site.web.access import opens_for
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account
from bangfu.site.web.unmasking import TABLES, in_full
from bangfu.site.web.views.signing import next_page


class ReasonForm(forms.Form):
    """Why; spaces alone are no reason."""

    reason = forms.CharField(min_length=4, max_length=200)


@opens_for("unmask")
@require_POST
@limited("unmask")
def unmask(request: HttpRequest, table: str, row: str) -> HttpResponse:
    """One field of one row that the account sees. A row outside its scope looks like a missing one."""
    field = request.POST.get("field", "")
    if table not in TABLES or field not in TABLES[table].fields:
        raise Http404
    found = get_object_or_404(TABLES[table].model, pk=row)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明为什么要看全文（至少四个字）。"))
        asked_by_script = request.headers.get("HX-Request")
        return HttpResponseClientRefresh() if asked_by_script else redirect(next_page(request))
    value = in_full(cast(Account, request.user), table, found, field, form.cleaned_data["reason"])
    return render(request, "web/unmasked.html", {"value": value, "back": next_page(request)})
