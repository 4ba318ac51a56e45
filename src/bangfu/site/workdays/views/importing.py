"""The arrangement of a year brought in as a table: looked at whole, then done whole."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.roster.forms import told
from bangfu.site.roster.uploads import lying
from bangfu.site.roster.views.telling import told_problems
from bangfu.site.web.access import opens_for
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account
from bangfu.site.workdays.changing import arrangement, change, needed
from bangfu.site.workdays.forms import DoForm, TableForm
from bangfu.site.workdays.table import Table, as_text, read_file, read_text
from bangfu.site.workdays.year import Year

MOST_PROBLEMS = 200


@opens_for("regulations")
@limited("upload", "POST")
def import_table(request: HttpRequest) -> HttpResponse:
    """Check a table whole, and show what the years would be."""
    if request.method != "POST":
        return _form(request, TableForm())
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form)
    file = form.cleaned_data["file"]
    if file:
        with lying(file) as (path,):
            table = read_file(path)
    else:
        table = _read_text(form.cleaned_data["text"])
    return _form(request, form, table) if table.problems else _preview(request, table)


@opens_for("regulations")
@require_POST
def do_import(request: HttpRequest) -> HttpResponse:
    """Write the table that was looked at."""
    form = DoForm(request.POST)
    table = _read_text(request.POST.get("text", ""))
    if table.problems:
        return _form(request, TableForm(), table)
    if not form.is_valid():
        return _preview(request, table, form)
    try:
        count = change(cast(Account, request.user), arrangement(table.days), form.cleaned_data["reason"])
    except BangfuError as error:
        for problem in error.problems:
            form.add_error(None, told(problem))
        return _preview(request, table, form)
    messages.success(request, _("已导入，改了 %(n)s 天，正在重新判断。") % {"n": count})
    return redirect(f"{reverse('workdays')}?year={min(table.days).year}")


def _read_text(text: str) -> Table:
    with TemporaryDirectory(prefix="bangfu-") as folder:
        return read_text(text, Path(folder))


def _form(request: HttpRequest, form: TableForm, table: Table | None = None) -> HttpResponse:
    problems = table.problems if table else []
    context = {
        "form": form,
        "problems": told_problems(problems[:MOST_PROBLEMS]),
        "sample": today().year + 1,
    }
    wrong = bool(problems) or (form.is_bound and bool(form.errors))
    return render(request, "workdays/import.html", context, status=422 if wrong else 200)


def _preview(request: HttpRequest, table: Table, form: DoForm | None = None) -> HttpResponse:
    wanted = arrangement(table.days)
    changes = needed(wanted)
    years = [Year(year, today(), wanted) for year in sorted({day.year for day in table.days})]
    context = {
        "years": years,
        "days": len(table.days),
        "changes": len(changes),
        "form": form or DoForm(initial={"text": as_text(table.days)}),
    }
    return render(request, "workdays/preview.html", context, status=422 if form and form.errors else 200)
