"""What inspections found: read, drafted and moved on."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, OuterRef, Subquery
from django.db.models.aggregates import Count
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Status

from bangfu.errors import BangfuError, Problem
from bangfu.site.api.door import ONE, REFUSALS, ByToken, account_of
from bangfu.site.api.findings import (
    FindingsAsked,
    FindingShown,
    FindingsPage,
    FindingWritten,
    MoveAsked,
    shown,
)
from bangfu.site.api.schemas import Key
from bangfu.site.clock import today
from bangfu.site.ledger.models import Entry
from bangfu.site.rectification import drafting
from bangfu.site.rectification.models import Evidence, Finding
from bangfu.site.rectification.moving import Proof, move
from bangfu.site.rectification.narrowing import narrowed
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.supervision.models import Campaign

router = Router(tags=["findings"])
INSPECTS = ByToken("inspect")
MOVES = ByToken("inspect", "supervise", "answer")


@router.get("/findings", response={200: FindingsPage, **REFUSALS}, url_name="api_findings")
def findings(request: HttpRequest, asked: Query[FindingsAsked]) -> dict[str, Any]:
    """The findings that the account sees."""
    rows = narrowed(asked.data(), today()).order_by("pk")
    listed = list((rows.filter(pk__gt=asked.after) if asked.after else rows)[: asked.limit + 1])
    more = len(listed) > asked.limit
    return {
        "items": [shown(row) for row in listed[: asked.limit]],
        "next": listed[asked.limit - 1].pk if more else None,
    }


@router.post("/findings", response={201: FindingShown, **REFUSALS}, url_name="api_findings", auth=INSPECTS)
def draft(request: HttpRequest, written: FindingWritten) -> Status[dict[str, Any]]:
    """Draft a finding. Until it is fed back only the inspecting side sees it."""
    rows: dict[str, tuple[type[Model], Any]] = {
        "place": (Place, code_of(written.place)),
        "organisation": (Organisation, written.organisation),
        "leader": (Person, written.leader),
        "person": (Person, written.person),
        "campaign": (Campaign, written.campaign),
    }
    named = {name: _named(name, model, key) for name, (model, key) in rows.items()}
    plain = written.model_dump(exclude=set(rows))
    made = drafting.draft(account_of(request), drafting.Draft(**plain, **named))
    return Status(201, _one(made.pk))


@router.get("/findings/{id}", response={200: FindingShown, **ONE}, url_name="api_finding")
def finding(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One finding with its moves."""
    return _one(id)


@router.post(
    "/findings/{id}/moves", response={201: FindingShown, **ONE}, url_name="api_finding_moves", auth=MOVES
)
def make(request: HttpRequest, id: Path[Key], asked: MoveAsked) -> Status[dict[str, Any]]:
    """Make a move; a refusal says why it may not be made by this account, or not now."""
    found = get_object_or_404(Finding, pk=id)
    entries = list(Entry.objects.filter(pk__in=asked.entries))
    missing = sorted({*asked.entries} - {e.pk for e in entries})
    if missing:
        raise BangfuError(*(Problem("api_field", column="entries", value=pk) for pk in missing))
    move(account_of(request), found, asked.move, asked.text, asked.deadline, Proof(entries=entries))
    return Status(201, _one(id))


def _named(field: str, model: type[Model], key: Any) -> Any:
    """A row that is named; a program that names what it does not see is told the field."""
    if key is None:
        return None
    row = model._default_manager.filter(pk=key).first()
    if row is None:
        raise BangfuError(Problem("api_field", column=field, value=str(key)))
    return row


def _one(pk: str) -> dict[str, Any]:
    found = get_object_or_404(Finding, pk=pk)
    proofs: Any = Evidence.objects.order_by().filter(move=OuterRef("pk")).values("move")
    counted = Coalesce(Subquery(proofs.annotate(n=Count("pk")).values("n")), 0)
    return shown(found, list(found.moves.annotate(proofs=counted)))  # type: ignore[attr-defined]
