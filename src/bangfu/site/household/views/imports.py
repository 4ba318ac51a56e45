"""Importing an old register: read with its progress shown, looked at, written whole, taken back whole."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bangfu.errors import BangfuError
from bangfu.site.household.intake import checking, reading, writing
from bangfu.site.household.models import Intake
from bangfu.site.roster.forms import refuse
from bangfu.site.roster.uploads import WorkbookForm, lying
from bangfu.site.roster.views.telling import tell, told_problems
from bangfu.site.web.access import opens_for
from bangfu.site.web.deed import a_day
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account

MOST_SHOWN = 500


class IntakeForm(WorkbookForm):
    """A register as a workbook, and the day from which it holds."""

    start = a_day(gettext_lazy("这份册子是从哪天起的情况"))


@opens_for("households")
@limited("upload", "POST")
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a workbook; those of before."""
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, start = form.cleaned_data["file"], form.cleaned_data["start"]
        try:
            with lying(file) as [path]:
                made = reading.begin(cast(Account, request.user), path, file.name, start)
        except BangfuError as error:
            refuse(form, error)
        else:
            return redirect("register_import", made.pk)
    context = {"form": form, "intakes": Intake.objects.defer("book", "faults")[:20]}
    return render(request, "household/imports.html", context, status=422 if form.errors else 200)


@opens_for("households")
@require_safe
def one(request: HttpRequest, pk: str) -> HttpResponse:
    """One workbook: how far it is, what is wrong, what it would do."""
    return render(request, "household/import.html", _shown(_intake(pk)))


@opens_for("households")
@require_POST
def go_on(request: HttpRequest, pk: str) -> HttpResponse:
    """Read the next stretch; the page sends this by itself until the end, a button does where it cannot."""
    intake: Intake = get_object_or_404(Intake, pk=pk)
    reading.go_on(cast(Account, request.user), intake)
    if request.headers.get("HX-Request"):
        return render(request, "household/_import.html", _shown(intake))
    return redirect("register_import", pk)


@opens_for("households")
@require_POST
def act(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Write it, take it back, or give it up."""
    intake, reason = _intake(pk), request.POST.get("reason", "").strip()[:200]
    try:
        if what == "apply":
            writing.apply(cast(Account, request.user), intake, reason or _("导入旧册"))
            messages.success(request, _("已整体写入；没有别的内容以它为依据之前可以整体撤销。"))
        elif what == "undo":
            writing.take_back(intake, reason)
            messages.success(request, _("导入已整体撤销。"))
        elif what == "drop":
            reading.give_up(intake)
            return redirect("register_imports")
        else:
            raise Http404
    except BangfuError as error:
        tell(request, error)
    return redirect("register_import", pk)


def _intake(pk: str) -> Intake:
    return get_object_or_404(Intake.objects.defer("book"), pk=pk)


def _shown(intake: Intake) -> dict[str, Any]:
    faults = [checking.Fault(*fault).problem(intake.title) for fault in intake.faults[:MOST_SHOWN]]
    columns = [checking.heading(name) for name in intake.counts.get("columns", ())]
    return {"intake": intake, "problems": told_problems(faults), "columns": columns}
