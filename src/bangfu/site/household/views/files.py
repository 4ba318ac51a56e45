"""The file of a household as of a day and as known on a day, a new version, incomes, and the card to print."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.household import reading
from bangfu.site.household.deeds import DEEDS, SlipDeed
from bangfu.site.household.filing import file_version
from bangfu.site.household.forms import Members, VersionForm, initial_of, members_of
from bangfu.site.household.gaps import behind
from bangfu.site.household.keeping import is_due
from bangfu.site.household.listing import benefits_of
from bangfu.site.household.models import Blanking, CardIssue, CorrectionSlip, Lead, Member, Version
from bangfu.site.household.words import codes
from bangfu.site.roster.forms import told
from bangfu.site.roster.models import Household, Pairing
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of


@opens_for(WORK)
@require_safe
def household_file(request: HttpRequest, pk: str) -> HttpResponse:
    """What held on a day, as it was known on a day; today where none is asked for."""
    household = _household(pk)
    day, known = _day(request, "day") or today(), _day(request, "known")
    version = reading.as_of(pk, day, known)
    context = _shown(household, version) | {
        "day": day,
        "known": known,
        "versions": reading.versions(pk, known).annotate(who=name_of("recorded_by")),
        "incomes": reading.incomes(pk, known),
        **_beside(household, version),
        "deeds": _open(cast(Account, request.user), household, version),
    }
    return render(request, "household/file.html", context)


@opens_for("households")
def new_version(request: HttpRequest, pk: str) -> HttpResponse:
    """Record what changed; the form begins with what holds now."""
    household = _household(pk)
    latest = reading.versions(pk).first()
    given = request.POST or None
    form = VersionForm(latest is None, given, initial=initial_of(latest))
    members = Members(given, initial=members_of(latest), prefix="members")
    if request.method == "POST" and form.is_valid() & members.is_valid():
        rows = tuple(_member(row, latest) for row in members.rows)
        try:
            file_version(cast(Account, request.user), household, form.draft(rows))
        except BangfuError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("已记入档案；以前的情况照旧留存，可按日期查看。"))
            return redirect("household_file", pk)
    context = {"household": household, "form": form, "members": members, "guarantees": codes("guarantee")}
    return render(request, "household/new.html", context, status=422 if request.method == "POST" else 200)


@opens_for("households", "help", "confirm")
def household_add(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter something beside a version: an income, a card, the platform, a benefit; or blank the file."""
    return entered(request, form_of(DEEDS, what), _household(pk), reverse("household_file", args=[pk]))


@opens_for(WORK)
@require_safe
def household_card(request: HttpRequest, pk: str) -> HttpResponse:
    """The card of a household, to be printed and signed."""
    household = _household(pk)
    day = _day(request, "day") or today()
    context = _shown(household, reading.as_of(pk, day)) | {
        "day": day,
        "incomes": reading.incomes(pk)[:3],
        "issues": _issues(pk),
    }
    return render(request, "household/card.html", context)


def _household(pk: str) -> Household:
    return get_object_or_404(Household.objects.select_related("place", "place__parent"), pk=pk)


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None


def _shown(household: Household, version: Version | None) -> dict[str, Any]:
    people: list[Member] = list(version.members.all()) if version else []  # type: ignore[attr-defined]
    helpers = Pairing.objects.filter(household=household, end=None).select_related(
        "person", "person__organisation"
    )
    return {
        "household": household,
        "version": version,
        "members": people,
        "twice": reading.twice(people),
        "guarantees": [(code, getattr(version, code)) for code in codes("guarantee")] if version else [],
        "helpers": helpers,
    }


def _issues(pk: str) -> Any:
    return CardIssue.objects.filter(version__household=pk).select_related("version")


def _beside(household: Household, version: Version | None) -> dict[str, Any]:
    """What is held beside the versions, as it is known today."""
    pk = household.pk
    checked = benefits_of([pk])[pk]
    return {
        "issues": _issues(pk),
        "behind": behind(pk, version.pk) if version else None,
        "benefits": [(code, checked.get(code)) for code in codes("benefit")],
        "leads": Lead.objects.filter(household=pk).select_related("comparison", "answer"),
        "corrections": CorrectionSlip.objects.filter(household=pk).select_related("answer"),
        "blanking": Blanking.objects.filter(household=pk).annotate(who=name_of("by")).first(),
    }


def _open(user: Account, household: Household, version: Version | None) -> list[tuple[str, Any]]:
    """What may be entered: cards and the platform need a file, blanking has to be due."""
    shut = set[str]() if version else {"card", "platform"}
    if not is_due(household):
        shut.add("blank")
    found = [(what, title) for what, title in offered(user, DEEDS) if what not in shut]
    return [*found, ("slip", SlipDeed.title)] if SlipDeed.open_to(user) else found


def _member(row: dict[str, Any], latest: Version | None) -> dict[str, Any]:
    """What a form says of a member, with the ID number that is there where none was given."""
    fields = {name: value for name, value in row.items() if name != "DELETE"}
    former = latest.members.filter(key=row["key"]).first() if latest and row["key"] else None  # type: ignore[attr-defined]
    if former is None:
        fields.pop("key")
    elif not fields["id_number"]:
        fields["id_number"] = former.id_number
    return fields


def _refuse(form: forms.Form, error: BangfuError) -> None:
    for problem in error.problems:
        field = {"household_needs_reason": "note"}.get(problem.code, "start")
        form.add_error(field if field in form.fields else None, told(problem))
