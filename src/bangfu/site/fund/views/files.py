"""What is taken away or put up: files of projects, vouchers and balances, one project on paper, papers kept with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from bangfu.errors import BangfuError, Problem
from bangfu.paper.form.printing import pdf
from bangfu.site.clock import today
from bangfu.site.fund.attaching import TYPES
from bangfu.site.fund.book.reading import read_book
from bangfu.site.fund.book.sheets import SHEETS
from bangfu.site.fund.book.writing import export_book
from bangfu.site.fund.exporting import FORMATS, balance_lines, export_file, project_lines, voucher_lines
from bangfu.site.fund.forms.corrections import AttachForm
from bangfu.site.fund.models import Attachment, Project, Voucher
from bangfu.site.fund.narrowing import narrowed
from bangfu.site.fund.paper import printed
from bangfu.site.fund.tracing import vouchers_of
from bangfu.site.fund.views.county import READS, county_of
from bangfu.site.roster.uploads import WorkbookForm, lying
from bangfu.site.web.access import opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.entering import done
from bangfu.site.web.models import Account as User
from bangfu.site.web.views.errors import refused
from bangfu.site.web.words import tongue

MOST_TOLD = 200  # faults on a page


@opens_for(READS)
@require_GET
@takes_away("funds")
def export(request: HttpRequest, what: str, form: str) -> FileResponse:
    """Projects that the filters leave, all vouchers in view, or the balances of the county, as a file."""
    user = cast(User, request.user)
    if form not in FORMATS or not user.may("export"):
        raise Http404
    if what == "projects":
        lines = project_lines(narrowed(request.GET))
    elif what == "vouchers":
        lines = voucher_lines(Voucher.objects.all())
    elif what == "balances" and user.area and user.area.level == "county":
        lines = balance_lines(county_of(user))
    else:
        raise Http404
    file = export_file(what, form, lines, today())
    return FileResponse(file, as_attachment=True, filename=f"{what}-{today()}.{form}")


@opens_for(READS)
@require_GET
@takes_away("funds")
def book(request: HttpRequest) -> FileResponse:
    """All plans, projects and money in view as a workbook that can be read in again."""
    if not cast(User, request.user).may("export"):
        raise Http404
    return FileResponse(export_book(today()), as_attachment=True, filename=f"fund-{today()}.xlsx")


@opens_for("plan", "fund")
def read_in(request: HttpRequest) -> HttpResponse:
    """Read a workbook in: all of it, or nothing and every fault."""
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "sheets": SHEETS}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            with lying(file) as (path,):
                read = read_book(path, Path(file.name or "").name, cast(User, request.user))
            # As rows: a template would count the word "items" itself.
            context["read"] = {"new": list(read.new.items()), "known": list(read.known.items())}
        except BangfuError as error:
            context["problems"] = [_row(problem) for problem in error.problems[:MOST_TOLD]]
    status = 422 if "problems" in context or form.errors else 200
    return render(request, "fund/read_in.html", context, status=status)


def _row(problem: Problem) -> dict[str, Any]:
    """A fault as a row of a table."""
    return {
        "sheet": problem.file.rpartition("/")[2], "row": problem.row, "column": problem.column or "",
        "value": problem.value or "", "sentence": problem.sentence(tongue()), "remedy": problem.remedy(tongue()),
    }  # fmt: skip


@opens_for(READS)
@require_GET
@takes_away("funds")
def paper(_request: HttpRequest, pk: str) -> HttpResponse:
    """One project as a PDF."""
    found = get_object_or_404(
        Project.objects.select_related("place", "item__plan", "item__parent__plan"), pk=pk
    )
    try:
        content = pdf(printed(found, list(vouchers_of(found))))
    except BangfuError as error:
        return refused(503, *error.problems)
    headers = {"Content-Disposition": f'inline; filename="{found.pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@opens_for(READS)
def attach(request: HttpRequest, pk: str) -> HttpResponse:
    """Keep a picture or PDF with a project."""
    found, user = get_object_or_404(Project, pk=pk), cast(User, request.user)
    if not AttachForm.open_to(user):
        raise PermissionDenied
    form = AttachForm(found, request.POST, request.FILES) if request.method == "POST" else AttachForm(found)
    if form.is_bound and form.is_valid() and done(form, user):
        return redirect("fund_project", pk)
    context = {"form": form, "title": AttachForm.title, "back": reverse("fund_project", args=[pk])}
    return render(request, "roster/form.html", context)


@opens_for(READS)
@require_GET
def attachment(_request: HttpRequest, pk: str) -> FileResponse:
    """A paper that is kept with a project: a picture to look at, a PDF to take."""
    found = get_object_or_404(Attachment, pk=pk)
    return FileResponse(
        default_storage.open(found.file), as_attachment=found.kind == "pdf", filename=f"{found.title}.{found.kind}",
        content_type=TYPES[found.kind],
    )  # fmt: skip
