"""One's own file, asking for a correction, and the list of those that wait for an answer."""

from __future__ import annotations

from typing import cast

import pghistory
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bangfu.site.clock import now, today
from bangfu.site.personal.charts import by_month
from bangfu.site.personal.file import file_of
from bangfu.site.personal.forms import AnswerForm, AskForm
from bangfu.site.personal.models import Correction
from bangfu.site.roster.models import Person
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.masking import masked
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of

PAGE = 40
State = Correction.State


@opens_for(WORK)
@require_GET
def my_file(request: HttpRequest) -> HttpResponse:
    """Everything held about the person of this account."""
    return _file(request, AskForm())


@opens_for(WORK)
@require_POST
def ask_correction(request: HttpRequest) -> HttpResponse:
    """Say what is wrong."""
    account, form = cast(Account, request.user), AskForm(request.POST)
    if account.person_id is None or not form.is_valid():
        return _file(request, form)
    Correction.objects.create(
        person_id=account.person_id, asked_by=account.pk, asked_at=now(), **form.cleaned_data
    )
    messages.success(request, _("已提交，答复会写在这里。"))
    return redirect("my_file")


@opens_for("roster")
@require_GET
def corrections(request: HttpRequest) -> HttpResponse:
    """Those in view, the ones that wait first."""
    return _list(request)


@opens_for("roster")
@require_POST
def answer_correction(request: HttpRequest, pk: str) -> HttpResponse:
    """Answer one; nobody answers the own one, and none is answered twice."""
    account, form = cast(Account, request.user), AnswerForm(request.POST)
    found = get_object_or_404(Correction, pk=pk)
    if not form.is_valid():
        return _list(request, pk, form)
    said = {**form.cleaned_data, "answered_by": account.pk, "answered_at": now()}
    with pghistory.context(reason=form.cleaned_data["answer"][:200]):
        answered = Correction.objects.filter(pk=found.pk, state=State.ASKED).update(**said)
    if answered:
        messages.success(request, _("已答复。"))
    else:
        messages.error(request, _("没有答复成：已经有人答复过，或者是您自己提的。"))
    return redirect("corrections")


def _file(request: HttpRequest, form: AskForm) -> HttpResponse:
    account = cast(Account, request.user)
    person = Person.objects.filter(pk=account.person_id).select_related("organisation").first()
    asked = Correction.objects.filter(person=account.person_id).annotate(who=name_of("answered_by"))
    parts = file_of(account, person) if person else []
    context = {
        "person": person,
        "phone": masked(person.phone, "phone") if person else "",  # enough to tell whether it is right
        "parts": [part for part in parts if part.rows],
        "without": [part.title for part in parts if not part.rows],
        "chart": by_month(person, today()) if person else {},
        "asked": asked if person else [],
        "form": form,
    }
    return render(request, "personal/file.html", context)


def _list(request: HttpRequest, at: str = "", form: AnswerForm | None = None) -> HttpResponse:
    found = Correction.objects.select_related("person", "person__organisation").annotate(
        who=name_of("answered_by")
    )
    page = Paginator(found.order_by("state", "-asked_at", "pk"), PAGE).get_page(request.GET.get("page"))
    rows = [(row, form if row.pk == at else AnswerForm(auto_id=f"id_{row.pk}_%s")) for row in page]
    return render(request, "personal/corrections.html", {"page": page, "rows": rows})
