"""Whether a draft may become an entry: its kind, its days, whom and what it names. All faults are told together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.ledger import reach
from bangfu.site.ledger.draft import LABELS, Draft, field_problem
from bangfu.site.ledger.kinds import Kind, Need, kind_of, vocabulary
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.models import Account

OLDEST = timedelta(days=400)
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Setting:
    """Where an entry belongs, found while it was checked."""

    area: int | None
    book: int


@dataclass(frozen=True)
class Named:
    """The rows that a draft names, and a problem for each that the account does not see."""

    place: Place | None
    household: Household | None
    unseen: list[Problem]


def check(account: Account, draft: Draft, since: date | None = None) -> Setting:
    """Where a draft belongs; days before `since` are too old. Raises `BangfuError` with all that is wrong."""
    named, words = _named(account, draft), vocabulary()
    problems = [*_days(draft, min(since or date.max, _earliest())), *named.unseen]
    if words.has("activity", draft.kind):
        problems += _needs(draft, kind_of(words, draft.kind), named.place)
    else:
        near = words.near("activity", draft.kind)
        problems.append(field_problem("entry_kind", "kind", draft.kind, near=f" ({near}?)" if near else ""))
    if not (draft.person or draft.organisation):
        problems.append(field_problem("entry_by_nobody", "person"))
    if problems:
        raise BangfuError(*problems)
    area = reach.area_of(named.place, named.household)
    return Setting(area, reach.book_of(account, area, draft.person, draft.organisation))


def _earliest() -> date:
    """The first day that can be recorded now: in reach of memory, and under a regulation."""
    starts = [pack.regulation.start for pack in law().packs.values()]
    return max(today() - OLDEST, min(starts, default=date.min))


def _days(draft: Draft, earliest: date) -> Iterator[Problem]:
    last = draft.until or draft.on
    if draft.on > today():
        yield field_problem("entry_in_future", "on", draft.on)
    elif last > today():
        yield field_problem("entry_in_future", "until", last)
    if draft.on < earliest:
        yield field_problem("entry_too_old", "on", draft.on, earliest=earliest.isoformat())
    if last < draft.on:
        yield field_problem("entry_ends_early", "until", last)
    elif last - draft.on > LONGEST:
        yield field_problem("entry_too_long", "until", last)


def _named(account: Account, draft: Draft) -> Named:
    found: dict[str, Any] = {
        name: reach.seen(name, id_) for name in reach.MODELS if (id_ := getattr(draft, name))
    }
    if draft.place:
        found["place"] = reach.places(account).filter(pk=draft.place).first()
    unseen = [field_problem("entry_unseen", n, getattr(draft, n)) for n, row in found.items() if row is None]
    return Named(found.get("place"), found.get("household"), unseen)


def _needs(draft: Draft, kind: Kind, place: Place | None) -> Iterator[Problem]:
    for need in kind.needs:
        if not any(getattr(draft, name) for name in need.fields):
            yield _missing(kind, need)
        elif need.levels and place and place.level not in need.levels:
            yield field_problem("entry_place_level", "place", place.name, zh_kind=kind.zh, en_kind=kind.en)


def _missing(kind: Kind, need: Need) -> Problem:
    zh, en = ([LABELS[name][tongue] for name in need.fields] for tongue in (0, 1))
    words = {"zh_kind": kind.zh, "en_kind": kind.en, "zh_what": "或".join(zh), "en_what": " or ".join(en)}
    return field_problem("entry_lacks", need.fields[0], **words)
