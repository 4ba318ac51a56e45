"""Which moves there are: from which states, to which, by whom. `sql/steps.sql` holds the same, whatever a page does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bangfu.site.tips.models import State
from bangfu.site.web.models import Account

R = State
UNSEEN = (R.RECEIVED, R.DECLINED, R.DUPLICATE)  # by anybody but the reception
ALL = tuple(State)


@dataclass(frozen=True)
class Step:
    """A kind of move: what it makes of each state, who makes it, and what must be said with it."""

    next: Mapping[State, State]
    by: str  # a permission; nothing: the sender
    asks: tuple[str, ...] = ()  # fields of the form
    primary: bool = False


def _stays(*states: State) -> dict[State, State]:
    return {state: state for state in states}


STEPS: dict[str, Step] = {
    "accept": Step({R.RECEIVED: R.ACCEPTED}, "receive", ("told",), True),
    "decline": Step({R.RECEIVED: R.DECLINED}, "receive", ("word",)),
    "join": Step({R.RECEIVED: R.DUPLICATE}, "receive", ("duplicate_of",)),
    "assign": Step(
        {R.ACCEPTED: R.ASSIGNED, R.ASSIGNED: R.ASSIGNED},
        "receive",
        ("desk", "body", "told_again", "note"),
        True,
    ),
    "hand_back": Step({R.ASSIGNED: R.ACCEPTED}, "answer", ("text",)),
    "answer": Step({R.ASSIGNED: R.ANSWERED}, "answer", ("text",), True),
    "send_back": Step({R.ANSWERED: R.ASSIGNED}, "receive", ("text",)),
    "reply": Step({R.ANSWERED: R.REPLIED}, "receive", ("word",), True),
    "close": Step({R.REPLIED: R.CLOSED}, "receive", ("note",), True),
    "content": Step({R.REPLIED: R.CLOSED, R.CLOSED: R.CLOSED}, ""),
    "dispute": Step({R.REPLIED: R.DISPUTED, R.CLOSED: R.DISPUTED}, ""),
    "reopen": Step({R.DISPUTED: R.ACCEPTED}, "receive", ("text", "told_again"), True),
    "uphold": Step({R.DISPUTED: R.CLOSED}, "receive", ("word",)),
    "note": Step(_stays(*ALL), "receive", ("text",)),
    "lead": Step(_stays(*(s for s in ALL if s not in UNSEEN)), "supervise", ("note",)),
}


def open_to(account: Account, state: str, *, with_us: bool, lead: bool) -> list[str]:
    """The moves that an account may make of a tip now; `with_us` where it is the one that has to answer."""
    return [
        kind
        for kind, step in STEPS.items()
        if state in step.next and _may(account, step.by, with_us) and not (kind == "lead" and lead)
    ]


def _may(account: Account, by: str, with_us: bool) -> bool:
    return with_us if by == "answer" else bool(by) and account.may(by)
