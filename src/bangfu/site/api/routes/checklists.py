"""Checklists: the forms, sheets begun with what the ledger says, handed in once, and read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from bangfu.errors import BangfuError, Problem
from bangfu.site.api.checklists import (
    PartAsked,
    SheetBegun,
    SheetsAsked,
    SheetShown,
    SheetsPage,
    part_shown,
    shown,
)
from bangfu.site.api.door import ONE, REFUSALS, ByToken, Refused, account_of
from bangfu.site.api.schemas import Key, Refusal
from bangfu.site.checklists import sheets
from bangfu.site.checklists.filling import Conflict, HandedIn, begin, hand_in
from bangfu.site.checklists.parts import form_parts, part_named, posts_of, subject_of
from bangfu.site.supervision.models import Campaign

router = Router(tags=["checklists"])
INSPECTS = ByToken("inspect")
READS = ByToken("inspect", "answer")


@router.get("/checklists/forms", response={200: list[PartAsked], **REFUSALS}, url_name="api_checklist_forms")
def forms(request: HttpRequest) -> list[dict[str, Any]]:
    """The printed forms of the regulations adopted here, part by part."""
    return [part_shown(part) for part in form_parts()]


@router.get("/checklists", response={200: SheetsPage, **REFUSALS}, url_name="api_checklists", auth=READS)
def listed(request: HttpRequest, asked: Query[SheetsAsked]) -> dict[str, Any]:
    """The sheets that were handed in and that the account sees."""
    wanted = asked.model_dump(exclude={"after", "limit"}, exclude_none=True)
    rows = sheets.handed_in().filter(**{k: v for k, v in wanted.items() if v}).order_by("pk")
    found = list((rows.filter(pk__gt=asked.after) if asked.after else rows)[: asked.limit + 1])
    more = len(found) > asked.limit
    items = [shown(sheet, whole=False) for sheet in found[: asked.limit]]
    return {"items": items, "next": found[asked.limit - 1].pk if more else None}


@router.post("/checklists", response={201: SheetShown, **REFUSALS}, url_name="api_checklists", auth=INSPECTS)
def begun(request: HttpRequest, asked: SheetBegun) -> tuple[int, dict[str, Any]]:
    """Begin a sheet: the answer holds its rows with what the ledger says of each."""
    part = part_named(asked.part)
    posts = posts_of(part, asked.on) if part else []
    post = next((p for p in posts if subject_of(p).pk == asked.subject), None)
    campaign = Campaign.objects.filter(pk=asked.campaign).first() if asked.campaign else None
    for name, given, there in (
        ("part", asked.part, part), ("subject", asked.subject, post), ("campaign", asked.campaign, campaign),
    ):  # fmt: skip
        if given and there is None:
            raise BangfuError(Problem("api_field", column=name, value=given))
    if part is None or post is None:
        raise BangfuError(Problem("api_field", column="subject", value=asked.subject))
    return 201, shown(begin(account_of(request), part, post, asked.on, campaign), whole=True)


@router.get("/checklists/{id}", response={200: SheetShown, **ONE}, url_name="api_checklist", auth=READS)
def one(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One sheet with its rows, and its answers once it was handed in."""
    return shown(get_object_or_404(sheets.in_view(), pk=id), whole=True)


@router.post(
    "/checklists/{id}/answers",
    response={200: SheetShown, 201: SheetShown, 409: Refusal, **ONE},
    url_name="api_checklist_answers",
    auth=INSPECTS,
)
def answered(request: HttpRequest, id: Path[Key], handed: HandedIn) -> tuple[int, dict[str, Any]]:
    """Hand in a sheet whole, by whoever began it. The same again changes nothing (200); something else is a conflict (409)."""
    sheet = get_object_or_404(sheets.in_view(), pk=id, begun_by=account_of(request).pk)
    try:
        _handing, fresh = hand_in(account_of(request), sheet, handed)
    except Conflict as conflict:
        raise Refused(409, *conflict.problems) from conflict
    return 201 if fresh else 200, shown(sheets.in_view().get(pk=id), whole=True)
