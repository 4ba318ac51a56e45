"""How a delivery ended."""

from __future__ import annotations

from dataclasses import dataclass

from bangfu.site.notices.models import Delivery

State = Delivery.State


@dataclass(frozen=True)
class Outcome:
    """The state to keep and a code that says why; `again` where nothing was handed over and another try may help."""

    state: Delivery.State
    reason: str = ""
    again: bool = False


SENT = Outcome(State.SENT)


def failed(reason: str, *, again: bool = False) -> Outcome:
    """It certainly did not arrive."""
    return Outcome(State.FAILED, reason, again)


def unknown(reason: str) -> Outcome:
    """It may have arrived: it is not sent again."""
    return Outcome(State.UNKNOWN, reason)
