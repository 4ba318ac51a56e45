"""The map of a township as of any day, and bringing in the outlines of places."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bangfu.regulation.vocabulary import HOUSEHOLD_KINDS
from bangfu.site.clock import today
from bangfu.site.groups.distribution import distribution
from bangfu.site.groups.drawing import draw
from bangfu.site.groups.forms.shapes import MOST_BYTES, ShapesForm
from bangfu.site.groups.views.townships import READS, township_or_404
from bangfu.site.roster.models import Place
from bangfu.site.web.access import opens_for
from bangfu.site.web.entering import done
from bangfu.site.web.models import Account
from bangfu.site.web.words import word


@opens_for(READS)
@require_safe
def township_map(request: HttpRequest, code: int) -> HttpResponse:
    """Where the households live: big enough for a wall, legible on a phone."""
    place = township_or_404(cast(Account, request.user), code)
    day, kind = day_asked(request), request.GET.get("kind", "")
    spread = distribution(place, day, kind)
    context = {
        "place": place, "day": day, "kind": kind, "spread": spread, "total": spread.total, "drawing": draw(spread.rows),
        "kinds": [(code, word("household_kind", code)) for code in HOUSEHOLD_KINDS],
    }  # fmt: skip
    return render(request, "groups/map.html", context)


def day_asked(request: HttpRequest) -> date:
    """The day of the address, today where it names none that has come."""
    try:
        found = parse_date(request.GET.get("day", ""))
    except ValueError:
        found = None
    return min(found, today()) if found else today()


@opens_for("roster")
def shapes(request: HttpRequest) -> HttpResponse:
    """Bring in outlines of the area, as a file or as text; which places have one."""
    user = cast(Account, request.user)
    area = user.area
    form = ShapesForm(area, _sent(request))
    if area is not None and form.is_bound and form.is_valid() and done(form, user):
        return redirect("groups")
    here = Place.objects.filter(code__range=(area.code, area.last)) if area else Place.objects.none()
    context = {
        "form": form, "places": here.count(), "drawn": here.exclude(shape=None).count(),
        "without": here.filter(shape=None, level="village")[:40], "title": _("地图边界"),
    }  # fmt: skip
    return render(request, "groups/shapes.html", context)


def _sent(request: HttpRequest) -> dict[str, str] | None:
    """What was sent: the file where there is one."""
    if request.method != "POST":
        return None
    file = request.FILES.get("file")
    if file is None:
        return {"geojson": request.POST.get("geojson", "")}
    content = file.read(MOST_BYTES + 1)
    return {"geojson": content.decode("utf-8-sig", errors="replace")}
