"""Saying that something is too much, reading the answer, and answering."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bangfu.errors import BangfuError
from bangfu.site.burden.complaining import About, about, complain, told
from bangfu.site.burden.forms.complaints import DEEDS, ComplaintForm
from bangfu.site.burden.models import Complaint, Form
from bangfu.site.burden.showing import about_word
from bangfu.site.roster.forms import refuse
from bangfu.site.web.access import SIGNED_IN, opens_for
from bangfu.site.web.entering import entered, form_of
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account


@opens_for(SIGNED_IN)
@limited("complain")
def say(request: HttpRequest) -> HttpResponse:
    """One sentence about the page that one comes from."""
    user = cast(Account, request.user)
    path = request.POST.get("page") or request.GET.get("page", "")
    form = ComplaintForm(request.POST if request.method == "POST" else None, initial={"page": path[:300]})
    of = about(path, user.role)
    if form.is_bound and form.is_valid():
        try:
            complain(user, of, form.cleaned_data["text"], named=form.cleaned_data["named"])
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, _("县帮扶办已收到，答复会列在这里。"))
            return redirect("burden_said")
    return render(request, "burden/say.html", {"form": form, "about": _word(of)})


@opens_for(SIGNED_IN)
@require_safe
def said(request: HttpRequest) -> HttpResponse:
    """What one said oneself, with the answers."""
    rows = Complaint.objects.prefetch_related("replies")
    context = {"said": [(one, _word(_of(one)), one.replies.last()) for one in rows[:200]]}  # type: ignore[attr-defined]
    return render(request, "burden/said.html", context)


@opens_for("regulations")
@require_safe
def heard(request: HttpRequest) -> HttpResponse:
    """What reached the office, without names unless they were given."""
    rows = [
        (one, about_word(one.part, one.route, one.regulation, one.duty, _name(one.form or "")))
        for one in told()
    ]
    return render(
        request,
        "burden/heard.html",
        {"rows": rows, "waiting": sum(one.state == "received" for one, _w in rows)},
    )


@opens_for("regulations")
def answer(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Answer one."""
    found = next((one for one in told() if one.id == pk), None)
    if found is None:
        raise Http404
    return entered(request, form_of(DEEDS, what), found, reverse("burden_heard"))


def _of(one: Complaint) -> About:
    return About(one.route, one.part, one.regulation, one.duty, one.form_id or "")  # type: ignore[attr-defined]


def _word(of: About) -> str:
    return about_word(of.part, of.route, of.regulation, of.duty, _name(of.form))


def _name(form: str) -> str:
    return Form.objects.filter(pk=form).values_list("name", flat=True).first() or "" if form else ""
