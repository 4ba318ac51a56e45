"""What somebody finds too much: said, heard by the county office without a name, answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.urls import Resolver404, resolve

from bangfu.site.burden.keeping import kept
from bangfu.site.burden.models import Complaint, Form, Reply
from bangfu.site.clock import moment, today
from bangfu.site.duties.models import Verdict
from bangfu.site.web.models import Account
from bangfu.site.web.navigation import navigation

Counts = list[tuple[str, str, str, str, str, int]]  # page, its place, regulation, duty, form, how often


@dataclass(frozen=True)
class About:
    """What a complaint is about: a page, the place of the navigation it lies under, a duty or form if it shows one."""

    route: str
    part: str = ""
    regulation: str = ""
    duty: str = ""
    form: str = ""


@dataclass(frozen=True)
class Told:
    """A complaint as the office reads it: no account, the day and not the hour; a name only where its author ticked it."""

    id: str
    text: str
    route: str
    part: str
    regulation: str
    duty: str
    form: str | None
    role: str
    township: str | None
    on: date
    name: str
    state: str
    answer: str | None
    answered_on: date | None


def about(path: str, role: str) -> About:
    """What a page is about, by its address; of an address that is none, the page alone."""
    try:
        found = resolve(path)
    except Resolver404:
        return About("home")
    links = [link for group in navigation(path, role) for link in group["links"] if link["current"]]
    part = links[0]["name"] if links else ""
    duty, form = _duty(found.url_name or "", found.kwargs), _form(found.url_name or "", found.kwargs)
    return About(found.url_name or "home", part, *duty, form)


def _duty(route: str, given: Mapping[str, Any]) -> tuple[str, str]:
    """The duty that a page shows the verdict of."""
    if route != "why":
        return "", ""
    rows = Verdict.objects.filter(number=given.get("number"), snapshot__live=True)
    return rows.values_list("regulation", "duty").first() or ("", "")


def _form(route: str, given: Mapping[str, Any]) -> str:
    """The form that a page shows."""
    if not route.startswith("burden_form") or "pk" not in given:
        return ""
    return Form.objects.filter(pk=given["pk"]).values_list("pk", flat=True).first() or ""


def complain(user: Account, of: About, text: str, *, named: bool) -> Complaint:
    """Say that something is too much. Raises `BangfuError`."""
    made = Complaint(
        text=text.strip(), named=named, route=of.route[:64], part=of.part[:64], regulation=of.regulation, duty=of.duty,
        form_id=of.form or None, on=today(), by=user.pk, at=moment(),
    )  # fmt: skip
    with kept():
        made.save(force_insert=True)
    return made


def told() -> list[Told]:
    """The complaints that reach whoever asks, those without an answer first."""
    with connection.cursor() as cursor:
        cursor.execute("select * from burden_told()")
        return [Told(*row) for row in cursor.fetchall()]


def reply(user: Account, complaint: str, state: str, text: str) -> Reply:
    """Answer a complaint: `answered`, `mended` or `declined`, with words. Raises `BangfuError`."""
    made = Reply(complaint_id=complaint, state=state, text=text.strip(), on=today(), by=user.pk, at=moment())
    with kept():
        made.save(force_insert=True)
    return made


def counted(since: date, until: date) -> Counts:
    """How often each page, duty or form was said to be too much in the area of whoever asks; no words, no names."""
    with connection.cursor() as cursor:
        cursor.execute("select * from burden_counted(%s, %s)", [since.isoformat(), until.isoformat()])
        return cursor.fetchall()
