"""Filling in the new columns of a form, line by line; everything else is there."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.site.burden.asking import LONGEST, filled, period_of
from bangfu.site.burden.asking import fill as fill_line
from bangfu.site.burden.filling import batch_of, lines_of
from bangfu.site.burden.models import Column, Form
from bangfu.site.burden.sources import values_of
from bangfu.site.clock import today
from bangfu.site.duties.places import choices as places
from bangfu.site.roster.models import Place
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import opens_for
from bangfu.site.web.asked import plain
from bangfu.site.web.models import Account

PAGE = 20
NAMES = {"household": ("township", "village", "head"), "village": ("township", "village"), "person": ("person", "person_unit"), "unit": ("unit",)}  # fmt: skip


@opens_for("record")
def fill(request: HttpRequest, pk: str) -> HttpResponse:
    """The lines in view with their new columns; what was changed on the page is handed in."""
    user = cast(Account, request.user)
    form: Form = get_object_or_404(Form.objects.prefetch_related("columns"), pk=pk)
    columns: list[Column] = [one for one in form.columns.all() if not one.known]  # type: ignore[attr-defined]
    place = request.GET.get("place", "")
    at = Place.objects.filter(pk=int(place)).first() if place.isdecimal() else None
    page = Paginator(lines_of(user, form, at), PAGE).get_page(request.GET.get("page"))
    rows, said = list(page.object_list), filled(form, today())
    if request.method == "POST":
        try:
            number = _hand_in(request, user, form, rows, columns, said)
        except BangfuError as error:
            messages.error(request, in_full(error.problems[0]))
        else:
            messages.success(request, _("已保存 %(number)s 行。") % {"number": number})
        return redirect(request.get_full_path())
    batch = batch_of(form, user, rows)
    called = [values_of(batch, code) for code in NAMES[form.target]]
    context = {
        "form": form,
        "columns": columns,
        "rows": [(row.pk, " ".join(str(one.get(row.pk) or "") for one in called), _cells(row.pk, columns, said)) for row in rows],
        "page": page,
        "period": period_of(form, today()),
        "places": places(user, place),
        "open": form.state == "allowed" and form.since <= today() and (form.until is None or today() <= form.until),
    }  # fmt: skip
    return render(request, "burden/fill.html", context)


def _cells(
    key: str | int, columns: list[Column], said: dict[str | int, dict[str, str]]
) -> list[tuple[str, str, str]]:
    """Of each new column the name of its input, its heading and what was filled in."""
    told = said.get(key, {})
    return [(f"v-{key}-{one.number}", one.name, told.get(str(one.number), "")) for one in columns]


def _hand_in(
    request: HttpRequest,
    user: Account,
    form: Form,
    rows: list[Any],
    columns: list[Column],
    said: dict[Any, dict[str, str]],
) -> int:
    """Keep each line that differs from what stands; how many these are. Raises `BangfuError`."""
    number = 0
    for row in rows:
        told = {
            str(one.number): plain(request.POST.get(f"v-{row.pk}-{one.number}", ""), LONGEST)
            for one in columns
        }
        if {n: text for n, text in told.items() if text} != said.get(row.pk, {}):
            fill_line(user, form, row.pk, told)
            number += 1
    return number
