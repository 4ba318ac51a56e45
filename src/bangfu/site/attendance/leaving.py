"""Leave, step by step: asked for, decided by the role that its length asks for, taken back, ended by the return."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

import pghistory
from django.db import ProgrammingError, transaction
from django.db.models import QuerySet
from psycopg.errors import InsufficientPrivilege

from bangfu.errors import BangfuError, Problem
from bangfu.site.attendance.models import Leave, Tier
from bangfu.site.clock import now, today
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import record
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Post
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of

State = Leave.State
OPEN = (State.ASKED, State.APPROVED)


def in_view() -> QuerySet[Leave]:
    """Every leave that the account may see, with names, the latest first."""
    rows = Leave.objects.select_related("person", "place")
    return rows.annotate(asker=name_of("asked_by"), by=name_of("decided_by")).order_by("-asked_at", "pk")


def waiting(account: Account) -> QuerySet[Leave]:
    """Those that this account decides."""
    mine = in_view().filter(state=State.ASKED, decider=account.role).exclude(asked_by=account.pk)
    return mine.exclude(person=account.person_id) if account.may("leave") else mine.none()


def ask(account: Account, post: Post, start: date, end: date, reason: str) -> Leave:
    """Ask for leave from a post. Raises `BangfuError`: days taken already, or more than anybody may grant."""
    days = (end - start).days + 1
    tier = Tier.objects.filter(county=county_at(post.place_id or 0), days__gte=days).first()
    if tier is None:
        raise BangfuError(Problem("leave_too_long", column="end", value=str(days)))
    if Leave.objects.filter(person=post.person_id, state__in=OPEN, start__lte=end, end__gte=start).exists():
        raise BangfuError(Problem("leave_twice", column="start", value=start.isoformat()))
    with pghistory.context(reason=reason):
        return Leave.objects.create(
            person=post.person, place=post.place, start=start, end=end, reason=reason, decider=tier.role,
            asked_by=account.pk, asked_at=now(),
        )  # fmt: skip


def decide(account: Account, leave: Leave, *, approved: bool, decision: str) -> None:
    """Approve or refuse. Raises `BangfuError` where somebody else does, or it is decided already."""
    state = State.APPROVED if approved else State.REFUSED
    _move(
        leave, State.ASKED, decision, state=state, decided_by=account.pk, decided_at=now(), decision=decision
    )


def withdraw(leave: Leave) -> None:
    """Take back what was not decided yet."""
    _move(leave, State.ASKED, "", state=State.WITHDRAWN)


def come_back(account: Account, leave: Leave, on: date) -> Entry | None:
    """End leave with the first day back: the days that were taken go into the ledger, if there were any.

    Days beyond those granted are no leave. Raises `BangfuError` for a day before the leave or one still to come.
    """
    if not leave.start <= on <= today():
        raise BangfuError(Problem("leave_return", column="on", value=on.isoformat()))
    with transaction.atomic():
        entry = _taken(account, leave, on)
        _move(
            leave, State.APPROVED, "", state=State.RETURNED, returned_on=on, entry=entry.pk if entry else ""
        )
    return entry


def _taken(account: Account, leave: Leave, back: date) -> Entry | None:
    last = min(back - timedelta(days=1), leave.end)
    if last < leave.start:
        return None
    until = last if last > leave.start else None
    said = {"id": secrets.token_hex(16), "kind": "leave_day", "on": leave.start, "until": until}
    return record(account, draft_of({**said, "person": leave.person_id, "place": leave.place_id})).entry


def _move(leave: Leave, former: State, reason: str, **fields: object) -> None:
    """Change it only if it is still in its former state, and the database lets this account do so."""
    try:
        with pghistory.context(reason=reason), transaction.atomic():
            moved = Leave.objects.filter(pk=leave.pk, state=former).update(**fields)
    except ProgrammingError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise BangfuError(Problem("leave_decided", value=leave.pk)) from error
        raise
    if not moved:
        raise BangfuError(Problem("leave_decided", value=leave.pk))
