"""Households: the list, one household with its helpers, and changes."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.roster.forms import told
from bangfu.site.roster.history import history_of
from bangfu.site.roster.holding import holding
from bangfu.site.roster.listing import page_of
from bangfu.site.roster.models import Household, Pairing, Place
from bangfu.site.roster.moving import move
from bangfu.site.roster.passing_forms import EndHousehold, MoveForm
from bangfu.site.roster.places import places_of
from bangfu.site.roster.row_forms import HouseholdForm
from bangfu.site.roster.search import found
from bangfu.site.roster.timeline import pairings_in_order
from bangfu.site.roster.views.editing import edit
from bangfu.site.roster.words import said
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.masking import Kind, masked
from bangfu.site.web.models import Account
from bangfu.site.web.words import in_force, word

SECRETS: dict[str, Kind] = {
    "head": "name",
    "phone": "phone",
    "id_number": "id_number",
    "bank_account": "bank_account",
}
SORTS = {"place": "place", "head": "key", "start": "start"}
HEADS = (
    {"label": gettext_lazy("户主"), "key": "head"},
    {"label": gettext_lazy("村"), "key": "place"},
    {"label": gettext_lazy("类别")},
    {"label": gettext_lazy("帮扶责任人")},
    {"label": gettext_lazy("期间"), "key": "start"},
)


@opens_for(WORK)
def households_page(request: HttpRequest) -> HttpResponse:
    """The households the account sees, by village."""
    q, kind, state = (request.GET.get(k, "") for k in ("q", "kind", "state"))
    households = found(Household.objects.select_related("place", "place__parent"), q, "head")
    at = _place(request)
    if at is not None:
        households = households.filter(place__code__range=(at.code, at.last))
    if kind:
        households = households.filter(kinds__contains=[kind])
    if state == "alone":
        households = holding(households, today()).exclude(
            pk__in=holding(Pairing.objects.all(), today()).values("household")
        )
    elif state != "all":
        households = holding(households, today())
    helpers = holding(Pairing.objects.select_related("person"), today())
    listed = households.prefetch_related(Prefetch("pairings", helpers, to_attr="helped_by"))
    kinds = [(code, word("household_kind", code)) for code in in_force().codes("household_kind")]
    page = page_of(request, listed, SORTS, "place")
    context = {
        "page": page,
        "heads": HEADS,
        "q": q,
        "kind": kind,
        "kinds": kinds,
        "state": state,
        "place": at,
    }
    return render(request, "roster/households.html", context)


def _place(request: HttpRequest) -> Place | None:
    code = request.GET.get("place", "")
    mine = places_of(cast(Account, request.user))
    return mine.filter(pk=int(code)).first() if code.isdecimal() else None


@opens_for(WORK)
def household_page(request: HttpRequest, pk: str) -> HttpResponse:
    """One household, its personal data masked."""
    household = get_object_or_404(Household.objects.select_related("place", "place__parent"), pk=pk)
    pairings = Pairing.objects.filter(household=household).select_related("person", "person__organisation")
    context = {
        "household": household,
        "pairings": pairings_in_order(pairings),
        "secrets": [(f, said("column", f), masked(getattr(household, f), k)) for f, k in SECRETS.items()],
        "history": history_of(household),
        "day": today(),
    }
    return render(request, "roster/household.html", context)


def _page(household: Household) -> str:
    return reverse("household", args=[household.pk])


@opens_for("roster")
def new_household(request: HttpRequest) -> HttpResponse:
    """Add a household."""
    form = HouseholdForm(request.POST or None, initial={"place": request.GET.get("place")})
    return edit(request, form, _("新增农户"), reverse("households"), _page)


@opens_for("roster")
def correct_household(request: HttpRequest, pk: str) -> HttpResponse:
    """Put a household's row right."""
    household = get_object_or_404(Household, pk=pk)
    form = HouseholdForm(request.POST or None, instance=household, correcting=True)
    return edit(request, form, _("更正农户信息"), _page(household))


@opens_for("roster")
def end_household(request: HttpRequest, pk: str) -> HttpResponse:
    """That a household is no longer helped."""
    household = get_object_or_404(Household, pk=pk, end=None)
    form = EndHousehold(request.POST or None, instance=household)
    return edit(request, form, _("农户不再帮扶"), _page(household))


@opens_for("roster")
def move_household(request: HttpRequest, pk: str) -> HttpResponse:
    """Move a household to another village on a day: the past stays where it was."""
    household = get_object_or_404(Household, pk=pk, end=None)
    form = MoveForm(household, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moved = move(household, cast(Account, request.user), **form.cleaned_data)
        except BangfuError as error:
            for problem in error.problems:
                form.add_error("place" if problem.code == "outside_your_area" else None, told(problem))
        else:
            messages.success(request, _("已迁移；原户记录到前一天为止，新户接续。"))
            return redirect("household", moved)
    return render(
        request, "roster/form.html", {"form": form, "title": _("农户迁移"), "back": _page(household)}
    )
