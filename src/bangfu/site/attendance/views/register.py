"""The register: one's own month, the sheet of a place or unit, and confirming many months in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bangfu.site.attendance.confirming import Refusal
from bangfu.site.attendance.confirming import confirm as confirm_months
from bangfu.site.attendance.forecast import forecasts
from bangfu.site.attendance.kinds import SIGNS, sign
from bangfu.site.attendance.register import Month
from bangfu.site.attendance.sheet import Line, lines, sheet
from bangfu.site.clock import today
from bangfu.site.duties.calendar_month import in_weeks, neighbours
from bangfu.site.duties.days import live
from bangfu.site.duties.narrowing import NAMED, of_day
from bangfu.site.duties.places import in_view
from bangfu.site.duties.rows import rows_of
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.asked import month_asked
from bangfu.site.web.models import Account
from bangfu.site.web.words import word
from bangfu.site.workdays.official import official

MOST_OF_UNIT = 200  # people
SHEETS = ("township", "village")  # what is wider has hundreds of lines: one of its townships is chosen first


@opens_for(WORK)
def attendance(request: HttpRequest) -> HttpResponse:
    """To one's own month, the unit's sheet, or that of the area."""
    account = cast(Account, request.user)
    if account.kind.home == "unit" and account.organisation_id:
        to = reverse("attendance_unit", args=[account.organisation_id])
    elif account.kind.home == "person" and account.person_id:
        to = reverse("attendance_person", args=[account.person_id])
    else:
        to = reverse("attendance_place", args=[account.area_id or 0])
    return redirect(f"{to}?{request.GET.urlencode()}")


@opens_for(WORK)
def person_month(request: HttpRequest, pk: str) -> HttpResponse:
    """One person's month: what was where, what cannot be right, and where the year leads at this pace."""
    account, person = cast(Account, request.user), get_object_or_404(Person, pk=pk)
    month = _month(request)
    [line] = lines([person], month)
    context = {
        "person": person,
        "line": line,
        "weeks": _weeks(line),
        "totals": [(word("activity", k), n) for k, n in line.attendance.totals.items()],
        "forecasts": _forecasts(person),
        "may_record": account.may("record_area") or (account.may("record") and account.person_id == pk),
        "may_ask": account.may("record_area") or account.person_id == pk,
        "latest": min(month.last, today()),
        "kinds": [(k, word("activity", k)) for k in SIGNS if k != "leave_day"],
    } | _of(month)
    return render(request, "attendance/month.html", context)


@opens_for("area")
def place_sheet(request: HttpRequest, code: int) -> HttpResponse:
    """The sheet of a place, with a form to confirm months where this account may."""
    account = cast(Account, request.user)
    place = get_object_or_404(in_view(account), pk=code)
    month = _month(request)
    return _sheet(request, place, month, sheet(place, month) if place.level in SHEETS else [])


@opens_for("unit", "area")
def unit_sheet(request: HttpRequest, pk: str) -> HttpResponse:
    """The sheet of those whom a unit sent."""
    unit = get_object_or_404(Organisation, pk=pk)
    people = Person.objects.filter(organisation=unit).order_by("key", "pk")[:MOST_OF_UNIT]
    month = _month(request)
    return _sheet(request, unit, month, [line for line in lines(list(people), month) if line.posts])


@opens_for("record_area")
@require_POST
def confirm(request: HttpRequest, code: int) -> HttpResponse:
    """Confirm the months that are ticked; those that cannot be are told with the reason."""
    account = cast(Account, request.user)
    place = get_object_or_404(in_view(account), pk=code, level__in=SHEETS)
    month, ticked = _month(request), set(request.POST.getlist("person"))
    claims = {p: int(n) for p in ticked if (n := request.POST.get(f"claim-{p}", "")).isdecimal()}
    done, refused = confirm_months(
        account, [line for line in sheet(place, month) if line.person.pk in ticked], claims
    )
    if done:
        messages.success(request, ngettext("已确认 %(n)s 人。", "已确认 %(n)s 人。", done) % {"n": done})
    if refused:
        return _sheet(request, place, month, sheet(place, month), refused)
    return redirect(f"{reverse('attendance_place', args=[code])}?month={month.first:%Y-%m}")


def _month(request: HttpRequest) -> Month:
    return Month(month_asked(request, today()))


def _of(month: Month) -> dict[str, Any]:
    before, after = neighbours(month.first)
    return {"month": month, "before": before, "after": after if after <= today() else None}


def _sheet(
    request: HttpRequest,
    of: Place | Organisation,
    month: Month,
    found: list[Line],
    refused: Sequence[Refusal] = (),
) -> HttpResponse:
    account = cast(Account, request.user)
    context = {
        "of": of,
        "lines": found,
        "refused": refused,
        "signs": [(sign(k), word("activity", k)) for k in SIGNS],
        "may_confirm": isinstance(of, Place) and account.may("record_area") and month.first <= today(),
        "parts": _parts(of),
        "wide": isinstance(of, Place) and of.level not in SHEETS,
        "many_faults": sum(bool(line.faults) for line in found),
    } | _of(month)
    return render(request, "attendance/sheet.html", context)


def _parts(of: Place | Organisation) -> list[Place]:
    """The townships of a county, or the villages of a township."""
    return list(Place.objects.filter(parent=of)) if isinstance(of, Place) and of.level != "village" else []


def _weeks(line: Line) -> list[list[dict[str, Any]]]:
    """The month as the calendar component shows it: each entry in its days."""
    wrong = {f.day for f in line.faults}
    items = {day: [_item(e, day in wrong) for e in found] for day, found in line.attendance.by_day.items()}
    return in_weeks(line.attendance.month.first, items)


def _item(entry: Entry, wrong: bool) -> dict[str, Any]:
    return {
        "label": word("activity", entry.kind),
        "state": "unmet" if wrong else "exempt" if entry.kind == "leave_day" else "met",
        "url": reverse("entry", args=[entry.pk]),
    }


def _forecasts(person: Person) -> list[Any]:
    snapshot = live()
    if snapshot is None:
        return []
    rows = of_day(snapshot).filter(person=person, status="open").prefetch_related(*NAMED)
    return forecasts(rows_of(rows.order_by("period_end", "number"), snapshot.as_of), official())
