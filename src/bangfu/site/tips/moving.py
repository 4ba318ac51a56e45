"""Making a move: what is refused says why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, ProgrammingError, transaction
from psycopg.errors import InsufficientPrivilege

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment
from bangfu.site.tips.models import Move, Tip, Word
from bangfu.site.tips.states import STEPS
from bangfu.site.tips.words import move_words, state_words
from bangfu.site.web.models import Account


def move(
    account: Account, tip: Tip, kind: str, *, word: str = "", at: datetime | None = None, **said: Any
) -> None:
    """Make a move of a tip. `word` is what its sender reads. Raises `BangfuError` where it cannot be made now."""
    if tip.state not in STEPS[kind].next:
        raise BangfuError(_refused("tip_not_now", tip, kind))
    when = at or moment()
    try:
        with transaction.atomic():
            if word:
                said["word"] = _written(account, tip, word, when)
            Move.objects.create(tip=tip, kind=kind, account=account.pk, at=when, **said)
    except IntegrityError as error:  # somebody else was quicker, or something is missing
        raise BangfuError(_refused("tip_moved", tip, kind)) from error
    except ProgrammingError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise BangfuError(_refused("tip_not_yours", tip, kind)) from error
        raise


def _written(account: Account, tip: Tip, text: str, at: datetime) -> Word:
    return Word.objects.create(tip=tip, kind=Word.Kind.REPLY, text=text, at=at, account=account.pk)


def _refused(code: str, tip: Tip, kind: str) -> Problem:
    told = (("move", move_words()[kind]), ("state", state_words()[tip.state]))
    return Problem(code, value=tip.pk, details=told)
