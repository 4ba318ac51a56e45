"""Adding to the ledger: the only door through which entries come in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, ProgrammingError, transaction
from psycopg.errors import InsufficientPrivilege

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now
from bangfu.site.ledger import chain
from bangfu.site.ledger.adding import add
from bangfu.site.ledger.checking import Checker, Setting, check
from bangfu.site.ledger.draft import Draft, draft_from, field_problem
from bangfu.site.ledger.kinds import is_of_unit
from bangfu.site.ledger.models import Entry
from bangfu.site.web.models import Account
from bangfu.site.web.prepared import asked

SHORTEST_REASON = 2  # characters


@dataclass(frozen=True)
class Recorded:
    """An entry in the ledger; not `new` where it had been handed in before."""

    entry: Entry
    new: bool


class Conflict(BangfuError):
    """Another entry has this id; neither is lost: the one stands, the other is still with whoever sent it."""


def record(account: Account, draft: Draft) -> Recorded:
    """Add one entry. The same one again gives the first answer again.

    Raises `Conflict` for an id that stands for other content, `BangfuError` with all that is wrong.
    """
    return record_all(account, [draft])[0]


def record_all(account: Account, drafts: Sequence[Draft]) -> list[Recorded]:
    """Add several entries, all or none."""
    drafts = [signed(account, draft) for draft in drafts]
    checker = Checker(account, drafts)
    steps = [_known(draft) or checker.check(draft) for draft in drafts]
    with transaction.atomic():
        hold(step.book for step in steps if isinstance(step, Setting))
        return [
            step if isinstance(step, Recorded) else _add(account, draft, step)
            for draft, step in zip(drafts, steps, strict=True)
        ]


def correct(account: Account, entry: Entry, draft: Draft, reason: str) -> Recorded:
    """Put an entry right by a new one in its place. Raises `BangfuError` where that may not be."""
    draft = signed(account, draft)
    known = _known(draft, corrects=entry)
    if known is not None:
        return known
    _may_change(account, entry, reason)
    if draft.model_copy(update={"id": entry.id, "made_at": entry.made_at}).says_the_same_as(entry):
        raise BangfuError(Problem("nothing_changed", value=entry.id))
    setting = check(account, draft, since=entry.on)
    return _add(account, draft, setting, corrects_id=entry.id, reason=reason.strip())


def withdraw(account: Account, entry: Entry, reason: str, id_: str | None = None) -> Recorded:
    """Take an entry back: a new one says that it stands no longer. Raises `BangfuError` where that may not be."""
    draft = draft_from(entry, id=id_ or secrets.token_hex(16), made_at=None)
    known = _known(draft, corrects=entry)
    if known is not None:
        return known
    _may_change(account, entry, reason)
    setting = Setting(entry.area, entry.book)
    return _add(account, draft, setting, corrects_id=entry.id, reason=reason.strip(), withdraws=True)


def may_change(account: Account, entry: Entry) -> bool:
    """Whether an account may correct or withdraw an entry: who recorded it, who did it, or the office of the area."""
    own = entry.recorded_by == account.id or (entry.person_id and entry.person_id == account.person_id)
    return bool(own or account.may("record_area"))


def signed(account: Account, draft: Draft, of_unit: Callable[[str], bool] = is_of_unit) -> Draft:
    """Whoever names nobody else speaks of the own doing, and of the unit's where only units do such things."""
    if draft.organisation or draft.person not in (None, account.person_id):
        return draft
    signer = {"person": account.person_id}
    if not account.person_id or of_unit(draft.kind):
        signer["organisation"] = account.organisation_id
    return draft.model_copy(update=signer)


def hold(books: Iterable[int]) -> list[tuple[int, str]]:
    """Hold books until the transaction ends, always in the same order; the last number and hash of each."""
    return [end for book in sorted(set(books)) for end in asked("select seq, hash from hold_book(%s)", book)]


def _known(draft: Draft, corrects: Entry | None = None) -> Recorded | None:
    entry = Entry.objects.filter(pk=draft.id).first()
    return None if entry is None else same(draft, entry, corrects)


def same(draft: Draft, entry: Entry, corrects: Entry | None = None) -> Recorded:
    """The first answer again, where a draft says what the entry of its id says. Raises `Conflict` where it does not."""
    if not draft.says_the_same_as(entry) or entry.corrects_id != (corrects.id if corrects else None):
        raise conflict(draft)
    return Recorded(entry, new=False)


def conflict(draft: Draft) -> Conflict:
    """Another entry has the id of a draft."""
    return Conflict(field_problem("same_id_other_content", "id", draft.id))


def _may_change(account: Account, entry: Entry, reason: str) -> None:
    if not may_change(account, entry):
        raise BangfuError(Problem("not_yours_to_correct", value=entry.id))
    if entry.withdraws or hasattr(entry, "corrected_by"):
        raise BangfuError(Problem("already_corrected", value=entry.id))
    if len(reason.strip()) < SHORTEST_REASON:
        raise BangfuError(Problem("no_reason", column="reason"))


def _add(account: Account, draft: Draft, setting: Setting, **more: Any) -> Recorded:
    """Put an entry at the end of its book. The database says whether this account may."""
    entry = Entry(**columns_of(account, draft, setting), recorded_at=now(), **more)
    try:
        with transaction.atomic():
            [(last, entry.former)] = hold([setting.book])
            entry.seq = last + 1
            [(line, entry.hash)] = chain.lines([chain.halves(fields_of(entry))], last, entry.former)
            add([line])
    except IntegrityError as error:
        return _met(draft, entry, error)
    except ProgrammingError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise not_yours() from error
        raise
    return Recorded(entry, new=True)


def columns_of(account: Account, draft: Draft, setting: Setting) -> dict[str, Any]:
    """An entry in its columns, but for its place in the chain and the moment when it got there."""
    return {**draft.columns(), "book": setting.book, "area": setting.area, "recorded_by": account.id}


def not_yours() -> BangfuError:
    """The account may not record for whom a draft names."""
    return BangfuError(field_problem("not_yours_to_record", "person"))


def _met(draft: Draft, entry: Entry, error: IntegrityError) -> Recorded:
    """Another came first: with this id, or with a correction of the same entry."""
    known = _known(draft, corrects=entry.corrects)
    if known is not None:
        return known
    if entry.corrects_id and Entry.objects.filter(corrects=entry.corrects_id).exists():
        raise BangfuError(Problem("already_corrected", value=entry.corrects_id)) from error
    raise conflict(draft) from error


def fields_of(entry: Entry) -> dict[str, Any]:
    """An entry as the chain reads it."""
    references = {name: getattr(entry, f"{name}_id") for name in chain.KEYS}
    return {name: getattr(entry, name) for name in chain.FIELDS if name not in references} | references
