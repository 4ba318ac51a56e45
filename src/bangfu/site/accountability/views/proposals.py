"""What is proposed to follow, one proposal, and the leads that carry none."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bangfu.accountability.proposal import Proposal
from bangfu.site.accountability.narrowing import Asked, leads, narrowed
from bangfu.site.accountability.proposing import READS, Weighed, subject_of, weighed_for
from bangfu.site.accountability.showing import groups, measure
from bangfu.site.duties.law import law
from bangfu.site.duties.places import choices
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Pages

PAGE = 40


@opens_for(*READS)
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposals in view, by whom they concern."""
    account, asked = cast(Account, request.user), Asked.of(request.GET)
    weighed = weighed_for(account)
    found = narrowed(weighed, asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "groups": groups([(key, weighed.proposals[key]) for key in page.object_list]),
        "counts": _counts([weighed.proposals[key] for key in found]),
        "measures": _measures(weighed),
        **_shared(request, account, asked, weighed),
    }
    return render(request, "accountability/proposals.html", context)


@opens_for(*READS)
@require_GET
def leads_page(request: HttpRequest) -> HttpResponse:
    """Findings from which nothing may follow as they stand."""
    account, asked = cast(Account, request.user), Asked.of(request.GET)
    page = Pages(leads(account, asked).select_related("place", "person", "organisation"), PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        **_shared(request, account, asked, weighed_for(account)),
    }
    return render(request, "accountability/leads.html", context)


@opens_for(*READS)
@require_GET
def proposal(request: HttpRequest, key: str) -> HttpResponse:
    """One proposal, with everything it rests on."""
    account = cast(Account, request.user)
    found = weighed_for(account).proposals.get(key)
    if found is None:
        raise Http404
    [group] = groups([(key, found)])
    [row] = group.rows
    pack = law().packs[found.regulation]
    own = [
        (k, p)
        for k, p in weighed_for(account).proposals.items()
        if subject_of(p) == subject_of(found) and k != key
    ]
    context = {
        "group": group,
        "row": row,
        "title": law().name(found.regulation),
        "provision": next(p for p in pack.provision if p.id == found.provision),
        "others": [row for each in groups(own[:PAGE]) for row in each.rows],
    }
    return render(request, "accountability/proposal.html", context)


def _shared(request: HttpRequest, account: Account, asked: Asked, weighed: Weighed) -> dict[str, Any]:
    """The tabs and filters of both lists."""
    here, known = request.resolver_match.url_name if request.resolver_match else "", law()
    tabs = (
        ("proposals", _("建议"), len(weighed.proposals)),
        ("leads", _("待核实的问题"), leads(account, Asked()).count()),
    )
    return {
        "tabs": [
            {"url": reverse(n), "label": label, "count": count, "current": n == here}
            for n, label, count in tabs
        ],
        "places": choices(account, asked.place),
        "regulations": [(i, known.number(i)) for i in known.packs],
        "asked": asked,
    }


def _measures(weighed: Weighed) -> list[tuple[str, str]]:
    """Every measure that is proposed, by its word."""
    codes = {p.measure for p in weighed.proposals.values()}
    return sorted(((code, measure(code)) for code in codes), key=itemgetter(1))


def _counts(found: list[Proposal]) -> list[dict[str, Any]]:
    people = {p.person for p in found if p.person}
    units = {p.organisation for p in found if not p.person}
    return [
        {"label": _("条建议"), "value": len(found)},
        {"label": _("涉及的人"), "value": len(people)},
        {"label": _("涉及的单位"), "value": len(units)},
    ]
