"""The case that answers rest on: what the connection sees now of roster, findings, decisions, grants and attestations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from bangfu.facts.case import Case, case_of
from bangfu.site.duties.law import adopted
from bangfu.site.exchange import take
from bangfu.site.exchange.scoped import Scoped
from bangfu.site.web.kept import Kept, scope_of
from bangfu.site.web.models import Account
from bangfu.site.web.prepared import asked

Made = TypeVar("Made")
WHOLE = ("places", "organisations", "people", "posts", "findings", "decisions", "grants", "attestations")

_kept: Kept[object] = Kept(most=24)


def gathered(account: Account) -> Case:
    """What the account sees. Asked inside its request, since the database shows only that."""
    return kept(account, ("case",), _taken)


def kept(account: Account, question: tuple[object, ...], make: Callable[[], Made]) -> Made:
    """An answer worked out once for as long as nothing changes of what the account sees or is allowed."""
    [(edition,)] = asked("select honours_edition()")
    return cast("Made", _kept.get((scope_of(account), adopted(), edition, *question), make))


def _taken() -> Case:
    connected = Scoped()
    return case_of("bangfu", {name: take.table(connected, name) for name in WHOLE})
