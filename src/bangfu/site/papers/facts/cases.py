"""Facts of a case: whom it is about, what it rests on, what they said, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bangfu.site.papers.facts.basis import Clause, Source


@dataclass(frozen=True)
class Ground:
    """A finding that a case rests on, as it was confirmed."""

    number: str
    on: date
    place: str
    text: str
    source: Source | None = None


@dataclass(frozen=True)
class Talk:
    """When, where and by whom a talk is held, in words; what is empty is told later."""

    at: str = ""
    place: str = ""
    by: str = ""


@dataclass(frozen=True)
class Matter:
    """For the papers of a case: whom it is about, what it rests on, what they said, what was decided and why."""

    name: str
    post: str  # what they are, with their unit
    unit: str  # which sent them
    area: str  # in whose name it was found
    clause: Clause
    words: str  # of the clause, in short
    grounds: tuple[Ground, ...]
    statement: str = ""
    measure: str = ""  # decided; proposed where nothing was; empty where nothing follows
    start: date | None = None
    end: date | None = None
    reason: str = ""
    decided: str = ""  # the paper of the first decision, for a review
    appeal_by: date | None = None
    talk: Talk = Talk()
    source: Source | None = None
