"""Projects with their money, and vouchers with their way: as far as the account reads of funds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from bangfu.errors import Problem
from bangfu.site.api import funds as told
from bangfu.site.api.door import ONE, REFUSALS, Refused, account_of
from bangfu.site.api.schemas import Key
from bangfu.site.fund.models import Project, Voucher
from bangfu.site.fund.narrowing import narrowed
from bangfu.site.fund.sums import sums_of
from bangfu.site.fund.tracing import trace, vouchers_of
from bangfu.site.web.models import Account

router = Router(tags=["funds"])
READS = "funds"


def _reader(request: HttpRequest) -> Account:
    account = account_of(request)
    if not account.may(READS):
        raise Refused(403, Problem("not_for_you"))
    return account


@router.get("/projects", response={200: told.ProjectsPage, **REFUSALS}, url_name="api_projects")
def projects(request: HttpRequest, asked: Query[told.ProjectsAsked]) -> dict[str, Any]:
    """The projects in view with their sums."""
    _reader(request)
    rows = narrowed(asked.data()).select_related("item").order_by("pk")
    listed = list((rows.filter(pk__gt=asked.after) if asked.after else rows)[: asked.limit + 1])
    page = listed[: asked.limit]
    sums = sums_of({one.pk: one.budget for one in page})
    return {
        "items": [told.project(one, sums[one.pk]) for one in page],
        "next": page[-1].pk if len(listed) > asked.limit else None,
    }


@router.get("/projects/{id}", response={200: told.ProjectShown, **ONE}, url_name="api_project")
def project(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One project with its plan of use, whom it serves, and every voucher of its money."""
    _reader(request)
    found = get_object_or_404(Project.objects.select_related("item"), pk=id)
    return told.in_full(found, sums_of({found.pk: found.budget})[found.pk], vouchers_of(found))


@router.get("/vouchers/{id}", response={200: told.VoucherTraced, **ONE}, url_name="api_voucher")
def voucher(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One voucher with its way: from the source to the households."""
    _reader(request)
    found = get_object_or_404(Voucher, pk=id)
    return told.traced(found, trace(found))
