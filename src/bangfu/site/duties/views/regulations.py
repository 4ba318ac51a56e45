"""The regulations in force here, each in its own words and order, with how it stands; and the search across them."""

from __future__ import annotations

from itertools import groupby
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bangfu.paper.model import Tally
from bangfu.regulation.model import Regulation
from bangfu.site.duties.binding import JUDGED, MINE, Narrowed, bearers_of, narrowed, own_roles
from bangfu.site.duties.contents import contents
from bangfu.site.duties.days import on_day
from bangfu.site.duties.keeping import kept
from bangfu.site.duties.law import Law, law
from bangfu.site.duties.models import Adoption, Snapshot
from bangfu.site.duties.narrowing import of_day
from bangfu.site.duties.reading import KINDS, Tallies, clauses, kinds_of, wording
from bangfu.site.duties.searching import search, words_of
from bangfu.site.roster.models import Place
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account

PAGE = 60  # passages


@opens_for(WORK)
@on_day
def regulations(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """All that are adopted."""
    tallies, known = _tallies(request, snapshot), law()
    found = [
        _head(pack, known, snapshot)
        | {"kinds": kinds_of(pack), "tally": sum((t for (r, _), t in tallies.items() if r == id_), Tally())}
        for id_, pack in known.packs.items()
    ]
    return render(request, "duties/regulations.html", {"found": found, "snapshot": snapshot})


@opens_for(WORK)
@on_day
def regulation(request: HttpRequest, regulation: str, snapshot: Snapshot) -> HttpResponse:
    """The reading view: a whole document, or what of it somebody wants to read."""
    known = law()
    pack = _pack(known, regulation)
    wanted = _narrowed(request, snapshot)
    found = clauses(pack, _tallies(request, snapshot), known, wanted.takes)
    context = _head(pack, known, snapshot) | {
        "clauses": found,
        "contents": contents(found),
        "shown": sum(len(each.items) for each in found),
        "total": len(pack.provision),
        "kinds": kinds_of(pack),
        "address": request.build_absolute_uri(),
        **_choices(wanted, [pack]),
        **_day(request, snapshot),
    }
    return render(request, "duties/regulation.html", context)


@opens_for(WORK)
@on_day
def clause(request: HttpRequest, regulation: str, clause: str, snapshot: Snapshot) -> HttpResponse:
    """One clause, between the one before it and the next."""
    known = law()
    pack = _pack(known, regulation)
    found = clauses(pack, _tallies(request, snapshot), known)
    at = next((n for n, each in enumerate(found) if each.path == clause), None)
    if at is None:
        raise Http404
    context = _head(pack, known, snapshot) | {
        "clause": found[at],
        "before": found[at - 1] if at else None,
        "after": found[at + 1] if at + 1 < len(found) else None,
        **_day(request, snapshot),
    }
    return render(request, "duties/clause.html", context)


@opens_for(WORK)
@on_day
def search_all(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """Passages of all documents that say what somebody looks for."""
    known, text = law(), request.GET.get("q", "").strip()
    wanted, chosen = _narrowed(request, snapshot), request.GET.get("regulation", "")
    hits = search(text, wanted.takes, chosen)
    page = Paginator(hits, PAGE).get_page(request.GET.get("page"))
    grouped = groupby(page.object_list, key=lambda hit: hit.head.id)
    context = {
        "q": text,
        "words": words_of(text),
        "page": page,
        "groups": [(_head(known.packs[id_], known, snapshot), list(found)) for id_, found in grouped],
        "documents": len({hit.head.id for hit in hits}),
        "passages": sum(hit.provision is not None for hit in hits),
        "chosen": chosen,
        "titles": [(id_, known.name(id_)) for id_ in known.packs],
        **_choices(wanted, list(known.packs.values())),
        **_day(request, snapshot),
    }
    return render(request, "duties/search.html", context)


def _head(pack: Regulation, known: Law, snapshot: Snapshot) -> dict[str, Any]:
    """What is told of a document wherever it stands."""
    head = pack.regulation
    return {
        "pack": pack,
        "head": head,
        "title": known.name(head.id),
        "place": Place.objects.filter(pk=int(head.place)).first(),
        "adopted_on": Adoption.objects.values_list("adopted_on", flat=True).get(pk=head.id),
        "wording": wording(head, snapshot.as_of),
    }


def _narrowed(request: HttpRequest, snapshot: Snapshot) -> Narrowed:
    own = own_roles(cast(Account, request.user), snapshot.as_of)
    return narrowed(request.GET.get("who", ""), request.GET.get("kind", ""), own)


def _choices(wanted: Narrowed, packs: list[Regulation]) -> dict[str, Any]:
    """What a reader may narrow to in these documents, and what is chosen; the own roles only where they are named."""
    bearers = bearers_of(packs)
    kinds = {p.kind for pack in packs for p in pack.provision}
    return {
        "wanted": wanted,
        "judged": JUDGED,
        "mine": MINE if wanted.own & {code for code, _ in bearers} else "",
        "bearers": bearers,
        "kind_choices": [(code, word) for code, word in KINDS.items() if code in kinds],
    }


def _day(request: HttpRequest, snapshot: Snapshot) -> dict[str, Any]:
    """The day of the page, and how its links keep it."""
    asked = request.GET.get("as_of")
    return {"snapshot": snapshot, "as_of": f"&as_of={snapshot.as_of}" if asked else ""}


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
