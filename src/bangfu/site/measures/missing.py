"""What is missing in a place: worked out anew for a township or a helper; of more, once in a few minutes for whoever sees the same."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar, cast

from bangfu.site.clock import moment
from bangfu.site.measures.contact import Span, alone
from bangfu.site.measures.gaps import Gap, enrolment, gaps
from bangfu.site.roster.codes import EVERYWHERE, TOWNSHIP
from bangfu.site.web.kept import Kept, scope_of
from bangfu.site.web.models import Account
from bangfu.site.web.prepared import asked

Made = TypeVar("Made")
SECONDS: Final = (
    300  # how old it may be where only the ledger has grown: anything else that changes makes it anew
)


@dataclass(frozen=True)
class Missing:
    """The gaps of a place by household, who has the allowance of those entitled to it, and when it was worked out."""

    by_household: Mapping[str, list[Gap]]
    enrolled: tuple[int, int]
    at: datetime

    def with_gap(self, code: str) -> list[str]:
        """The households that lack one thing."""
        return [pk for pk, found in self.by_household.items() if any(gap.code == code for gap in found)]


_kept: Kept[object] = Kept(most=8)


def missing(account: Account, day: date, at: tuple[int, int]) -> Missing:
    """What is missing from one code to another, as far as an account sees."""
    return _held(account, at, ("missing", day), lambda: _worked_out(day, at))


def alone_in(account: Account, first: date, last: date) -> dict[str, list[Span]]:
    """The days without a helper of every household that an account sees."""
    return _held(account, EVERYWHERE, ("alone", first, last), lambda: alone(first, last))


def _held(
    account: Account, at: tuple[int, int], what: tuple[Hashable, ...], make: Callable[[], Made]
) -> Made:
    if account.area is None or min(at[1], account.area.last) - max(at[0], account.area.code) < TOWNSHIP:
        return make()
    [(edition,)] = asked("select gaps_edition()")
    key = (scope_of(account), what, at, edition, int(time.monotonic() / SECONDS))
    return cast("Made", _kept.get(key, make))


def _worked_out(day: date, at: tuple[int, int]) -> Missing:
    found: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps(day, at):
        found[gap.household].append(gap)
    return Missing(dict(found), enrolment(day, at), moment())
