"""What is missing in a place: worked out anew for a township or a helper; of more, once in a few minutes for whoever sees the same."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bangfu.site.clock import moment
from bangfu.site.measures.gaps import Gap, enrolment, gaps
from bangfu.site.roster.codes import TOWNSHIP
from bangfu.site.web.kept import Kept, scope_of
from bangfu.site.web.models import Account
from bangfu.site.web.prepared import asked

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


_kept: Kept[Missing] = Kept(most=6)


def missing(account: Account, day: date, at: tuple[int, int]) -> Missing:
    """What is missing from one code to another, as far as an account sees."""
    if account.area is None or min(at[1], account.area.last) - max(at[0], account.area.code) < TOWNSHIP:
        return _worked_out(day, at)
    [(edition,)] = asked("select gaps_edition()")
    key = (scope_of(account), day, at, edition, int(time.monotonic() / SECONDS))
    return _kept.get(key, lambda: _worked_out(day, at))


def _worked_out(day: date, at: tuple[int, int]) -> Missing:
    found: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps(day, at):
        found[gap.household].append(gap)
    return Missing(dict(found), enrolment(day, at), moment())
