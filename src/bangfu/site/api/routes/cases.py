"""Cases: those that the account sees, and one with what it rests on and its steps. Nothing can be changed here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from bangfu.site.api.cases import CasesAsked, CaseShown, CasesPage, shown
from bangfu.site.api.door import ONE, REFUSALS, account_of
from bangfu.site.api.schemas import Key
from bangfu.site.cases.listing import narrowed
from bangfu.site.cases.models import Case, Cause, Step
from bangfu.site.clock import today

router = Router(tags=["cases"])


@router.get("/cases", response={200: CasesPage, **REFUSALS}, url_name="api_cases")
def cases(request: HttpRequest, asked: Query[CasesAsked]) -> dict[str, Any]:
    """The cases in view: for those they are about only their own, once they were told."""
    rows = narrowed(asked.data(), account_of(request), today()).order_by("pk")
    listed = list((rows.filter(pk__gt=asked.after) if asked.after else rows)[: asked.limit + 1])
    return {
        "items": [shown(row) for row in listed[: asked.limit]],
        "next": listed[asked.limit - 1].pk if len(listed) > asked.limit else None,
    }


@router.get("/cases/{id}", response={200: CaseShown, **ONE}, url_name="api_case_shown")
def one(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One case with what it rests on and every step."""
    found = get_object_or_404(Case, pk=id)
    return shown(found, list(Cause.objects.filter(case=found)), list(Step.objects.filter(case=found)))
