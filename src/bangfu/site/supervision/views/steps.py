"""What the pages of inspections share: the one door to each row, and telling what stands against a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from bangfu.errors import BangfuError
from bangfu.site.roster.forms import told
from bangfu.site.roster.views.telling import tell
from bangfu.site.supervision.models import Assignment, Campaign, Draw, Team

Made = TypeVar("Made")


def campaign_or_404(pk: str) -> Campaign:
    """An inspection that the account sees."""
    return get_object_or_404(Campaign.objects.select_related("place"), pk=pk)


def team_or_404(pk: str) -> Team:
    """A team of such an inspection."""
    return get_object_or_404(Team.objects.select_related("campaign__place"), pk=pk)


def assignment_or_404(pk: str) -> Assignment:
    """What such a team inspects."""
    rows = Assignment.objects.select_related("team__campaign", "place", "organisation")
    return get_object_or_404(rows, pk=pk)


def draw_or_404(pk: str) -> Draw:
    """A draw of such an inspection."""
    return get_object_or_404(Draw.objects.select_related("campaign"), pk=pk)


def carried_out(form: forms.Form, step: Callable[[], Made]) -> Made | None:
    """Do it; what stands against it is told at the fields of the form. None where it was not done."""
    if not form.is_valid():
        return None
    try:
        return step()
    except BangfuError as error:
        for problem in error.problems:
            form.add_error(problem.column if problem.column in form.fields else None, told(problem))
        return None


def stepped(request: HttpRequest, step: Callable[[], object], done: str, *to: object) -> HttpResponse:
    """Do it and go on; what stands against it is told on the next page."""
    try:
        step()
    except BangfuError as error:
        tell(request, error)
    else:
        messages.success(request, done)
    return redirect(*to)  # type: ignore[arg-type]
