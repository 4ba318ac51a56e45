"""Versions: handing one in, looking through it beside what it replaces, deciding on it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bangfu.errors import BangfuError
from bangfu.regulation.composing.comparing import beyond, changed, compare
from bangfu.regulation.composing.sentence import sentence
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import vocabulary_of
from bangfu.site.duties.models import Adoption
from bangfu.site.duties.reading import kinds_of
from bangfu.site.roster.forms import refuse, told
from bangfu.site.roster.models import Place
from bangfu.site.studio.forms.deciding import DecideForm, SubmitForm
from bangfu.site.studio.models import Version
from bangfu.site.studio.versions import beside, decide, ended_by, in_view, others, pack_in, submit
from bangfu.site.studio.views.drafts import draft_of
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue


@opens_for("regulations")
def hand_in(request: HttpRequest, pk: str) -> HttpResponse:
    """Hand the draft in for review."""
    row = draft_of(pk)
    changes = Adoption.objects.filter(regulation=row.regulation).exists()
    form = SubmitForm(request.POST if request.method == "POST" else None, changes=changes)
    if request.method == "POST" and form.is_valid():
        try:
            made = submit(
                cast(Account, request.user), row, form.cleaned_data["note"], form.cleaned_data.get("begins")
            )
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已提交，等另一个人审。"))
            return redirect("studio_version", made.pk)
    return render(
        request, "studio/submit.html", {"form": form, "draft": row}, status=422 if form.errors else 200
    )


@opens_for("regulations", "adopt")
@require_safe
def version(request: HttpRequest, pk: str) -> HttpResponse:
    """The whole of it, rule by rule, and what it changes."""
    return _shown(request, get_object_or_404(in_view(), pk=pk), DecideForm())


@opens_for("regulations", "adopt")
@require_POST
def decided(request: HttpRequest, pk: str) -> HttpResponse:
    """Adopted, returned or withdrawn."""
    row = get_object_or_404(in_view(), pk=pk)
    form, state = DecideForm(request.POST), request.POST.get("state", "")
    if form.is_valid() and state in (Version.State.ADOPTED, Version.State.RETURNED, Version.State.WITHDRAWN):
        try:
            decide(cast(Account, request.user), row, state, form.cleaned_data["decision"])
        except BangfuError as error:
            for problem in error.problems:
                form.add_error(None, told(problem))
        else:
            messages.success(
                request, _("已采用。各项责任正在重新判定。") if state == "adopted" else _("已保存。")
            )
            return redirect("studio_version", row.pk)
    return _shown(request, get_object_or_404(in_view(), pk=pk), form)


def _shown(request: HttpRequest, row: Version, form: DecideForm) -> HttpResponse:
    named = request.GET.get("with", "")
    pack, former = pack_in(row), beside(row, named)
    account = cast(Account, request.user)
    words = vocabulary_of([pack, *([former] if former else [])])
    rows = compare(former, pack, words, tongue()) if former else []
    waits = row.state == Version.State.SUBMITTED
    context: dict[str, Any] = {
        "version": row, "pack": pack, "kinds": kinds_of(pack), "former": former, "rows": list(changed(rows)),
        "others": [(word, label) for word, (label, _other) in others(row).items()], "with": named,
        "beyond": beyond(former, pack) if former else (), "reaches": _reaches(pack),
        "same": sum(r.change == "same" for r in rows), "rules": _rules(pack), "ended": ended_by(row),
        "form": form, "may_decide": waits and account.may("adopt") and account.pk != row.made_by,
        "may_withdraw": waits and account.pk == row.made_by,
    }  # fmt: skip
    return render(request, "studio/version.html", context, status=422 if form.errors else 200)


def _reaches(pack: Regulation) -> str:
    """The place that it says it is for, which may lie above the one that adopts it."""
    place = Place.objects.filter(pk=int(pack.regulation.place)).first()
    return str(place) if place else pack.regulation.place


def _rules(pack: Regulation) -> list[dict[str, Any]]:
    """Every provision that does something, as a sentence."""
    words = vocabulary_of([pack])
    return [
        {"provision": p, "said": sentence(p, words, tongue())}
        for p in pack.provision
        if p.kind != "statement"
    ]
