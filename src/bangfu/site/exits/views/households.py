"""How households stand: an area over the years, lists, one household from its being taken in to now."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.duties.places import choices as places
from bangfu.site.exits import standing
from bangfu.site.exits.bars import FOR_PEOPLE, REGULATION, why_not
from bangfu.site.exits.counting import surveyed
from bangfu.site.exits.county import setting_of
from bangfu.site.exits.forms.households import DEEDS
from bangfu.site.exits.words import WORDS
from bangfu.site.household.reading import as_of, incomes
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.named import names_of
from bangfu.site.web.paging import Pages, Picked

PAGE = 40
ALWAYS = ("registered", "lifted")  # are shown even where there is none
# In which standing something can be entered at all; what needs an open risk is told apart.
DUE = {
    "exit": standing.ON_THE_REGISTER, "risk": ("registered", "lifted", "reverted", "outside"), "revert": ("lifted",),
    "strike": ("registered", "lifted", "reverted", "outside"),
}  # fmt: skip


@opens_for(WORK)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How the households of an area stand now, place by place, and stood at the end of each year."""
    user = cast(Account, request.user)
    area = _area(request, user)
    survey = surveyed(today(), area)
    rows = survey.rows
    counts = {code: sum(row.counts.get(code, 0) for row in rows) for code in standing.STANDINGS}
    watched = standing.watched()
    if area:
        watched = watched.filter(household__place__code__range=(area.code, area.last))
    shown = [code for code, count in counts.items() if count or code in ALWAYS]
    context = {
        "rows": [(row.place, row.cells(shown)) for row in rows],
        "total": [(code, counts[code]) for code in shown],
        "chart": survey.chart,
        "places": places(user, request.GET.get("place")),
        "watched": watched.count(),
    }
    return render(request, "exits/overview.html", context)


@opens_for(WORK)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Households in view by how they stand."""
    user, wanted = cast(Account, request.user), request.GET.get("standing", "")
    found = standing.stood(wanted, today())
    if area := _area(request, user):
        found = found.filter(place__gte=area.code, place__lte=area.last)
    page = Picked(found, PAGE, Household.objects.select_related("place__parent")).get_page(
        request.GET.get("page")
    )
    here: list[Household] = list(page.object_list)
    stood = standing.of_all(today(), [one.pk for one in here])
    context = {
        "page": page, "rows": [(one, stood[one.pk]) for one in here], "wanted": wanted,
        "standings": [(code, WORDS.called("standing", code)) for code in standing.STANDINGS],
        "places": places(user, request.GET.get("place")),
    }  # fmt: skip
    return render(request, "exits/households.html", context)


@opens_for(WORK)
@require_safe
def household(request: HttpRequest, pk: str) -> HttpResponse:
    """One household: how it came to stand so, why it may not leave yet, its watch and its courses."""
    user, found = cast(Account, request.user), _household(pk)
    at, risk = standing.on(pk, today()), standing.open_risk(pk)
    steps, bars = standing.history(found), why_not(pk, today())
    version = as_of(pk, today())
    people = version.members.count() if version else 0  # type: ignore[attr-defined]
    year = next((year for year in incomes(pk) if year.year == today().year), None)
    held = any(
        bar.weight == "refuse" for bar in bars
    )  # then the card says why, and there is nothing to propose
    names = names_of(step.by for step in steps if step.by)
    context = {
        "household": found,
        "standing": at,
        "risk": risk,
        "steps": [(step, names.get(step.by, "")) for step in steps],
        "courses": standing.going(pk),
        "asked": at in standing.ON_THE_REGISTER,
        "bars": bars,
        "for_people": FOR_PEOPLE,
        "regulation": REGULATION,
        "line": _line(found),
        "people": people,
        "each": year.total // people if year and people else None,
        "year": year,
        "deeds": [
            (what, title)
            for what, title in offered(user, DEEDS)
            if _due(what, at, risk) and not (what == "exit" and held)
        ],
    }
    return render(request, "exits/household.html", context)


@opens_for(WORK)
def add(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter something about a household."""
    return entered(request, form_of(DEEDS, what), _household(pk), reverse("exits_household", args=[pk]))


@opens_for(WORK)
@require_safe
def watch(request: HttpRequest) -> HttpResponse:
    """Who is watched, and why."""
    page = Pages(standing.watched(), PAGE).get_page(request.GET.get("page"))
    return render(request, "exits/watch.html", {"page": page, "day": today()})


def _line(household: Household) -> int | None:
    """The income line of its county, in cents."""
    set_ = setting_of(county_at(household.place_id)) if household.place_id else None
    return set_.line if set_ else None


def _due(what: str, at: str | None, risk: object) -> bool:
    if what in {"clear", "risk"}:
        return (risk is not None) == (what == "clear") and at != "struck"
    return at in DUE[what]


def _household(pk: str) -> Household:
    return get_object_or_404(Household.objects.select_related("place__parent"), pk=pk)


def _area(request: HttpRequest, user: Account) -> Place | None:
    """The place that was asked for, or the account's own area."""
    asked = request.GET.get("place", "")
    return (Place.objects.filter(pk=int(asked)).first() if asked.isdecimal() else None) or user.area
