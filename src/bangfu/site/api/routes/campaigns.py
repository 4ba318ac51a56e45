"""Inspections and draws: read as the account sees them, planned and drawn by the office that inspects."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from bangfu.errors import BangfuError, Problem
from bangfu.site.api import inspections as told
from bangfu.site.api.asked import Paged
from bangfu.site.api.door import ONE, REFUSALS, Refused, account_of, token_of
from bangfu.site.api.routes.roster import page
from bangfu.site.api.schemas import Key
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.places import place_or_404
from bangfu.site.supervision import drawing, planning
from bangfu.site.supervision.models import Campaign, Draw
from bangfu.site.web.models import Account

router = Router(tags=["inspections"])


def _office(request: HttpRequest) -> Account:
    """Who asks, where the token may plan inspections."""
    if "supervise" not in token_of(request).may:
        raise Refused(403, Problem("token_inspects_not"))
    return account_of(request)


@router.get("/campaigns", response={200: told.Campaigns, **REFUSALS}, url_name="api_campaigns")
def campaigns(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    """The inspections that the account sees."""
    rows = Campaign.objects.filter(title__icontains=asked.q.strip())
    return page(rows, asked.after, asked.limit, told.campaign)


@router.post("/campaigns", response={200: told.CampaignWhole, **REFUSALS}, url_name="api_campaigns")
def plan(request: HttpRequest, wanted: told.CampaignWanted) -> dict[str, Any]:
    """Plan an inspection from the scheme of an adopted regulation; what that forbids is refused with its clause."""
    account = _office(request)
    scheme = planning.adopted().get(wanted.regulation)
    missing = [name for name in ("title", "start") if not getattr(wanted, name)]
    if scheme is None or wanted.start is None or missing:
        fields = [*(["regulation"] if scheme is None else []), *missing]
        raise BangfuError(*(Problem("api_field", column=name, value=name) for name in fields))
    data = wanted.model_dump(exclude={"regulation"})
    data |= {name: tuple(data[name]) for name in ("areas", "methods")}
    return told.campaign_whole(planning.plan(account, scheme, planning.Plan(**data)))


@router.get("/campaigns/{id}", response={200: told.CampaignWhole, **ONE}, url_name="api_campaign")
def campaign(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One inspection with its stages, assignments and draws."""
    return told.campaign_whole(get_object_or_404(Campaign, pk=id))


@router.post("/campaigns/{id}/draws", response={200: told.DrawTold, **ONE}, url_name="api_draws")
def fix(request: HttpRequest, id: Path[Key], wanted: told.DrawWanted) -> dict[str, Any]:
    """Fix a draw; tell its commitment to those who watch before you draw."""
    account = _office(request)
    found = get_object_or_404(Campaign.objects.select_related("place"), pk=id)
    if wanted.level not in Draw.Level.values:
        raise BangfuError(Problem("api_field", column="level", value="level"))
    within = place_or_404(account, code_of(wanted.within) or 0) if wanted.within else found.place
    data: dict[str, Any] = wanted.model_dump() | {"within": within}
    return told.draw(drawing.fix(account, found, drawing.Wanted(**data)))


@router.get("/draws/{id}", response={200: told.DrawTold, **ONE}, url_name="api_draw")
def draw(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One draw; once it was opened, all that `bangfu sample verify` needs."""
    return told.draw(_draw(id))


@router.post("/draws/{id}/take", response={200: told.DrawTold, **ONE}, url_name="api_draw_take")
def take(request: HttpRequest, id: Path[Key], said: told.WordSaid) -> dict[str, Any]:
    """Draw with the word of a witness; once."""
    account, found = _office(request), _draw(id)
    drawing.draw(account, found, said.word)
    return told.draw(found)


@router.post("/draws/{id}/open", response={200: told.DrawTold, **ONE}, url_name="api_draw_open")
def open_up(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """Show the secret, so that anybody can draw again."""
    account, found = _office(request), _draw(id)
    drawing.open_up(account, found)
    return told.draw(found)


def _draw(pk: str) -> Draw:
    return get_object_or_404(Draw.objects.select_related("campaign"), pk=pk)
