"""Many entries at once, each answered by itself: the good ones are kept whatever the others are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from django.db import IntegrityError, ProgrammingError, transaction
from psycopg.errors import InsufficientPrivilege

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now
from bangfu.site.ledger import chain
from bangfu.site.ledger.adding import add
from bangfu.site.ledger.checking import Checker, Setting
from bangfu.site.ledger.draft import Draft, draft_of
from bangfu.site.ledger.kinds import is_of_unit
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import Conflict, conflict, hold, not_yours, same, signed
from bangfu.site.web.models import Account
from bangfu.site.web.prepared import asked

Status = Literal["recorded", "known", "conflict", "refused"]
STATUSES = get_args(Status)
NOT_YOURS = (Path(__file__).parent / "sql" / "not_yours.sql").read_text(encoding="utf-8")


class Outcome(NamedTuple):
    """What came of one entry."""

    status: Status
    id: str | None
    seq: int | None = None
    problems: tuple[Problem, ...] = ()


class Row(NamedTuple):
    """A draft that may become an entry: where it stood among those handed in, where it belongs, and its content."""

    at: int
    draft: Draft
    setting: Setting
    content: tuple[bytes, bytes]  # `chain.halves`

    @property
    def about(self) -> tuple[str | None, str | None, int | None]:
        """What decides who may record it."""
        return self.draft.person, self.draft.organisation, self.setting.area


def record_items(account: Account, items: Sequence[Any]) -> list[Outcome]:
    """`record_each` for what was handed in as JSON: what is no entry is refused by itself, too."""
    drafts: list[Draft] = []
    outcomes: list[Outcome | None] = []
    for item in items:
        read = _draft(item)
        outcomes.append(None if isinstance(read, Draft) else read)
        if isinstance(read, Draft):
            drafts.append(read)
    recorded = iter(record_each(account, drafts))
    return [outcome or next(recorded) for outcome in outcomes]


def _draft(item: Any) -> Draft | Outcome:
    id_ = item.get("id") if isinstance(item, dict) else None
    told = id_ if isinstance(id_, str) else None
    try:
        if not isinstance(item, dict):
            raise BangfuError(Problem("entry_unreadable"))
        return draft_of(item)
    except BangfuError as error:
        return refusal(error, told and told[:64])


def record_each(account: Account, drafts: Sequence[Draft]) -> list[Outcome]:
    """Add as many of the drafts as may be added; the outcome of each, in their order.

    1. Sign each as if it came alone. 2. Set aside those that stand already, or come twice. 3. Check the others, and
    for whom the account may record. 4. Book by book in order, so that nobody waits for one who waits for them: hold it,
    link each to the one before it, and add all at once.
    """
    of_unit = cache(is_of_unit)
    drafts = [signed(account, draft, of_unit) for draft in drafts]
    told: dict[int, Outcome] = {}
    rows = _kept_to_own(_checked(account, drafts, told), told)
    books: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        books[row.setting.book].append(row)
    for book, found in sorted(books.items()):
        told.update(_added(book, found))
    firsts: dict[str, Outcome] = {}
    for at, draft in enumerate(drafts):
        if at in told:
            firsts.setdefault(draft.id, told[at])
        else:  # it came before, in the same call
            first = firsts[draft.id]
            told[at] = Outcome("known", draft.id, first.seq) if first.status == "recorded" else first
    return [told[at] for at in range(len(drafts))]


def refusal(error: BangfuError, id_: str | None) -> Outcome:
    """An entry that was not taken."""
    return Outcome("conflict" if isinstance(error, Conflict) else "refused", id_, None, error.problems)


def _checked(account: Account, drafts: Sequence[Draft], told: dict[int, Outcome]) -> Iterator[Row]:
    """The drafts that may be added; what came of the others is told."""
    there = standing([draft.id for draft in drafts])
    checker, taken, at_once = Checker(account, drafts), dict[str, Draft](), chain.told(now())
    for at, draft in enumerate(drafts):
        try:
            if draft.id in there:
                told[at] = Outcome("known", draft.id, same(draft, there[draft.id]).entry.seq)
            elif draft.id not in taken:
                setting = checker.check(draft)
                taken[draft.id] = draft
                yield Row(at, draft, setting, _content(account, draft, setting, at_once))
            elif draft.fields() != taken[draft.id].fields():
                raise conflict(draft)
        except BangfuError as error:
            told[at] = refusal(error, draft.id)


def standing(ids: list[str]) -> dict[str, Entry]:
    """The entries that have one of the ids already, as far as the account sees them.

    They are few or all, so their keys are looked for first, as one parameter. It is unnested, because `any` over a table
    that nobody has counted yet compares every row with every key.
    """
    query = "select id from ledger_entry where id in (select unnest(%s::text[]))"
    found = [id_ for (id_,) in asked(query, ids)]
    return Entry.objects.in_bulk(found) if found else {}


def _content(account: Account, draft: Draft, setting: Setting, recorded_at: str) -> tuple[bytes, bytes]:
    placed = {
        "area": setting.area,
        "book": setting.book,
        "recorded_by": account.id,
        "recorded_at": recorded_at,
    }
    return chain.halves({**draft.fields(), **placed, "corrects": None, "withdraws": False, "reason": ""})


def _kept_to_own(rows: Iterable[Row], told: dict[int, Outcome]) -> list[Row]:
    """Without those about people and units for whom the account may not record."""
    found = list(rows)
    abouts = [dict(zip(("person", "organisation", "area"), a, strict=True)) for a in {r.about for r in found}]
    others = set(asked(NOT_YOURS, json.dumps(abouts)))
    told.update({r.at: refusal(not_yours(), r.draft.id) for r in found if r.about in others})
    return [row for row in found if row.about not in others]


def _added(book: int, rows: list[Row]) -> Iterator[tuple[int, Outcome]]:
    """Put rows at the end of their book. Where the database refuses them together, each half is tried by itself."""
    try:
        with transaction.atomic():
            [(last, former)] = hold([book])
            add(line for line, _ in chain.lines((row.content for row in rows), last, former))
    except (IntegrityError, ProgrammingError) as error:
        if isinstance(error, ProgrammingError) and not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        if len(rows) == 1:
            yield rows[0].at, _alone(rows[0], error)
            return
        middle = len(rows) // 2
        yield from _added(book, rows[:middle])
        yield from _added(book, rows[middle:])
        return
    for seq, row in enumerate(rows, last + 1):
        yield row.at, Outcome("recorded", row.draft.id, seq)


def _alone(row: Row, error: IntegrityError | ProgrammingError) -> Outcome:
    """Why the database takes one row not: its id is taken, by now or out of sight, or it is not for this account."""
    try:
        if isinstance(error, ProgrammingError):
            raise not_yours()
        entry = Entry.objects.filter(pk=row.draft.id).first()
        if entry is None:
            raise conflict(row.draft)
        return Outcome("known", row.draft.id, same(row.draft, entry).entry.seq)
    except BangfuError as refused:
        return refusal(refused, row.draft.id)
