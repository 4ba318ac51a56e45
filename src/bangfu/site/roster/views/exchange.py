"""The roster as files: taken out, brought in, looked at before, taken back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError, Problem
from bangfu.paper.case_workbook import write_case_workbook
from bangfu.site.clock import now, today
from bangfu.site.roster import changes, printed, takeout
from bangfu.site.roster.importing import Findings, read_workbook
from bangfu.site.roster.models import Change
from bangfu.site.roster.uploads import PrintedForm, TakeoutForm, WorkbookForm, lying
from bangfu.site.roster.views.telling import told_problems
from bangfu.site.web.access import opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account, Unmasking

PER_PAGE = 50
MOST_PROBLEMS = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@opens_for("export")
def exchange_page(request: HttpRequest) -> HttpResponse:
    """Files out and in, and the imports so far."""
    return _exchange(request)


def _exchange(
    request: HttpRequest,
    workbook: WorkbookForm | None = None,
    lists: PrintedForm | None = None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    account = cast(Account, request.user)
    rows = Change.objects.filter(kind=Change.Kind.IMPORT).defer("plan")
    context = {
        "workbook": workbook or WorkbookForm(),
        "printed": lists or PrintedForm(account),
        "full": TakeoutForm(),
        "problems": told_problems(problems),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "roster/exchange.html", context)


@opens_for("export")
@takes_away("roster")
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """What the account sees, as a workbook or as packed CSV, names masked."""
    return _file(cast(Account, request.user), form)


@opens_for("unmask")
@require_POST
@takes_away("roster_in_full")
def export_in_full(request: HttpRequest) -> HttpResponseBase:
    """The workbook with whole names: only with a reason, which is kept."""
    form, account = TakeoutForm(request.POST), cast(Account, request.user)
    if not form.is_valid():
        messages.error(request, _("请写明为什么要全名（至少四个字）。"))
        return redirect("roster_exchange")
    Unmasking.objects.create(
        account=account.pk,
        at=now(),
        table="household",
        row="*",
        field="head",
        reason=form.cleaned_data["reason"],
        area=account.area.code if account.area else None,
    )
    return _file(account, "xlsx", in_full=True)


def _file(account: Account, form: str, *, in_full: bool = False) -> HttpResponseBase:
    case, name = takeout.roster_case(account, in_full=in_full), f"roster-{today()}"
    if form == "csv":
        packed = takeout.csv_folder(case)
        return HttpResponse(
            packed,
            content_type="application/zip",
            headers={"Content-Disposition": f'attachment; filename="{name}.zip"'},
        )
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / f"{name}.xlsx"
        write_case_workbook(case, path)
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=XLSX)


@opens_for("export")
def template(request: HttpRequest) -> HttpResponseBase:
    """An empty workbook to fill in."""
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / "roster-template.xlsx"
        takeout.write_template(path)
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=XLSX)


@opens_for("roster")
@require_POST
@limited("upload")
def upload(request: HttpRequest) -> HttpResponse:
    """Check a workbook whole and show what it would do."""
    form = WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _exchange(request, workbook=form)
    file: UploadedFile = form.cleaned_data["file"]
    try:
        with lying(file) as (path,):
            found = read_workbook(path, file.name or path.name, cast(Account, request.user))
    except BangfuError as error:
        return _exchange(request, problems=error.problems)
    return _prepared(request, found, **found.as_plan())


@opens_for("roster")
@require_POST
@limited("upload")
def upload_printed(request: HttpRequest) -> HttpResponse:
    """Read a printed list and show every repair and what it would add."""
    form = PrintedForm(cast(Account, request.user), request.POST, request.FILES)
    if not form.is_valid():
        return _exchange(request, lists=form)
    table: UploadedFile = form.cleaned_data["table"]
    own: UploadedFile | None = form.cleaned_data["layout_file"]
    try:
        with lying(*([table, own] if own else [table])) as paths:
            layout = paths[1] if own else printed.layout_file(form.cleaned_data["layout"])
            found, read = printed.read_printed(paths[0], layout)
    except BangfuError as error:
        return _exchange(request, problems=error.problems)
    found.file = table.name or found.file
    return _prepared(request, found, **found.as_plan(), **printed.repairs_of(read))


def _prepared(request: HttpRequest, found: Findings, **plan: Any) -> HttpResponse:
    account = cast(Account, request.user)
    change = changes.prepare(Change.Kind.IMPORT, account, found.ops, title=found.file, **plan)
    return redirect("roster_import", change.pk)
