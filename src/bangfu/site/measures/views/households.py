"""One household: what it wants, its plan, the nine decisions, its difficulties, and its record book."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.measures.book import book_of, measures_of
from bangfu.site.measures.contact import lines
from bangfu.site.measures.forms.households import OF_DIFFICULTY, OF_HOUSEHOLD
from bangfu.site.measures.forms.plans import OF_MEASURE, OF_PLAN
from bangfu.site.measures.gaps import gaps
from bangfu.site.measures.models import Difficulty, Measure, Plan, Wish
from bangfu.site.measures.planning import draft_of, in_force
from bangfu.site.measures.recording import decided
from bangfu.site.measures.words import CATEGORIES, codes
from bangfu.site.roster.models import Household, Pairing
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of


@opens_for(WORK)
@require_safe
def household(request: HttpRequest, pk: str) -> HttpResponse:
    """What is done for one household, and what may be entered about it."""
    found, day, user = _household(pk), today(), cast(Account, request.user)
    plan, held = in_force(pk, day.year, day), decided(pk, day.year, day)
    difficulties = Difficulty.objects.filter(household=found).select_related("handler")
    context = {
        "household": found,
        "day": day,
        "plan": plan,
        "measures": measures_of(plan) if plan else [],
        "drafts": [(each, measures_of(each)) for each in draft_of(pk)],
        "wishes": Wish.objects.filter(household=found).select_related("asked_by").annotate(who=name_of("recorded_by"))[:5],
        "decisions": [(category, held.get(category)) for category in CATEGORIES],
        "open": [(d, (day - d.on).days) for d in difficulties if not d.closed_on],
        "closed": [d for d in difficulties if d.closed_on],
        "helpers": Pairing.objects.filter(household=found, end=None).select_related("person__organisation"),
        "line": lines([found], day.replace(month=1, day=1), day)[0],
        "gaps": gaps(day, household=pk),
        "deeds": offered(user, OF_HOUSEHOLD),
        "of_plan": offered(user, OF_PLAN),
        "of_measure": offered(user, OF_MEASURE),
        "of_difficulty": offered(user, OF_DIFFICULTY),
    }  # fmt: skip
    return render(request, "measures/household.html", context)


@opens_for(WORK)
@require_safe
def record_book(request: HttpRequest, pk: str) -> HttpResponse:
    """The record book of this year, or as a former one ended: as the household reads it, or with who recorded each entry and when."""
    found = _household(pk)
    plain = request.GET.get("view") == "household"
    planned = Plan.objects.filter(household=found).values_list("year", flat=True)
    years = sorted({today().year, *(year for year in planned if year < today().year)}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else today().year
    context = {
        "household": found,
        "book": book_of(found, min(today(), date(year, 12, 31))),
        "years": years,
        "plain": plain,
        "sections": codes("section"),
    }
    return render(request, "measures/book.html", context)


@opens_for(WORK)
def of_household(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter something about a household."""
    return entered(request, form_of(OF_HOUSEHOLD, what), _household(pk), _back(pk))


@opens_for(WORK)
def of_plan(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter something about a plan."""
    found: Plan = get_object_or_404(Plan, pk=pk)
    return entered(request, form_of(OF_PLAN, what), found, _back(found.household_id))


@opens_for(WORK)
def of_measure(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter something about a measure."""
    found: Any = get_object_or_404(Measure.objects.select_related("plan"), pk=pk)
    return entered(request, form_of(OF_MEASURE, what), found, _back(found.plan.household_id))


@opens_for(WORK)
def of_difficulty(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter something about a difficulty."""
    found: Difficulty = get_object_or_404(Difficulty, pk=pk)
    return entered(request, form_of(OF_DIFFICULTY, what), found, _back(found.household_id))


def _household(pk: str) -> Household:
    return get_object_or_404(Household.objects.select_related("place", "place__parent"), pk=pk)


def _back(household: str) -> str:
    return reverse("help_household", args=[household])
