"""That a team was there, entered once: in the ledger, from which every duty of inspecting is judged."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction

from bangfu.errors import BangfuError, Problem
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.recording import record
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Post
from bangfu.site.supervision.models import Assignment, Campaign, Member
from bangfu.site.supervision.planning import require_open, scheme_of
from bangfu.site.web.models import Account


def inspected(account: Account, assignment: Assignment, on: date) -> Assignment:
    """Enter that the inspection took place on a day. Raises `BangfuError`: hidden still, entered already, by nobody."""
    campaign = assignment.team.campaign
    require_open(campaign)
    if assignment.entry:
        raise BangfuError(
            Problem("inspected_already", value=str(assignment.place or assignment.organisation))
        )
    said = {
        "id": secrets.token_hex(16),
        "kind": f"{campaign.kind}_inspection",
        "on": on,
        "place": assignment.place_id,
        "counterpart_organisation": assignment.organisation_id,
        "note": campaign.title,
        **_inspecting(campaign, assignment, on),
    }
    with transaction.atomic():
        assignment.entry, assignment.inspected_on = record(account, draft_of(said)).entry.pk, on
        assignment.save(update_fields=["entry", "inspected_on"])
    return assignment


def _inspecting(campaign: Campaign, assignment: Assignment, on: date) -> dict[str, str]:
    """Who inspects: the body that the scheme names, if the roster has it; else whoever leads the team."""
    posts = holding(Post.objects.filter(place=campaign.place_id, organisation__isnull=False), on)
    held = dict(posts.filter(role__in=scheme_of(campaign).inspectors).values_list("role", "organisation_id"))
    for role in scheme_of(campaign).inspectors:
        if role in held:
            return {"organisation": held[role]}
    leader = Member.objects.filter(team=assignment.team_id, leads=True).first()
    if leader is None:
        raise BangfuError(Problem("inspected_by_nobody", column="on"))
    return {"person": leader.person_id}
