"""Plans of townships and their items."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.fund.forms.plans import DEEDS, OF_ITEM, PlanForm
from bangfu.site.fund.leads import leads, missing_steps
from bangfu.site.fund.models import Item, Plan
from bangfu.site.fund.views.county import READS
from bangfu.site.web.access import opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account as User
from bangfu.site.web.paging import Pages

PAGE = 40


@opens_for(READS)
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The plans in view, and townships that lack one."""
    user = cast(User, request.user)
    found = Plan.objects.select_related("place")
    context = {
        "page": Pages(found, PAGE).get_page(request.GET.get("page")),
        "may_plan": user.may("plan"),
        "gaps": leads(user, ["no_plan"]),
    }
    return render(request, "fund/plans.html", context)


@opens_for("plan")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    area = cast(User, request.user).area
    if area is None:
        raise Http404
    return entered(request, PlanForm, area, reverse("fund_plans"))


@opens_for(READS)
@require_safe
def plan(request: HttpRequest, pk: str) -> HttpResponse:
    """One plan: its items, and what follows from them."""
    found = get_object_or_404(Plan.objects.select_related("place", "parent"), pk=pk)
    context = {
        "plan": found,
        "items": found.items.select_related("parent", "responsible").prefetch_related("projects"),  # type: ignore[attr-defined]
        "annual": found.annual.all(),  # type: ignore[attr-defined]
        "missing": missing_steps(found) if found.kind == "three_year" else [],
        "deeds": _open(found, offered(cast(User, request.user), DEEDS)),
        "may_propose": cast(User, request.user).may("plan") and found.adopted_on and not found.closed_on,
    }
    return render(request, "fund/plan.html", context)


@opens_for(READS)
def add(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Add an item, or enter that the plan was adopted or ended."""
    found = get_object_or_404(Plan, pk=pk)
    return entered(request, form_of(DEEDS, what), found, reverse("fund_plan", args=[pk]))


@opens_for(READS)
def propose(request: HttpRequest, pk: str) -> HttpResponse:
    """Propose a project under an item."""
    found = get_object_or_404(Item.objects.select_related("plan__place"), pk=pk)
    return entered(request, OF_ITEM["project"], found, reverse("fund_plan", args=[found.plan_id]))


def _open(plan: Plan, acts: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """What can still be entered of a plan."""
    if plan.closed_on:
        return []
    due = ("reach", "close") if plan.adopted_on else ("item", "adopt")
    return [(what, title) for what, title in acts if what in due]
