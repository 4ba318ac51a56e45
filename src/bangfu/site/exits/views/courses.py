"""Courses: the list of what goes on, one course step by step, and its notice to hang out."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.errors import Problem
from bangfu.site.clock import today
from bangfu.site.exits.bars import FOR_PEOPLE, REGULATION, why_not
from bangfu.site.exits.forms.moves import DEEDS, MOVES
from bangfu.site.exits.leaving import open_moves
from bangfu.site.exits.machine import OPEN, POSTED
from bangfu.site.exits.models import Course, Objection
from bangfu.site.exits.words import WORDS, move_word
from bangfu.site.household.reading import as_of
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of
from bangfu.site.web.paging import Pages
from bangfu.site.web.posted import posted

PAGE = 40
NOT_TOLD = {"exit_not_now", "exit_not_yours"}
LAST = ("stop", "fail_exit")  # offered after everything else


@opens_for(WORK)
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """What goes on in view; with `all`, also what came to its end."""
    found = Course.objects.select_related("household__place__parent")
    kind, whole = request.GET.get("kind", ""), request.GET.get("all") == "1"
    if not whole:
        found = found.filter(state__in=OPEN)
    if kind in WORDS.codes("course"):
        found = found.filter(kind=kind)
    page = Pages(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "exits/courses.html",
        {"page": page, "kind": kind, "whole": whole, "kinds": WORDS.choices("course")},
    )


@opens_for(WORK)
@require_safe
def course(request: HttpRequest, pk: str) -> HttpResponse:
    """One course: what was done, what may be done now, and what stands in the way."""
    user, found = cast(Account, request.user), _course(pk)
    asked = open_moves(found, MOVES)
    deeds = [(code, move_word(code)) for code, problem in asked.items() if problem is None]
    deeds += _said(user, found)
    context = {
        "course": found,
        "moves": found.moves.annotate(who=name_of("by")),  # type: ignore[attr-defined]
        "objections": Objection.objects.filter(course=found, answers=None).select_related("answer"),
        "deeds": sorted(deeds, key=lambda deed: LAST.count(deed[0])),
        "last": LAST,
        "closed": _closed(asked),
        "bars": why_not(found.household_id, today()) if found.kind == "exit" and found.state in OPEN else [],
        "for_people": FOR_PEOPLE,
        "regulation": REGULATION,
        "lot": getattr(found, "lot", None),
        "posted": found.state in POSTED,
    }
    return render(request, "exits/course.html", context)


@opens_for(WORK)
def add(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Take a course on, or enter what is said of its notice."""
    return entered(request, form_of(DEEDS, what), _course(pk), reverse("exits_course", args=[pk]))


@opens_for(WORK)
@require_safe
def notice(request: HttpRequest, pk: str) -> HttpResponse:
    """The notice, to be printed and hung out."""
    found = _course(pk)
    hung = found.moves.filter(state__in=POSTED).last()  # type: ignore[attr-defined]
    if hung is None:
        raise Http404
    file, home = as_of(found.household_id, hung.on), found.household
    told = posted(home.head, file.address, file.members.count()) if file else posted(home.head, "", None)  # type: ignore[attr-defined]
    return render(request, "exits/notice.html", {"course": found, "hung": hung, "posted": told})


def _said(user: Account, found: Course) -> list[tuple[str, Any]]:
    """Answers and objections, while there is something to answer or to object to."""
    if found.state not in POSTED:
        return []
    waits = Objection.objects.filter(course=found, answers=None, answer=None).exists()
    words = ("answer", "objection") if waits else ("objection",)
    return sorted(
        (deed for deed in offered(user, DEEDS) if deed[0] in words), key=lambda deed: words.index(deed[0])
    )


def _closed(asked: dict[str, Problem | None]) -> list[tuple[str, str]]:
    return [
        (move_word(code), in_full(problem))
        for code, problem in asked.items()
        if problem and problem.code not in NOT_TOLD
    ]


def _course(pk: str) -> Course:
    return get_object_or_404(Course.objects.select_related("household__place__parent", "risk", "lot"), pk=pk)
