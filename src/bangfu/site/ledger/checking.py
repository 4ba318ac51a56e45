"""Whether a draft may become an entry: its kind, its days, whom and what it names. All faults are told together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.ledger.chain import REFERENCES
from bangfu.site.ledger.draft import LABELS, Draft, field_problem
from bangfu.site.ledger.kinds import Kind, Need, kind_of, vocabulary
from bangfu.site.ledger.reach import Sight
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account

OLDEST = timedelta(days=400)
LONGEST = timedelta(days=366)


class Setting(NamedTuple):
    """Where an entry belongs, found while it was checked."""

    area: int | None
    book: int


class Checker:
    """What is asked of drafts that come together: today, the law, and the rows that they name, looked up once."""

    def __init__(self, account: Account, drafts: Iterable[Draft]) -> None:
        self.sight = Sight(account, drafts)
        self.today, self.earliest, self.words = today(), _earliest(), vocabulary()
        self._kinds: dict[str, Kind] = {}

    def check(self, draft: Draft, since: date | None = None) -> Setting:
        """Where a draft belongs; days before `since` are too old. Raises `BangfuError` with all that is wrong."""
        sight = self.sight
        problems = list(_days(draft, min(since or date.max, self.earliest), self.today))
        for name in REFERENCES:
            key = getattr(draft, name)
            if key and not sight.sees(name, key):
                problems.append(field_problem("entry_unseen", name, key))
        problems += self._kind(draft, sight.place(draft.place))
        if not (draft.person or draft.organisation):
            problems.append(field_problem("entry_by_nobody", "person"))
        if problems:
            raise BangfuError(*problems)
        area = sight.area(draft.place, draft.household)
        return Setting(area, sight.book(area, draft.person, draft.organisation))

    def _kind(self, draft: Draft, place: Place | None) -> Iterable[Problem]:
        if not self.words.has("activity", draft.kind):
            near = self.words.near("activity", draft.kind)
            return [field_problem("entry_kind", "kind", draft.kind, near=f" ({near}?)" if near else "")]
        if draft.kind not in self._kinds:
            self._kinds[draft.kind] = kind_of(self.words, draft.kind)
        return _needs(draft, self._kinds[draft.kind], place)


def check(account: Account, draft: Draft, since: date | None = None) -> Setting:
    """Where a draft belongs, as `Checker.check`."""
    return Checker(account, [draft]).check(draft, since)


def _earliest() -> date:
    """The first day that can be recorded now: in reach of memory, and under a regulation."""
    starts = [pack.regulation.start for pack in law().packs.values()]
    return max(today() - OLDEST, min(starts, default=date.min))


def _days(draft: Draft, earliest: date, day: date) -> Iterator[Problem]:
    last = draft.until or draft.on
    if draft.on > day:
        yield field_problem("entry_in_future", "on", draft.on)
    elif last > day:
        yield field_problem("entry_in_future", "until", last)
    if draft.on < earliest:
        yield field_problem("entry_too_old", "on", draft.on, earliest=earliest.isoformat())
    if last < draft.on:
        yield field_problem("entry_ends_early", "until", last)
    elif last - draft.on > LONGEST:
        yield field_problem("entry_too_long", "until", last)


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
