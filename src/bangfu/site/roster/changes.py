"""Changing many rows at once: prepared, looked at, applied in one transaction, taken back whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pghistory
from django.db import connection
from django.db.models import Q

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Change
from bangfu.site.roster.rows import ROSTER, Texts, code_of, standing
from bangfu.site.roster.saving import refusals
from bangfu.site.web.models import Account

BATCH = 2000


@dataclass(frozen=True)
class Op:
    """One row before and after; no `before` is a new row."""

    table: str
    id: str
    before: Texts | None
    after: Texts

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """The cells that change: column, old, new."""
        old = self.before or {}
        return [(c, old.get(c, ""), new) for c, new in self.after.items() if old.get(c, "") != new]


def ops_of(change: Change) -> list[Op]:
    """What a change does."""
    return [Op(**op) for op in change.plan["ops"]]


def prepare(
    kind: Change.Kind, account: Account, ops: Sequence[Op], title: str = "", reason: str = "", **more: Any
) -> Change:
    """Keep a change for somebody to look at; `more` is kept in its plan."""
    return Change.objects.create(
        kind=kind,
        account=account.pk,
        area=account.area.code if account.area else None,
        title=title[:200],
        reason=reason,
        counts=_counts(ops),
        plan={"ops": [asdict(op) for op in ops], **more},
        made_at=now(),
    )


def _counts(ops: Iterable[Op]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for op in ops:
        of_table = counts.setdefault(op.table, {"new": 0, "changed": 0})
        of_table["changed" if op.before else "new"] += 1
    return counts


def apply(change: Change, reason: str = "") -> None:
    """Do it. Raises `BangfuError` where it was done before, a row has changed since, or the database refuses."""
    ops = ops_of(change)
    with refusals(), pghistory.context(reason=reason or change.reason, change=change.pk):
        words = {"reason": reason} if reason else {}
        _move(change, Change.State.PREPARED, state=Change.State.APPLIED, applied_at=now(), **words)
        _refuse_stale(ops, {op.id: op.before for op in ops})
        for table in ROSTER:
            here = [op for op in ops if op.table == table]
            _write(table, [op.after for op in here if op.before])
            _add(table, [op.after for op in here if not op.before])


def undo(change: Change, reason: str = "") -> None:
    """Take it back. Raises `BangfuError` where a row has changed since, or something rests on it."""
    ops = ops_of(change)
    with refusals(), pghistory.context(reason=reason or f"undo {change.pk}", change=change.pk):
        began = change.applied_at
        _move(change, Change.State.APPLIED, state=Change.State.UNDONE, undone_at=now())
        _refuse_stale(ops, {op.id: op.after for op in ops})
        if began is not None and recorded_since(ops, began):
            raise BangfuError(Problem("recorded_since"))
        for table in reversed(ROSTER):
            here = [op for op in ops if op.table == table]
            _remove(table, [op.id for op in here if not op.before])
            _write(table, [op.before for op in here if op.before])


def _move(change: Change, from_: Change.State, **words: Any) -> None:
    """Claim the change, so that two clicks do it once."""
    if not Change.objects.filter(pk=change.pk, state=from_).update(**words):
        raise BangfuError(Problem("change_moved_on"))
    change.refresh_from_db(fields=list(words))


def _refuse_stale(ops: Sequence[Op], expected: dict[str, Texts | None]) -> None:
    """Somebody else's later change is never written over."""
    for table in ROSTER:
        ids = [op.id for op in ops if op.table == table]
        there = standing(table, ids) if ids else {}
        for id_ in ids:
            if there.get(id_) != expected[id_]:
                raise BangfuError(Problem("changed_since", file=table, value=id_))


def _add(table: str, rows: Sequence[Texts]) -> None:
    """Plainly: a new unit is seen only once it is there, and an insert that may update asks to see it before."""
    known = ROSTER[table]
    known.model._default_manager.bulk_create([known.model(**known.values(t)) for t in rows], BATCH)


def _write(table: str, rows: Sequence[Texts]) -> None:
    known = ROSTER[table]
    made = [known.model(**known.values(texts)) for texts in rows]
    kept = set(known.values(rows[0])) - {"id", "code"} if rows else set[str]()
    names = [f.name for f in known.model._meta.concrete_fields if f.attname in kept]
    known.model._default_manager.bulk_create(
        made, BATCH, update_conflicts=True, update_fields=names, unique_fields=["pk"]
    )


def _remove(table: str, ids: Sequence[str]) -> None:
    """Straight from the table: what must not lose the row holds it by its own constraint."""
    known = ROSTER[table]
    keys = [code_of(i) for i in ids] if table == "places" else list(ids)
    column = known.model._meta.pk.column if known.model._meta.pk else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"delete from {known.table} where {column} = any(%s)", [keys])
        if cursor.rowcount < len(keys):
            raise BangfuError(Problem("outside_your_area"))


def recorded_since(ops: Iterable[Op], moment: datetime) -> bool:
    """Whether the ledger gained something after a moment that rests on new posts or pairings."""
    acting: set[tuple[str, str | int | None]] = set()
    for op in ops:
        if op.before or op.table not in ("posts", "pairings"):
            continue
        at = op.after.get("household") or code_of(op.after.get("place", ""))
        acting |= {(who, at) for who in (op.after["person"], op.after.get("organisation", "")) if who}
    them = {who for who, _ in acting}
    entries = Entry.objects.filter(Q(person__in=them) | Q(organisation__in=them), recorded_at__gte=moment)
    for person, organisation, household, area in entries.values_list(
        "person_id", "organisation_id", "household_id", "area"
    ):
        if any(
            (who, at) in acting for who in (person, organisation) if who for at in (household, area, None)
        ):
            return True
    return False
