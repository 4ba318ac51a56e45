"""Handing over: posts and pairings pass from one person to a successor on one day, together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now
from bangfu.site.duties.days import live
from bangfu.site.duties.models import Exemption
from bangfu.site.duties.rows import Row, rows_of
from bangfu.site.roster import changes
from bangfu.site.roster.changes import Op
from bangfu.site.roster.models import Change, Pairing, Person, Post, new_id
from bangfu.site.roster.rows import Texts, standing
from bangfu.site.roster.timeline import posts_by_role
from bangfu.site.web.models import Account

MOST_OPEN = 100


@dataclass(frozen=True)
class Passing:
    """What somebody holds that can pass on a day: posts by role, pairings, and what begins too late to pass."""

    roles: list[tuple[str, list[Post]]]
    pairings: list[Pairing]
    later: int

    @property
    def is_empty(self) -> bool:
        """Nothing to pass."""
        return not self.roles and not self.pairings


def passing(person: Person, on: date) -> Passing:
    """What the person held the day before and would still hold on that day."""
    held = (Q(start__isnull=True) | Q(start__lt=on)) & (Q(end__isnull=True) | Q(end__gte=on))
    posts = Post.objects.filter(person=person).select_related("place", "organisation")
    pairings = Pairing.objects.filter(person=person).select_related("household", "place")
    return Passing(
        posts_by_role(posts.filter(held)),
        list(pairings.filter(held).order_by("place", "household__key", "pk")),
        posts.filter(start__gte=on).count() + pairings.filter(start__gte=on).count(),
    )


def open_work(person: Person) -> list[Row]:
    """What the person still owes in periods that run: it goes to the successor with the posts."""
    snapshot = live()
    if snapshot is None:
        return []
    owed = snapshot.verdict_set.filter(person=person, status="open")  # type: ignore[attr-defined]
    named = owed.select_related("person", "organisation", "place", "household")
    return rows_of(named.order_by("period_end", "number")[:MOST_OPEN], snapshot.as_of)


def open_exemptions(person: Person, on: date) -> QuerySet[Exemption]:
    """Exemptions of the person that were asked or run on: they do not pass to anybody."""
    running = [Exemption.State.ASKED, Exemption.State.APPROVED]
    return Exemption.objects.filter(person=person, state__in=running, end__gte=on).order_by("end", "pk")


def plan(old: Person, new: Person, on: date, chosen: Mapping[str, Iterable[str]], own_unit: bool) -> list[Op]:
    """End the chosen posts and pairings the day before and begin them with the successor.

    What the successor holds already is only ended. `own_unit`: posts that the old person's unit sent are from now on
    sent by the successor's.
    """
    ops: list[Op] = []
    for table, ids in chosen.items():
        theirs = [_apart(row) for row in standing(table, _held(table, new)).values()]
        for id_, row in standing(table, ids).items():
            passed = {**row, "id": new_id(), "person": new.pk, "start": on.isoformat()}
            if own_unit and row.get("organisation") and row["organisation"] == _unit(old):
                passed["organisation"] = _unit(new)
            ops.append(Op(table, id_, row, {**row, "end": (on - timedelta(days=1)).isoformat()}))
            if not any(_same(passed, other) for other in theirs):
                ops.append(Op(table, passed["id"], None, passed))
    return ops


def _held(table: str, person: Person) -> list[str]:
    rows: QuerySet[Any] = (Post if table == "posts" else Pairing).objects.filter(person=person)
    return list(rows.values_list("pk", flat=True))


def _unit(person: Person) -> str:
    return person.organisation.pk if person.organisation else ""


def _apart(row: Texts) -> Texts:
    return {**row, "end": row["end"] or date.max.isoformat()}


def _same(passed: Texts, other: Texts) -> bool:
    """Whether the successor has the same already at some time of the new row."""
    what = set(passed) - {"id", "start", "end"}
    last = passed["end"] or date.max.isoformat()
    return (
        all(passed[c] == other[c] for c in what)
        and other["start"] <= last
        and passed["start"] <= other["end"]
    )


def prepare(account: Account, old: Person, new: Person, on: date, ops: list[Op], reason: str) -> Change:
    """Keep a handover for its preview."""
    if old == new:
        raise BangfuError(Problem("hands_to_self"))
    if not ops:
        raise BangfuError(Problem("hands_nothing"))
    title = f"{old} → {new}"
    named = {"from": old.pk, "to": new.pk, "on": on.isoformat()}
    return changes.prepare(Change.Kind.HANDOVER, account, ops, title, reason, **named)


def can_undo(change: Change) -> bool:
    """Within the day on which it was done, by the clock of the wall."""
    moment = change.applied_at
    return (
        change.state == Change.State.APPLIED
        and moment is not None
        and moment.astimezone(now().tzinfo).date() == now().date()
    )


def undo(change: Change, reason: str) -> None:
    """Take a handover back on its own day, while nothing was recorded on it."""
    if not can_undo(change):
        raise BangfuError(Problem("handover_settled"))
    changes.undo(change, reason)
