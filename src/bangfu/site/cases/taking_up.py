"""A proposal as the page of proposals shows it beside its cases."""

from __future__ import annotations

from dataclasses import dataclass

from bangfu.accountability.proposal import Proposal
from bangfu.site.cases.models import Case
from bangfu.site.cases.opening import former
from bangfu.site.web.models import Account


@dataclass(frozen=True)
class TakenUp:
    """The case that a proposal has, if any; and whether the account may open one."""

    case: Case | None
    may_open: bool


def taken_up(account: Account, proposal: Proposal) -> TakenUp:
    """What became of a proposal, as far as the account sees."""
    case = former(proposal).first()
    return TakenUp(case, case is None and account.may("weigh"))
