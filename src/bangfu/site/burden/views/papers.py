"""Forms: the register, one form with what it costs, the gate, filled from data, its new columns filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bangfu.errors import BangfuError
from bangfu.site.burden.asking import open_moves, take_in
from bangfu.site.burden.fields import fields_of, written
from bangfu.site.burden.filling import masks, workbook
from bangfu.site.burden.forms.gate import ABOUT, GateForm, wanted
from bangfu.site.burden.forms.moves import DEEDS
from bangfu.site.burden.impact import impact_of
from bangfu.site.burden.machine import FIRSTS, RULES, STATES
from bangfu.site.burden.matching import matched
from bangfu.site.burden.models import Form
from bangfu.site.burden.views.meter import county_of
from bangfu.site.burden.words import move_word, state_word
from bangfu.site.clock import now, today
from bangfu.site.duties.places import choices as places
from bangfu.site.roster.models import Place
from bangfu.site.roster.uploads import TakeoutForm
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.asked import plain
from bangfu.site.web.entering import entered, form_of
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account, Unmasking
from bangfu.site.web.named import name_of
from bangfu.site.web.paging import Pages

PAGE = 40
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@opens_for(WORK)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The forms that people of the county are asked to fill, those that wait and those in use first."""
    state = request.GET.get("state", "")
    rows = Form.objects.prefetch_related("columns")
    rows = rows.filter(state=state) if state in STATES else rows
    context = {
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": [(code, state_word(code)) for code in STATES],
        "gate": any(map(cast(Account, request.user).may, RULES["propose"].may.split())),
    }
    return render(request, "burden/forms.html", context)


@opens_for(WORK)
@require_safe
def form(request: HttpRequest, pk: str) -> HttpResponse:
    """One form: its columns and where they stand, what it costs, what was decided."""
    user, found = cast(Account, request.user), _form(pk)
    known, columns = fields_of(found.target), list(found.columns.all())  # type: ignore[attr-defined]
    asked = open_moves(found, DEEDS)
    waits = asked["allow"]
    context = {
        "form": found,
        "columns": [(one, known.get(one.known)) for one in columns],
        "known": sum(1 for one in columns if one.known),
        "new": sum(1 for one in columns if not one.known),
        "moves": found.moves.annotate(who=name_of("by")),  # type: ignore[attr-defined]
        "deeds": [(code, move_word(code)) for code, problem in asked.items() if problem is None],
        "closed": [(move_word("allow"), in_full(waits))] if waits and waits.code in TOLD else [],
        "impact": impact_of(user, found),
        "masked": masks(found),
        "full": TakeoutForm(),
        "places": places(user, None),
    }
    return render(request, "burden/form.html", context)


TOLD = ("burden_second_person", "burden_over")  # reasons that whoever might decide is shown


@opens_for("regulations", "approve", "oversee")
def form_add(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Take a form on."""
    return entered(request, form_of(DEEDS, what), _form(pk), reverse("burden_form", args=[pk]))


@opens_for("regulations", "approve")
@limited("upload")
def gate(request: HttpRequest) -> HttpResponse:
    """A form comes in: first what it is, then its columns beside what is known, then it goes on its way."""
    user = cast(Account, request.user)
    asked = GateForm(request.POST or None, request.FILES or None)
    if not asked.is_bound or not asked.is_valid():
        return render(request, "burden/gate.html", {"form": asked})
    code, target = request.POST.get("code", ""), asked.cleaned_data["target"]
    if code not in FIRSTS:
        names = asked.read()
        if not names:
            return render(request, "burden/gate.html", {"form": asked})
        return _review(request, asked, matched(names, target))
    columns = wanted(request.POST, target)
    try:
        made = take_in(
            user, county_of(user), asked.asked(), columns, code, plain(request.POST.get("text", ""), 1000)
        )
    except BangfuError as error:
        return _review(request, asked, columns, [in_full(problem) for problem in error.problems])
    messages.success(request, _("已保存。"))
    return redirect("burden_form", made.pk)


def _review(
    request: HttpRequest, asked: GateForm, columns: list[Any], refused: list[str] | None = None
) -> HttpResponse:
    """The columns beside what is known, to be gone over."""
    target = asked.cleaned_data["target"]
    fields = fields_of(target)
    new = sum(1 for one in columns if not one.known)
    context = {
        "form": asked,
        "about": [(name, request.POST.get(name, "")) for name in ABOUT],
        "columns": [(one, fields.get(one.known)) for one in columns],
        "fields": [(code, f"{one.word} · {one.where}") for code, one in fields.items()],
        "new": new,
        "known": len(columns) - new,
        "refused": refused,
        "text": request.POST.get("text", ""),
    }
    return render(request, "burden/review.html", context)


@opens_for("export")
@require_safe
@takes_away("burden_form")
def filled(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The form filled from what is known, for what the account sees; names and numbers masked."""
    return _filled(request, _form(pk), request.GET.get("place", ""))


@opens_for("unmask")
@require_POST
@takes_away("burden_form_in_full")
def filled_in_full(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The same with names and numbers in full: only with a reason, which is kept for each field."""
    reason, found, user = TakeoutForm(request.POST), _form(pk), cast(Account, request.user)
    if not reason.is_valid():
        messages.error(request, _("请写明为什么要全名（至少四个字）。"))
        return redirect("burden_form", pk)
    for field in masks(found):
        Unmasking.objects.create(
            account=user.pk, at=now(), table=written()[field].whose, row="*", field=field, reason=reason.cleaned_data["reason"],
            area=user.area.code if user.area else None,
        )  # fmt: skip
    return _filled(request, found, request.POST.get("place", ""), in_full=True)


def _filled(request: HttpRequest, found: Form, place: str, *, in_full: bool = False) -> HttpResponseBase:
    at = Place.objects.filter(pk=int(place)).first() if place.isdecimal() else None
    file = workbook(found, cast(Account, request.user), at, today(), in_full=in_full)
    return FileResponse(
        file, as_attachment=True, filename=f"{Path(found.name).name}-{today()}.xlsx", content_type=XLSX
    )


def _form(pk: str) -> Form:
    return get_object_or_404(Form.objects.select_related("county").prefetch_related("columns"), pk=pk)
