"""The day that a page speaks of: today's verdicts are there; those of another day are computed when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bangfu.site.clock import today
from bangfu.site.duties.judge import client
from bangfu.site.duties.models import Snapshot

FIRST = date(2014, 1, 1)  # nothing adopted here is older than the register of 2014


class DayConverter:
    """`2020-10-20` in an address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The day; ValueError makes it a missing page."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """As ISO writes it."""
        return str(value)


def day_asked(text: str | None) -> date:
    """The day that `?as_of=` names, today where it names none. A day that nobody can judge is a missing page."""
    try:
        day = date.fromisoformat(text) if text else today()
    except ValueError:
        day = today()
    if not FIRST <= day <= today():
        raise Http404
    return day


def live() -> Snapshot | None:
    """Today's verdicts, or the last that were computed."""
    return Snapshot.objects.filter(live=True).first()


def ready(day: date) -> Snapshot | None:
    """The verdicts of a day up to the last entry; None where the day was never judged, which takes a while."""
    now = live()
    if now is not None and day in (now.as_of, today()):
        return now
    return client.snapshot(day) if Snapshot.objects.filter(as_of=day).exists() else None


def on_day(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the snapshot of the day it is asked for; while that is computed, a page that waits."""

    @wraps(view)
    def dated(request: HttpRequest, *args: Any, as_of: date | None = None, **kwargs: Any) -> HttpResponse:
        day = day_asked(str(as_of) if as_of else request.GET.get("as_of"))
        snapshot = ready(day)
        if snapshot is None:
            return render(request, "duties/waiting.html", {"day": day})
        request.snapshot = snapshot  # type: ignore[attr-defined]  # the shell shows its day
        return view(request, *args, snapshot=snapshot, **kwargs)

    return dated
