"""One question: may somebody be proposed for something on a day, and why not; and attesting what only a person knows."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.honours import entering
from bangfu.site.honours.asking import ENTERS, READS, answers, may_ask_about
from bangfu.site.honours.forms import AskForm, AttestForm, TakeBackForm
from bangfu.site.honours.models import Attestation, Grant
from bangfu.site.honours.showing import Line, asks_for, shown
from bangfu.site.roster.forms import refuse
from bangfu.site.roster.models import Organisation, Person
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of
from bangfu.site.web.words import in_force


@opens_for(WORK)
@require_GET
def eligible(request: HttpRequest) -> HttpResponse:
    """The question and its answer; who may not ask about others asks about themselves."""
    return _page(request, request.GET)


@opens_for(ENTERS)
@require_POST
def attest(request: HttpRequest) -> HttpResponse:
    """Enter whether a condition holds; what was asked comes along, and is answered anew."""
    form = AttestForm(in_force().codes("condition"), request.POST)
    if form.is_valid():
        try:
            entering.attest(cast(Account, request.user), form.cleaned_data)
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已登记。"))
            return redirect(_back(request.POST))
    return _page(request, _asked_before(request.POST), form)


@opens_for(ENTERS)
@require_POST
def take_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Take an attestation back."""
    found, form = get_object_or_404(Attestation, pk=pk), TakeBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明为什么撤回。"))
    else:
        try:
            entering.take_back(cast(Account, request.user), found, form.cleaned_data["reason"])
            messages.success(request, _("已撤回。"))
        except BangfuError as error:
            messages.error(request, in_full(error.problems[0]))
    about = {"person": found.person_id or "", "organisation": found.organisation_id or ""}
    return redirect(_back({**about, **_asked_before(request.POST)}))


def _page(request: HttpRequest, data: Any, attesting: AttestForm | None = None) -> HttpResponse:
    account = cast(Account, request.user)
    own = None if account.may(READS) else account.person_id or ""
    who = str(data.get("person") or data.get("organisation") or own or "")
    if who and not may_ask_about(account, who):
        raise Http404
    context: dict[str, Any] = {"own": own, "nobody": own == "", "asked": bool(data.get("purpose"))}
    if own is not None:
        data = {**{k: data.get(k) for k in ("purpose", "on", "year") if data.get(k)}, "person": own}
    form = AskForm(data if context["asked"] else None, own)
    context["form"] = form
    if context["asked"] and form.is_valid():
        context |= _answered(account, form, attesting)
    elif not context["asked"] and who:
        form.initial |= {"person": data.get("person"), "organisation": data.get("organisation")}
    return render(request, "honours/eligible.html", context, status=422 if attesting else 200)


def _answered(account: Account, form: AskForm, attesting: AttestForm | None) -> dict[str, Any]:
    said = form.cleaned_data
    about: dict[str, Any] = {"person": said["person"], "organisation": said.get("organisation")}
    who: Person | Organisation = about["person"] or about["organisation"]
    try:
        told = answers(account, who.pk, said["purpose"], said["on"], said["year"])
    except BangfuError as error:
        refuse(form, error)
        return {}
    lines: list[Line] = shown(told)
    keys = {name: row.pk if row else "" for name, row in about.items()}
    conditions = asks_for(told)
    may_attest = account.may(ENTERS) and account.person_id != who.pk and bool(conditions)
    return {
        "who": who, "is_person": about["person"] is not None, "lines": lines, "on": said["on"],
        "attesting": attesting or (AttestForm(conditions, initial={**keys, "on": today()}) if may_attest else None),
        "attested": _about(Attestation.objects.annotate(who=name_of("by")), about),
        "given": _about(Grant.objects.all(), about),
        "may_enter": account.may(ENTERS) and account.person_id != who.pk,
    }  # fmt: skip


def _about(rows: QuerySet[Any], about: dict[str, Any]) -> QuerySet[Any]:
    """Those about whom is asked, with what was taken back."""
    return rows.filter(**{name: row for name, row in about.items() if row}).select_related("withdrawal")


def _asked_before(posted: Any) -> dict[str, str]:
    """What was asked before something was entered."""
    found = {name: posted.get(f"asked_{name}", "") for name in ("purpose", "on", "year")}
    about = {name: posted.get(name, "") for name in ("person", "organisation")}
    return {k: v for k, v in (found | about).items() if v}


def _back(posted: Any) -> str:
    asked = _asked_before(posted) if "asked_on" in posted or "asked_purpose" in posted else dict(posted)
    return f"{reverse('eligible')}?{urlencode({k: v for k, v in asked.items() if v})}"
