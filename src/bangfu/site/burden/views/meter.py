"""The meter: what rules and forms ask and what was recorded, by role and month; what each figure is made of; what takes how long."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.burden.board import Meter, meter_of
from bangfu.site.burden.complaining import counted
from bangfu.site.burden.costs import measured
from bangfu.site.burden.entries import entries_of
from bangfu.site.burden.figures import figures_of
from bangfu.site.burden.forms.costs import DEEDS, kinds
from bangfu.site.burden.models import Cost
from bangfu.site.burden.months import SHOWN, first_of, last_of, window
from bangfu.site.burden.showing import complaints_shown
from bangfu.site.clock import today
from bangfu.site.duties.days import on_day
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Snapshot
from bangfu.site.duties.places import choices as places
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.narrowing import slice_of
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Place
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.asked import month_asked
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of

PAGE, MOST = 40, 12


@opens_for(WORK)
@on_day
def board(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Both columns by month and role, what grew, what asks for most, what people said is too much."""
    user = cast(Account, request.user)
    meter, place = _meter(request, snapshot)
    rows, month = meter.rows(), meter.month
    context = _asked(request, meter, place) | {
        "snapshot": snapshot,
        "rows": rows,
        "asked": meter.total("asked", month, _all),
        "spent": meter.total("spent", month, _all),
        "month_ago": meter.before(1, _all),
        "year_ago": meter.before(12, _all),
        "sources": meter.sources()[:MOST],
        "charts": {side: meter.chart(side) for side in ("asked", "spent")},
        "complaints": complaints_shown(counted(month, last_of(month)), meter.titles),
        "places": places(user, request.GET.get("place")),
        "months": [(f"{m:%Y-%m}",) * 2 for m in reversed(window(snapshot.as_of))],
    }
    return render(request, "burden/board.html", context)


@opens_for(WORK)
@on_day
def asked(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """What the asked entries of a role in a month are made of: each rule and form."""
    meter, place = _meter(request, snapshot)
    role = request.GET.get("role", "")
    total = meter.total("asked", meter.month, lambda one, _source: role in ("", one))
    context = _asked(request, meter, place) | {
        "role": role,
        "sources": meter.sources(role),
        "total": total,
        "snapshot": snapshot,
    }
    return render(request, "burden/asked.html", context)


@opens_for(WORK)
@on_day
def spent(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The entries that a figure of the meter counts."""
    meter, place = _meter(request, snapshot)
    role, kind = request.GET.get("role", ""), request.GET.get("kind", "")
    ids = entries_of(cast(Account, request.user), meter.month, role, kind, place, law())
    page = Paginator(ids, PAGE).get_page(request.GET.get("page"))
    found = slice_of(_in_order(page.object_list))
    here = [
        (source, one) for (when, r, source), one in meter.spent.items() if when == meter.month and r == role
    ]
    handed = [(key, meter.titles[of, key], one) for (of, key), one in here if of == "form" and not kind]
    context = _asked(request, meter, place) | {
        "role": role,
        "kind": kind,
        "kinds": sorted(
            ((of, one) for (of, _), one in here if of != "form"), key=lambda one: -one[1].entries
        ),
        "handed": handed,
        "total": page.paginator.count + sum(one.count for _key, _title, one in handed),
        "page": page,
        "entries": found,
        "snapshot": snapshot,
    }
    return render(request, "burden/spent.html", context)


@opens_for(WORK)
@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """How long entries take: what the county set and when, and what was measured."""
    user, day = cast(Account, request.user), today()
    context = {
        "costs": Cost.objects.annotate(who=name_of("made_by")),
        "kinds": dict(kinds()),
        "measured": measured(first_of(day, 11), day).items(),
        "deeds": offered(user, DEEDS),
    }
    return render(request, "burden/costs.html", context)


@opens_for("regulations")
def costs_add(request: HttpRequest, what: str) -> HttpResponse:
    """Set how long an entry takes."""
    county = county_of(cast(Account, request.user))
    return entered(request, form_of(DEEDS, what), county, reverse("burden_costs"))


def county_of(user: Account) -> Place:
    """The county of an account's area. Raises `Http404` where it has none."""
    found = Place.objects.filter(pk=county_at(user.area.code) if user.area else 0, level="county").first()
    if found is None:
        raise Http404
    return found


def _meter(request: HttpRequest, snapshot: Snapshot) -> tuple[Meter, Place | None]:
    """The meter of the month and place that an address asks for; no month after the judged day, none a board does not reach."""
    user, usual = cast(Account, request.user), snapshot.as_of
    month = month_asked(request, usual)
    if not first_of(usual, SHOWN * 3) <= month <= usual:
        month = first_of(usual)
    text = request.GET.get("place", "")
    place = Place.objects.filter(pk=int(text)).first() if text.isdecimal() else None
    figures = figures_of(user, snapshot, month, place)
    return meter_of(user, figures, month, law(), place), place


def _asked(request: HttpRequest, meter: Meter, place: Place | None) -> dict[str, Any]:
    """What every page of the meter says of what it shows, and keeps in its addresses."""
    kept = f"month={meter.month:%Y-%m}" + (f"&place={place.pk}" if place else "")
    kept += f"&as_of={request.GET['as_of']}" if "as_of" in request.GET else ""
    return {"month": meter.month, "period": f"{meter.month:%Y-%m}", "place": place, "kept": kept}


def _all(_role: str, _source: tuple[str, str]) -> bool:
    return True


def _in_order(ids: Any) -> Any:
    return Entry.objects.filter(pk__in=list(ids)).order_by("-on", "-seq")
