"""The page of one finding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bangfu.errors import Problem
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.rectification.drafting import former, meant
from bangfu.site.rectification.forms import MoveForm, SimilarForm
from bangfu.site.rectification.machine import FIRST, RULES
from bangfu.site.rectification.models import Evidence, Finding, Move
from bangfu.site.rectification.moving import open_moves
from bangfu.site.rectification.narrowing import NAMED, row
from bangfu.site.roster.words import in_full
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of
from bangfu.site.web.words import tongue

NOT_TOLD = {"finding_not_now", "finding_not_your_role", "finding_not_your_area"}


def page_of(request: HttpRequest, pk: str, **given: forms.Form) -> HttpResponse:
    """The page, with forms that were refused in place of fresh ones."""
    found = get_object_or_404(Finding.objects.select_related(*NAMED, "repeats", "similar_to"), pk=pk)
    known, asked = law(), open_moves(found)
    pack = known.packs.get(found.regulation)
    context = {
        "finding": found,
        "shown": row(found, today()),
        "moves": _moves(found),
        "forms": _forms(found, asked, given),
        "closed": _closed(found, asked),
        "number": known.number(found.regulation),
        "provisions": meant(pack, found.clause) if pack else [],
        "former": former(found)[:5],
        "similar_ones": found.similar.select_related("place"),  # type: ignore[attr-defined]
        "similar": given.get("similar") or _similar(request.user, found),  # type: ignore[arg-type]
    }
    return render(request, "rectification/finding.html", context)


def _moves(found: Finding) -> list[dict[str, Any]]:
    """Every move with its evidence, the latest last."""
    evidence: dict[str, list[Evidence]] = {}
    for each in found.evidence.select_related("entry"):  # type: ignore[attr-defined]
        evidence.setdefault(each.move, []).append(each)
    made: list[Move] = list(found.moves.annotate(who=name_of("by")))  # type: ignore[attr-defined]
    return [{"move": m, "evidence": evidence.get(m.pk, [])} for m in made]


def _forms(
    found: Finding, asked: dict[str, Problem | None], given: dict[str, forms.Form]
) -> list[forms.Form]:
    return [
        given.get(code) or MoveForm(RULES[code], found)
        for code, problem in asked.items()
        if problem is None and code != FIRST
    ]  # fmt: skip


def _closed(found: Finding, asked: dict[str, Problem | None]) -> list[dict[str, str]]:
    """Moves that would be due now, and why this account may not make them."""
    due = {code: problem for code, problem in asked.items() if found.state in RULES[code].froms}
    shut = {code: problem for code, problem in due.items() if problem and problem.code not in NOT_TOLD}
    return [{"move": getattr(RULES[code], tongue()), "why": in_full(p)} for code, p in shut.items()]


def _similar(account: Account, found: Finding) -> SimilarForm | None:
    """Offered to whoever inspects, once the finding stands."""
    stands = found.fed_back_on is not None and found.state != "withdrawn"
    return SimilarForm(found) if account.may("inspect") and stands else None
