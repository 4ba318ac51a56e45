"""One import: looked at, done, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError, Problem
from bangfu.site.roster import changes
from bangfu.site.roster.importing import problems_of
from bangfu.site.roster.models import Change
from bangfu.site.roster.preview import named_ops
from bangfu.site.roster.rows import ROSTER
from bangfu.site.roster.views.telling import tell, told_problems
from bangfu.site.web.access import opens_for
from bangfu.site.web.words import tongue

PER_PAGE = 50
MOST_PROBLEMS = 500


@opens_for("roster")
def import_page(request: HttpRequest, pk: str) -> HttpResponse:
    """One import: what is new, what changes, what is wrong."""
    change = get_object_or_404(Change, pk=pk, kind=Change.Kind.IMPORT)
    problems = problems_of(change.plan)
    ops = [op for op in changes.ops_of(change) if op.table == request.GET.get("table", op.table)]
    page = Paginator(ops, PER_PAGE).get_page(request.GET.get("page"))
    counts = [
        (table, change.counts.get(table, {}), change.plan.get("unchanged", {}).get(table, 0))
        for table in ROSTER
        if table in change.counts or table in change.plan.get("unchanged", {})
    ]
    context = {
        "change": change,
        "counts": counts,
        "problems": told_problems(problems[:MOST_PROBLEMS]),
        "problem_count": len(problems),
        "repairs": change.plan.get("repairs", []),
        "totals": change.plan.get("totals", []),
        "page": page,
        "ops": named_ops(list(page)),
        "tongue": tongue(),
    }
    return render(request, "roster/import.html", context)


@opens_for("roster")
@require_POST
def do_import(request: HttpRequest, pk: str) -> HttpResponse:
    """Write it. Where problems stand, only if the faultless rows alone are wanted."""
    change = get_object_or_404(Change, pk=pk, kind=Change.Kind.IMPORT)
    try:
        if not change.plan["ops"]:
            raise BangfuError(Problem("nothing_to_import"))
        if change.plan.get("problems") and request.POST.get("faultless") != "1":
            raise BangfuError(Problem("import_has_problems"))
        changes.apply(change, request.POST.get("reason", ""))
        messages.success(request, _("已导入；没有别的内容以它为依据之前可以整体撤销。"))
    except BangfuError as error:
        tell(request, error)
    return redirect("roster_import", pk)


@opens_for("roster")
@require_POST
def undo_import(request: HttpRequest, pk: str) -> HttpResponse:
    """Take the whole import back."""
    change = get_object_or_404(Change, pk=pk, kind=Change.Kind.IMPORT)
    try:
        changes.undo(change, request.POST.get("reason", ""))
        messages.success(request, _("导入已整体撤销。"))
    except BangfuError as error:
        tell(request, error)
    return redirect("roster_import", pk)
