"""What is proposed to follow, and the leads from which nothing may follow yet. Nothing can be changed here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from bangfu.errors import Problem
from bangfu.site.accountability.narrowing import leads, narrowed
from bangfu.site.accountability.proposing import reads, weighed_for
from bangfu.site.api import findings
from bangfu.site.api.door import REFUSALS, Refused, account_of
from bangfu.site.api.proposals import LeadsPage, ProposalsAsked, ProposalsPage, shown
from bangfu.site.web.models import Account

router = Router(tags=["proposals"])


@router.get("/proposals", response={200: ProposalsPage, **REFUSALS}, url_name="api_proposals")
def proposals(request: HttpRequest, asked: Query[ProposalsAsked]) -> dict[str, Any]:
    """What the adopted regulations propose to follow from findings that stand, in the scope of the account."""
    account = _reader(request)
    weighed = weighed_for(account)
    keys = sorted(key for key in narrowed(weighed, asked.filters) if key > asked.after)
    return {
        "items": [shown(key, weighed.proposals[key]) for key in keys[: asked.limit]],
        "next": keys[asked.limit - 1] if len(keys) > asked.limit else None,
    }


@router.get("/leads", response={200: LeadsPage, **REFUSALS}, url_name="api_leads")
def leads_of(request: HttpRequest, asked: Query[ProposalsAsked]) -> dict[str, Any]:
    """Findings that are not verified, disputed, or only complained of: to be looked into, and no ground for a measure."""
    rows = leads(_reader(request), asked.filters).order_by("pk")
    listed = list((rows.filter(pk__gt=asked.after) if asked.after else rows)[: asked.limit + 1])
    return {
        "items": [findings.shown(row) for row in listed[: asked.limit]],
        "next": listed[asked.limit - 1].pk if len(listed) > asked.limit else None,
    }


def _reader(request: HttpRequest) -> Account:
    account = account_of(request)
    if not reads(account):
        raise Refused(403, Problem("not_for_you"))
    return account
