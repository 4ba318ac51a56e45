"""The regulations in force here, each in its own words and order, with how it stands."""

from __future__ import annotations

from typing import cast

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bangfu.paper.model import Tally
from bangfu.regulation.model import Regulation
from bangfu.site.duties.days import on_day
from bangfu.site.duties.keeping import kept
from bangfu.site.duties.law import Law, law
from bangfu.site.duties.models import Snapshot
from bangfu.site.duties.narrowing import of_day
from bangfu.site.duties.reading import Tallies, beside, clauses, kinds_of, readings_of
from bangfu.site.roster.models import Place
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account


@opens_for(WORK)
@on_day
def regulations(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """All that are adopted."""
    tallies, known = _tallies(request, snapshot), law()
    found = [
        {
            "head": pack.regulation,
            "place": Place.objects.filter(pk=int(pack.regulation.place)).first(),
            "title": known.name(id_),
            "kinds": kinds_of(pack),
            "tally": sum((t for (r, _), t in tallies.items() if r == id_), Tally()),
            "running": pack.regulation.end is None or pack.regulation.end >= snapshot.as_of,
        }
        for id_, pack in known.packs.items()
    ]
    return render(request, "duties/regulations.html", {"found": found, "snapshot": snapshot})


@opens_for(WORK)
@on_day
def regulation(request: HttpRequest, regulation: str, snapshot: Snapshot) -> HttpResponse:
    """The reading view."""
    known = law()
    pack = _pack(known, regulation)
    context = {
        "pack": pack,
        "title": known.name(regulation),
        "clauses": clauses(pack, _tallies(request, snapshot)),
        "kinds": kinds_of(pack),
        "snapshot": snapshot,
    }
    return render(request, "duties/regulation.html", context)


@opens_for(WORK)
@on_day
def clause(request: HttpRequest, regulation: str, clause: str, snapshot: Snapshot) -> HttpResponse:
    """One clause, with how it is read and what other documents say on it."""
    known = law()
    pack = _pack(known, regulation)
    found = next((c for c in clauses(pack, _tallies(request, snapshot)) if c.path == clause), None)
    if found is None:
        raise Http404
    context = {
        "pack": pack,
        "title": known.name(regulation),
        "clause": found,
        "readings": readings_of(pack, (i.provision for i in found.items)),
        "beside": beside(pack, (i.duty for i in found.items if i.duty), known),
        "snapshot": snapshot,
    }
    return render(request, "duties/clause.html", context)


def _pack(known: Law, regulation: str) -> Regulation:
    if regulation not in known.packs:
        raise Http404
    return known.packs[regulation]


def _tallies(request: HttpRequest, snapshot: Snapshot) -> Tallies:
    """How each duty stands in the scope of this account."""

    def count() -> dict[tuple[str, str], Tally]:
        rows = of_day(snapshot).order_by().values_list("regulation", "duty", "status").annotate(Count("pk"))
        found: dict[tuple[str, str], dict[str, int]] = {}
        for regulation, duty, status, number in rows:
            found.setdefault((regulation, duty), {})[status] = number
        return {key: Tally(**counts) for key, counts in found.items()}

    return kept(snapshot, cast(Account, request.user), "by duty", count)
