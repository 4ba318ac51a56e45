"""One screening as stages; the inbox of reports; notices; the county's schemes; and the one page for all that is entered."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.identification.confirming import people
from bangfu.site.identification.coverage import waiting
from bangfu.site.identification.desk import DESKS
from bangfu.site.identification.forms.lists import items, latest
from bangfu.site.identification.forms.screenings import MOVES, OF_SCREENING
from bangfu.site.identification.machine import UNDER_WAY
from bangfu.site.identification.models import (
    Answer,
    Notice,
    Objection,
    Report,
    Roll,
    Scheme,
    Screening,
    StepRecord,
)
from bangfu.site.identification.screening import open_moves, proposed
from bangfu.site.identification.templates import templates
from bangfu.site.identification.views.villages import PAGE, READS
from bangfu.site.identification.words import move_word
from bangfu.site.roster.models import Household, Place
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of
from bangfu.site.web.paging import Pages
from bangfu.site.web.posted import posted

NOT_TOLD = {"identify_not_now", "identify_not_yours", "identify_lists_say"}
WRITABLE = {"lists": ("screening",), "person": ("screening",), "step": UNDER_WAY}
STAGES = ("reported", "screening", "appraised", "posted", "confirmed")


@opens_for(*READS)
@require_safe
def screening(request: HttpRequest, pk: str) -> HttpResponse:
    """One screening: what was answered, the steps, the moves, and what it waits for."""
    found = get_object_or_404(
        Screening.objects.select_related("roll", "scheme", "place__parent", "report"), pk=pk
    )
    asked = open_moves(found)
    user = cast(Account, request.user)
    taken = {
        row.number: row for row in StepRecord.objects.filter(screening=found).annotate(who=name_of("by"))
    }
    context = {
        "screening": found,
        "stages": STAGES,
        "at": STAGES.index(found.state) + 1 if found.state in STAGES else 0,
        "proposed": proposed(found),
        "items": _answered(found),
        "people": people(found),
        "steps": [(n, text, taken.get(n)) for n, text in enumerate(found.scheme.steps, 1)],
        "moves": found.moves.annotate(who=name_of("by")),  # type: ignore[attr-defined]
        "household": Household.objects.filter(pk__in=found.moves.values("household")).first(),  # type: ignore[attr-defined]
        "notices": Notice.objects.filter(lines__screening=found),
        "deeds": [
            (what, title)
            for what, title in offered(user, OF_SCREENING)
            if _writable(found, what) or (what in MOVES and asked.get(what, 1) is None)
        ],
        "closed": [
            (move_word(code), in_full(problem))
            for code, problem in asked.items()
            if problem and problem.code not in NOT_TOLD
        ],
    }
    return render(request, "identification/screening.html", context)


@opens_for(*READS, "help")
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What came, the latest day to look at it, and what became of it; whoever only helps sees the own reports."""
    user = cast(Account, request.user)
    rows = Report.objects.select_related("place", "roll").order_by("-received_on", "-at", "pk")
    late = waiting().filter(due_on__lt=today())
    if request.GET.get("late"):
        rows = rows.filter(pk__in=late.values("pk"))
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    of_page = [row.pk for row in page.object_list]
    found = {row.report_id: row for row in Screening.objects.filter(report__in=of_page).order_by("at", "pk")}
    context = {
        "page": page,
        "rows": [(row, found.get(row.pk)) for row in page.object_list],
        "late": late.count(),
        "villages": _villages(user),
        "deeds": offered(user, DESKS["report"][1]),
        "today": today(),
    }
    return render(request, "identification/reports.html", context)


@opens_for(*READS)
@require_safe
def notice(request: HttpRequest, pk: str) -> HttpResponse:
    """A notice as it is posted, to print, and what was objected."""
    found = get_object_or_404(Notice.objects.select_related("place__parent", "scheme"), pk=pk)
    user = cast(Account, request.user)
    lines = found.lines.select_related("screening__roll").order_by("pk")  # type: ignore[attr-defined]
    context = {
        "notice": found,
        "lines": [posted(r.head, r.address, r.people) for r in (line.screening.roll for line in lines)],
        "objections": Objection.objects.filter(notice=found).annotate(who=name_of("answered_by")),
        "deeds": [] if found.removed_on else offered(user, DESKS["notice"][1]),
        "may_answer": user.may("households") or user.may("confirm"),
    }
    return render(request, "identification/notice.html", context)


@opens_for(*READS)
@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    """How the county identifies: every version of each scheme, and what is missing."""
    versions = list(Scheme.objects.annotate(who=name_of("by")))
    user = cast(Account, request.user)
    county = user.area if user.area and user.area.level == "county" and user.may("confirm") else None
    context = {
        "rows": [(t, [v for v in versions if v.template == t.code]) for t in templates().values()],
        "county": county,
    }
    return render(request, "identification/schemes.html", context)


@opens_for("households", "confirm", "help")
def add(request: HttpRequest, desk: str, pk: str, what: str) -> HttpResponse:
    """Enter something about a village, a household of the roll, a report, a screening, a notice, an objection, a scheme."""
    if desk not in DESKS:
        raise Http404
    model, deeds = DESKS[desk]
    try:
        subject: Any = get_object_or_404(model._default_manager, pk=pk)
    except (ValueError, ValidationError):
        raise Http404 from None
    return entered(request, form_of(deeds, what), subject, _back(cast(Account, request.user), subject, desk))


def _back(user: Account, subject: Any, desk: str) -> str:
    """The page of what something was entered about; the own reports for whoever only helps there."""
    if not any(map(user.may, READS)):
        return reverse("identification_reports")
    match subject:
        case Screening():
            return reverse("identification_screening", args=[subject.pk])
        case Notice():
            return reverse("identification_notice", args=[subject.pk])
        case Objection():
            return reverse("identification_notice", args=[subject.notice_id])  # type: ignore[attr-defined]
        case Roll():
            return reverse("identification_village", args=[subject.place_id])
        case Place() if desk == "village" and subject.level == "village":
            return reverse("identification_village", args=[subject.pk])
        case Place():
            return reverse("identification_schemes")
        case _:
            return reverse("identification_reports")


def _writable(found: Screening, what: str) -> bool:
    """Whether something is still written of it; lists without items are not."""
    return found.state in WRITABLE.get(what, ()) and (what != "lists" or bool(items(found)))


def _answered(found: Screening) -> list[tuple[str, int, str, Answer | None]]:
    """Every item with its latest answer."""
    known = latest(found)
    return [(name, n, text, known.get((name, n))) for name, n, text in items(found)]


def _villages(user: Account) -> list[Place]:
    """Where this account may say that a household needs help: where it helps, or in its area."""
    if not user.may("help") or user.may("households"):
        return []
    return list(
        Place.objects.filter(pk__in=Household.objects.values("place"), level="village").order_by("code")
    )
