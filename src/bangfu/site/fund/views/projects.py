"""The list of projects with their sums, and one project from its plan to its end."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bangfu.site.duties.places import choices as places
from bangfu.site.fund.charts import pictures
from bangfu.site.fund.forms import corrections, money
from bangfu.site.fund.forms import projects as following
from bangfu.site.fund.forms.projects import MoveForm
from bangfu.site.fund.leads import how_many
from bangfu.site.fund.machine import FIRST, PROPOSED, RULES, SPENDING, STATES, WRITABLE
from bangfu.site.fund.models import Attachment, Procurement, Project, Supervision
from bangfu.site.fund.narrowing import narrowed, years
from bangfu.site.fund.planning import open_moves
from bangfu.site.fund.sums import Sums, sums_of, total, uses_left
from bangfu.site.fund.tracing import vouchers_of
from bangfu.site.fund.views.county import READS
from bangfu.site.fund.words import WORDS, move_word, state_word
from bangfu.site.roster.models import Household
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import opens_for
from bangfu.site.web.entering import done, entered, form_of, offered
from bangfu.site.web.models import Account as User
from bangfu.site.web.named import name_of
from bangfu.site.web.paging import Pages

PAGE = 40
DEEDS = {**corrections.DEEDS, **following.DEEDS, **money.OF_PROJECT}
GIVING_UP = ("withdraw", "drop")  # offered last
NOT_TOLD = {"fund_not_now", "fund_not_yours"}
# In which states something can be entered at all; the rest is open in any.
DUE = {
    "correct": (PROPOSED,), "use-out": WRITABLE, "household-out": WRITABLE, "use": WRITABLE, "household": WRITABLE, "allot": SPENDING, "pay": SPENDING, "asset": ("accepted", "closed"),
    "income": ("accepted", "closed"), "return": SPENDING, "supervise": (*SPENDING, "closed"),
    "procurement": (PROPOSED, "reviewed", "use_approved", *SPENDING),
}  # fmt: skip


@opens_for(READS)
@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """The projects in view with their sums."""
    user = cast(User, request.user)
    found = narrowed(request.GET)
    page = Pages(found.select_related("place", "item"), PAGE).get_page(request.GET.get("page"))
    of_page = sums_of({project.pk: project.budget for project in page.object_list})
    context = {
        "page": page,
        "rows": [(project, of_page[project.pk]) for project in page.object_list],
        "total": total(found),
        "states": [(state, state_word(state)) for state in STATES],
        "places": places(user, request.GET.get("place")),
        "leads": how_many(user),
        "purposes": WORDS.choices("purpose"),
        "years": years(),
        "pictures": pictures(found),
        "query": request.GET.urlencode(),
        "may_read_in": user.may("plan") or user.may("fund"),
        "may_export": user.may("export"),
        "may_plan": user.may("plan"),
    }
    return render(request, "fund/projects.html", context)


@opens_for(READS)
@require_safe
def project(request: HttpRequest, pk: str) -> HttpResponse:
    """One project: plan, use, money in and out, whom it serves, supervision, what is left."""
    return _page(request, pk)


@opens_for(READS)
@require_POST
def step(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    """Take a project on; why it may not go there is told at its form."""
    found = get_object_or_404(Project, pk=pk)
    if code not in RULES or code == FIRST:
        raise Http404
    form = MoveForm(RULES[code], found, request.POST)
    if form.is_valid() and done(form, cast(User, request.user)):
        return redirect("fund_project", pk)
    return _page(request, pk, **{code: form})


@opens_for(READS)
def add(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter something about a project."""
    found = get_object_or_404(Project, pk=pk)
    return entered(request, form_of(DEEDS, what), found, reverse("fund_project", args=[pk]))


def _page(request: HttpRequest, pk: str, **given: MoveForm) -> HttpResponse:
    found = get_object_or_404(
        Project.objects.select_related("place", "item__plan", "item__parent__plan"), pk=pk
    )
    asked = open_moves(found)
    served = Household.objects.filter(pk__in=found.beneficiaries.values("household"))  # type: ignore[attr-defined]
    context = {
        "project": found,
        "sums": sums_of({found.pk: found.budget}).get(found.pk, Sums()),
        "uses": uses_left(found.pk),
        "served": served.select_related("place"),
        "vouchers": vouchers_of(found),
        "moves": found.moves.annotate(who=name_of("by")),  # type: ignore[attr-defined]
        "procurements": Procurement.objects.filter(project=found),
        "supervisions": Supervision.objects.filter(allotment__project=found).annotate(who=name_of("by")),
        "attachments": Attachment.objects.filter(project=found).annotate(who=name_of("by")),
        "may_attach": corrections.AttachForm.open_to(cast(User, request.user)),
        "assets": found.assets.prefetch_related("incomes__household__place"),  # type: ignore[attr-defined]
        "forms": [given.get(code) or MoveForm(RULES[code], found) for code in _due(asked)],
        "refused": [e for code, form in given.items() if asked.get(code) for e in _told(form)],
        "closed": [
            (move_word(code), in_full(problem))
            for code, problem in asked.items()
            if problem and problem.code not in NOT_TOLD
        ],
        "deeds": [
            (what, title)
            for what, title in offered(cast(User, request.user), DEEDS)
            if found.state in DUE.get(what, STATES)
        ],
    }
    return render(request, "fund/project.html", context)


def _due(asked: dict[str, Any]) -> list[str]:
    """The moves that may be made now; giving up comes last."""
    return sorted((c for c, problem in asked.items() if problem is None and c != FIRST), key=GIVING_UP.count)


def _told(form: MoveForm) -> list[str]:
    return [str(each) for errors in form.errors.values() for each in errors]
