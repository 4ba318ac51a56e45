"""Editing, issuing, withdrawing: a paper moves only from the state in which it was seen, and the database has the last word."""

from __future__ import annotations

from collections.abc import Sequence

import pghistory
from django.db import ProgrammingError, transaction
from psycopg.errors import InsufficientPrivilege

from bangfu.errors import BangfuError, Problem
from bangfu.paper.official.model import Paper as Official
from bangfu.site.clock import moment, now, today
from bangfu.site.papers.kinds import State
from bangfu.site.papers.making import Recipient, address
from bangfu.site.papers.models import Paper, Series
from bangfu.site.papers.official import content_of, named_by, official_of
from bangfu.site.papers.versions import count_of
from bangfu.site.web.models import Account


def edit(
    paper: Paper, official: Official, series: Series, recipients: Sequence[Recipient], seen: int
) -> None:
    """Store a draft anew. Raises `BangfuError` where somebody saved it since `seen` versions were there."""
    with transaction.atomic():
        locked = Paper.objects.select_for_update().get(pk=paper.pk)
        if count_of(locked) != seen:
            raise BangfuError(Problem("paper_changed", value=paper.title))
        whole = official.model_copy(update=named_by(series))
        _move(
            locked,
            State.DRAFT,
            "",
            series=series,
            title=whole.title.replace("\n", ""),
            content=content_of(whole),
        )
        address(locked, recipients)


def issue(account: Account, paper: Paper) -> None:
    """Issue a draft under the next number of its series. Raises `BangfuError` where it has no text, or is a draft no more."""
    official = official_of(paper)
    if not official.blocks:
        raise BangfuError(Problem("paper_empty", value=paper.title))
    day = today()
    dated = official.model_copy(update={"year": day.year, "on": day, "printed_on": day})
    _move(
        paper, State.DRAFT, "", state=State.ISSUED, year=day.year, content=content_of(dated),
        issued_by=account.pk, issued_at=moment(),
    )  # fmt: skip


def withdraw(account: Account, paper: Paper, reason: str) -> None:
    """Withdraw a paper, which keeps its number; or give a draft up."""
    _move(
        paper, State(paper.state), reason, state=State.WITHDRAWN, reason=reason,
        withdrawn_by=account.pk, withdrawn_at=now(),
    )  # fmt: skip


def _move(paper: Paper, former: State, why: str, **fields: object) -> None:
    """Change it only if it is still in its former state, and the database lets this account do so."""
    try:
        with pghistory.context(reason=why), transaction.atomic():
            moved = former != State.WITHDRAWN and Paper.objects.filter(pk=paper.pk, state=former).update(
                **fields
            )
    except ProgrammingError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise BangfuError(Problem("paper_moved", value=paper.title)) from error
        raise
    if not moved:
        raise BangfuError(Problem("paper_moved", value=paper.title))
    paper.refresh_from_db()
