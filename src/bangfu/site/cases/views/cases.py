"""The list of cases, one case, and its steps."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from bangfu.errors import BangfuError, Problem
from bangfu.site.accountability.proposing import find
from bangfu.site.cases.forms import PaperForm, StepForm
from bangfu.site.cases.grounds import of_case
from bangfu.site.cases.listing import GROUPS, NAMED, group, narrowed
from bangfu.site.cases.machine import FIRST, RULES
from bangfu.site.cases.models import MEASURE, Case, Cause, Step
from bangfu.site.cases.moving import open_steps, step
from bangfu.site.cases.opening import open_case
from bangfu.site.cases.papers import kinds_for, paper_of, papers_of
from bangfu.site.cases.takeover import takeover
from bangfu.site.cases.words import measure_word, step_word
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.duties.places import choices
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.official import official_of
from bangfu.site.rectification.drafting import meant
from bangfu.site.roster.forms import refuse
from bangfu.site.roster.models import Post
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of
from bangfu.site.web.paging import Pages
from bangfu.site.web.words import tongue

PAGE = 40
LAST = ("send_back", "drop")  # offered after all others, and never as the step to take
NOT_TOLD = {"case_not_now", "case_not_yours"}


@opens_for(WORK)
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The cases in view: for those they are about only their own, once they were told."""
    account = cast(Account, request.user)
    found = narrowed(request.GET, account, today()).prefetch_related(*NAMED)
    known = law()
    context = {
        "page": Pages(found, PAGE).get_page(request.GET.get("page")),
        "counts": [
            {"label": label, "value": group(name, account, today()).count(), "name": name}
            for name, label in GROUPS.items()
        ],
        "groups": list(GROUPS.items()),
        "measures": [(code, measure_word(code)) for code, _code in MEASURE],
        "places": choices(account, request.GET.get("place")),
        "regulations": [(i, known.number(i)) for i in known.packs],
        "heads": [
            {"label": _("案号")}, {"label": _("谁")}, {"label": _("措施")}, {"label": _("依据")}, {"label": _("起止")},
            {"label": _("状态")},
        ],
    }  # fmt: skip
    return render(request, "cases/cases.html", context)


@opens_for(WORK)
@require_GET
def case(request: HttpRequest, pk: str) -> HttpResponse:
    """One case: what is proposed and why, what it rests on, every step, and what this account may do."""
    return _page(request, pk)


@opens_for("weigh")
@require_POST
def case_open(request: HttpRequest, key: str) -> HttpResponse:
    """Take up one proposal; where that is refused, its page says why."""
    account = cast(Account, request.user)
    proposal = find(account, key)
    if proposal is None:
        raise Http404
    try:
        made = open_case(account, proposal)
    except BangfuError as error:
        messages.error(request, in_full(error.problems[0]))
        return redirect("measure_proposed", key)
    messages.success(request, _("已立案。下一步：告知本人。"))
    return redirect("case", made.pk)


@opens_for(WORK)
@require_POST
def case_step(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    """Take a step; why it may not be taken is told at its form."""
    found = get_object_or_404(Case, pk=pk)
    if code not in RULES or code == FIRST or RULES[code].may == "itself":
        raise Http404
    form = StepForm(RULES[code], found, request.POST)
    if form.is_valid():
        try:
            step(cast(Account, request.user), found, code, form.said)
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{step_word(code)} ✓")
            return redirect("case", pk)
    return _page(request, pk, **{code: form})


@opens_for("weigh")
@require_POST
def case_paper(request: HttpRequest, pk: str) -> HttpResponse:
    """Make a paper of the case, to be read through and issued."""
    found = get_object_or_404(Case.objects.select_related(*NAMED, "county"), pk=pk)
    form = PaperForm(kinds_for(found), request.POST)
    if form.is_valid():
        try:
            made = paper_of(cast(Account, request.user), found, Kind(form.cleaned_data["kind"]), form.talk)
        except BangfuError as error:
            refuse(form, error)
        else:
            return redirect("paper", made.pk)
    return _page(request, pk, paper=form)


def _page(request: HttpRequest, pk: str, **given: forms.Form) -> HttpResponse:
    found = get_object_or_404(Case.objects.select_related(*NAMED), pk=pk)
    known, asked = law(), open_steps(found)
    pack = known.packs.get(found.regulation)
    steps: list[Step] = list(found.steps.annotate(who=name_of("by")))  # type: ignore[attr-defined]
    context = {
        "case": found,
        "number": known.number(found.regulation),
        "provisions": meant(pack, found.provision) if pack else [],
        "readings": [r for r in (pack.reading if pack else []) if r.id in found.readings],
        "note": found.note_zh if tongue() == "zh" else found.note_en,
        "causes": of_case(found),
        "takeover": takeover(found),
        "beside": _beside(found),
        "steps": steps,
        "forms": [
            given.get(code) or StepForm(RULES[code], found)
            for code in sorted((c for c, problem in asked.items() if problem is None), key=_place)
            if code != FIRST
        ],
        "closed": _closed(found, asked),
        "refused": [e for code, form in given.items() if asked.get(code) for e in _told(form)],
        "papers": [(paper, official_of(paper).reference) for paper in papers_of(found)],
        "making": given.get("paper") or _making(request, found),
        "moved_on": _moved_on(found),
        "concerned": found.person_id is not None and found.person_id == cast(Account, request.user).person_id,
    }
    return render(request, "cases/case.html", context)


def _place(code: str) -> int:
    """Where a step stands among those that are offered."""
    return LAST.index(code) + 1 if code in LAST else 0


def _told(form: forms.Form) -> list[str]:
    """What was refused of a step that the page no longer offers."""
    return [str(each) for errors in form.errors.values() for each in errors]


def _moved_on(found: Case) -> bool:
    """Whether the person has left the unit since: whoever came after is not charged in their place (S12)."""
    if found.person is None or found.organisation is None:
        return False
    served = Post.objects.filter(person=found.person, organisation=found.organisation)
    return served.exists() and not served.filter(Q(end=None) | Q(end__gte=today())).exists()


def _making(request: HttpRequest, found: Case) -> PaperForm | None:
    kinds = kinds_for(found) if cast(Account, request.user).may("weigh") else []
    return PaperForm(kinds) if kinds else None


def _beside(found: Case) -> list[Case]:
    """Other cases in view that rest on the same findings."""
    causes = Cause.objects.filter(case=found)
    same = Q(causes__finding__in=causes.values("finding")) | Q(causes__decision__in=causes.values("decision"))
    rows = Case.objects.filter(same | Q(causes__decision=found)).exclude(pk=found.pk).distinct()
    return list(rows.prefetch_related(*NAMED)[:20])


def _closed(found: Case, asked: dict[str, Problem | None]) -> list[dict[str, str]]:
    """Steps that would be due now, and why this account may not take them."""
    due = {code: problem for code, problem in asked.items() if found.state in RULES[code].froms}
    shut = {code: problem for code, problem in due.items() if problem and problem.code not in NOT_TOLD}
    return [{"step": step_word(code), "why": in_full(p)} for code, p in shut.items()]
