"""Choosing a form, beginning a sheet, filling it, handing it in; with or without scripts, with or without a network."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from bangfu.errors import BangfuError
from bangfu.site.checklists import sheets
from bangfu.site.checklists.filling import Conflict, begin, hand_in, handed_in_of
from bangfu.site.checklists.forms import BeginForm, FillForm
from bangfu.site.checklists.models import Sheet
from bangfu.site.checklists.parts import FormPart, form_parts, part_named, posts_of, said, subject_of
from bangfu.site.clock import today
from bangfu.site.roster.forms import told as told_at
from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.views.errors import told
from bangfu.site.web.views.offline import LINKS


@opens_for("inspect")
def new(request: HttpRequest) -> HttpResponse:
    """Choose a form; then whom it is about, the inspection and the day."""
    key = request.GET.get("part", "")
    if not key:
        parts = [(part, said(part.form.title)) for part in form_parts()]
        return render(request, "checklists/choose.html", {"parts": parts})
    part = part_named(key)
    if part is None:
        raise Http404
    form = BeginForm(part, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = _begun(cast(Account, request.user), part, form)
        if made is not None:
            return redirect("checklist_fill", made.pk)
    context = {"form": form, "title": part.title, "back": reverse("checklist_new")}
    return render(request, "roster/form.html", context)


def _begun(account: Account, part: FormPart, form: BeginForm) -> Sheet | None:
    data = form.cleaned_data
    try:
        return begin(account, part, form.posts[data["post"]], data["on"], data["campaign"])
    except BangfuError as error:
        for problem in error.problems:
            form.add_error(problem.column if problem.column in form.fields else None, told_at(problem))
    return None


@opens_for("inspect")
@require_POST
def correct(request: HttpRequest, pk: str) -> HttpResponse:
    """Begin a sheet that puts right one that was handed in: the same form, subject and inspection."""
    former = get_object_or_404(sheets.handed_in(), pk=pk)
    found = [part for part in form_parts() if (part.form.id, part.part.clause) == (former.form, former.part)]
    part = next((part for part in found if part.pack.regulation.id == former.regulation), None)
    posts = posts_of(part, today()) if part else []
    post = next((p for p in posts if subject_of(p).pk == (former.person_id or former.organisation_id)), None)
    if part is None or post is None:
        messages.error(request, _("这张表或这个对象现在已经不在，不能更正。"))
        return redirect("checklist", pk)
    try:
        made = begin(cast(Account, request.user), part, post, former.on, former.campaign, former)
    except BangfuError as error:
        messages.error(request, str(told_at(error.problems[0]).message))
        return redirect("checklist", pk)
    return redirect("checklist_fill", made.pk)


@opens_for("inspect")
@ensure_csrf_cookie
def fill(request: HttpRequest, pk: str) -> HttpResponse:
    """The rows of a sheet as a form. A script hands in the same form and reads the answer as JSON."""
    account = cast(Account, request.user)
    sheet = get_object_or_404(sheets.in_view(), pk=pk, begun_by=account.pk)
    as_json = "json" in request.headers.get("Accept", "") and "html" not in request.headers.get("Accept", "")
    if hasattr(sheet, "handing") and request.method == "GET":
        return redirect("checklist", pk)
    form = FillForm(sheet, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _handing, fresh = hand_in(account, sheet, handed_in_of(form.handed()))
        except Conflict as conflict:
            return _conflict(request, sheet, conflict, as_json=as_json)
        except BangfuError as error:
            for problem in error.problems:
                form.refuse(problem.column, told_at(problem))
        else:
            return _done(request, sheet, fresh=fresh, as_json=as_json)
    if as_json:
        wrong = {name: [str(e) for e in errors] for name, errors in form.errors.items()}
        return JsonResponse({"status": "refused", "fields": wrong}, status=422)
    lines = [*zip(form.lines(), sheets.lines_of(sheet), strict=True)]
    return render(request, "checklists/fill.html", {"sheet": sheet, "form": form, "lines": lines})


def _done(request: HttpRequest, sheet: Sheet, *, fresh: bool, as_json: bool) -> HttpResponse:
    if as_json:
        status = "handed_in" if fresh else "known"
        return JsonResponse(
            {"status": status, "url": reverse("checklist", args=[sheet.pk])}, status=201 if fresh else 200
        )
    messages.success(request, _("已交。交过的清单不再改动。"))
    return redirect("checklist", sheet.pk)


def _conflict(request: HttpRequest, sheet: Sheet, conflict: Conflict, *, as_json: bool) -> HttpResponse:
    problem = conflict.problems[0]
    if as_json:
        body: dict[str, Any] = {"status": "conflict", **told(problem)}
        return JsonResponse(body, status=409)
    messages.error(request, str(told_at(problem).message))
    return redirect("checklist", sheet.pk)


@opens_for(PUBLIC)
@require_GET
@ensure_csrf_cookie
def shell(request: HttpRequest) -> HttpResponse:
    """The empty page in which the phone shows sheets it keeps; the same for everybody."""
    return render(request, "checklists/shell.html", {"links": LINKS})
