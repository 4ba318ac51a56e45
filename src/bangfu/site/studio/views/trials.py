"""What a draft would mean, before anybody adopts it."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bangfu.errors import BangfuError
from bangfu.regulation.model import Regulation
from bangfu.site.duties.law import law
from bangfu.site.roster.forms import refuse
from bangfu.site.studio.assembling import pack_of, vocabulary_of_draft
from bangfu.site.studio.consequences import beside, by_duty, by_township, chart, columns, loads
from bangfu.site.studio.forms.trying import TryForm
from bangfu.site.studio.models import Draft, Trial
from bangfu.site.studio.trying import wish
from bangfu.site.studio.views.drafts import draft_of
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue


@opens_for("regulations", "adopt")
def consequences(request: HttpRequest, pk: str) -> HttpResponse:
    """Beside what is in force; on last year's ledger; what it asks; what is lacking."""
    row, account = draft_of(pk), cast(Account, request.user)
    form = TryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            wish(account, row, form.cleaned_data["start"], form.cleaned_data["end"])
        except BangfuError as error:
            refuse(form, error)
        else:
            return redirect("studio_consequences", row.pk)
    pack, faults = _pack(row)
    trial = Trial.objects.filter(draft=row).first()
    context: dict[str, Any] = {
        "draft": row, "form": form, "faults": faults, "beside": beside(pack, row, law()) if pack else [],
        "trial": trial, **_told(row, trial),
    }  # fmt: skip
    return render(request, "studio/consequences.html", context, status=422 if form.errors else 200)


@opens_for("regulations", "adopt")
@require_safe
def tried(request: HttpRequest, pk: str) -> HttpResponse:
    """The part of the page that waits for a trial: asked again until it is worked out."""
    row = draft_of(pk)
    trial = Trial.objects.filter(draft=row).first()
    return render(request, "studio/_trial.html", {"draft": row, "trial": trial, **_told(row, trial)})


def _pack(row: Draft) -> tuple[Regulation | None, list[str]]:
    """The draft as a pack, or why it is none yet."""
    try:
        return pack_of(row), []
    except BangfuError as error:
        return None, [p.sentence(tongue()) for p in error.problems]


def _told(row: Draft, trial: Trial | None) -> dict[str, Any]:
    """What came of a trial, drawn."""
    if trial is None or trial.worked_at is None or "summary" not in trial.told:
        failed = [said[tongue()] for said in trial.told.get("failed", [])] if trial else []
        return {"failed": failed}
    summary = trial.told["summary"]
    places = by_township(summary)
    counted = [_head(name, num=True) for _code, name in columns()]
    return {
        "duty_heads": [_head(_("责任")), *counted, _head(_("例子"))],
        "place_heads": [_head(_("乡镇")), _head(_("职务")), *counted],
        "load_heads": [_head(_("职务")), *(_head(t, num=True) for t in (_("几个"), _("记录"), _("走访"), _("天"), _("小时"), _("连同现行文件的记录")))],
        "places": places, "duties": by_duty(summary), "chart": chart(places),
        "unchanged": summary["unchanged"], "gaps": [g[tongue()] for g in trial.told["gaps"]],
        "loads": loads(trial.told["load"], trial.told["load_all"], vocabulary_of_draft(row)),
    }  # fmt: skip


def _head(label: str, *, num: bool = False) -> dict[str, Any]:
    """The head of a column."""
    return {"label": label, "num": num}
