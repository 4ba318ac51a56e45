"""Entering what was given, one grant with its draft for making it known, and taking one back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.honours import entering
from bangfu.site.honours.asking import ENTERS, READS, draft
from bangfu.site.honours.forms import GrantForm, TakeBackForm
from bangfu.site.honours.models import Grant
from bangfu.site.honours.words import ISSUERS, YES_NO, category_word, kind_word, level_word
from bangfu.site.roster.forms import refuse
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of, names_of

FROM_A_LINE = ("person", "organisation", "kind", "category", "year", "regulation")


@opens_for(ENTERS)
def new(request: HttpRequest) -> HttpResponse:
    """Enter what was given; a line of a list brings what it knows."""
    begun = {"granted_on": today(), **{n: request.GET[n] for n in FROM_A_LINE if request.GET.get(n)}}
    form = GrantForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            made = entering.grant(cast(Account, request.user), form.cleaned_data)
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已登记。"))
            return redirect("grant", made.pk)
    context = {"form": form, "title": _("登记一项表扬、等次或者任用"), "back": reverse("commendations")}
    return render(request, "roster/form.html", context)


@opens_for(READS)
@require_GET
def grant(request: HttpRequest, pk: str) -> HttpResponse:
    """One grant."""
    return _page(request, pk, TakeBackForm())


@opens_for(ENTERS)
@require_POST
def take_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Take it back, with the reason."""
    found, form = get_object_or_404(Grant, pk=pk), TakeBackForm(request.POST)
    if form.is_valid():
        try:
            entering.take_back(cast(Account, request.user), found, form.cleaned_data["reason"])
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已撤回。"))
            return redirect("grant", pk)
    return _page(request, pk, form)


def _page(request: HttpRequest, pk: str, form: TakeBackForm) -> HttpResponse:
    rows = Grant.objects.select_related("person", "organisation", "withdrawal").annotate(who=name_of("by"))
    found, account = get_object_or_404(rows, pk=pk), cast(Account, request.user)
    withdrawal = getattr(found, "withdrawal", None)
    context: dict[str, Any] = {
        "grant": found, "facts": _facts(found), "withdrawal": withdrawal,
        "withdrawn_by": names_of([withdrawal.by]).get(withdrawal.by, "") if withdrawal else "",
        "form": form if account.may(ENTERS) and withdrawal is None else None,
    }  # fmt: skip
    if withdrawal is None:
        try:
            context["text"] = draft(account, pk)
        except BangfuError as error:
            context["no_text"] = in_full(error.problems[0])
    return render(request, "honours/grant.html", context)


def _facts(found: Grant) -> list[tuple[str, Any]]:
    """What is written of it, with its words; what is not written stands as a dash."""
    return [
        (_("给了什么"), kind_word(found.kind)),
        (_("表扬类别"), category_word(found.category)),
        (_("哪一年度的"), found.year or found.granted_on.year),
        (_("级别"), level_word(found.level)),
        (_("授予机关"), found.granted_by),
        (_("由党委、政府还是部门给的"), ISSUERS.get(found.issuer, "")),
        (_("授予日期"), found.granted_on),
        (_("是不是综合类"), YES_NO.get(found.comprehensive, "")),
        (_("决定文号"), found.number),
        (_("依据哪个文件"), law().number(found.regulation) if found.regulation else ""),
    ]
