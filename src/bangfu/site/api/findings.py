"""Findings as programs get and give them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from bangfu.site.api.asked import Limit, Narrowed
from bangfu.site.api.schemas import PLAIN, Code, Key, Text, one_of
from bangfu.site.rectification.machine import FIRST, RULES, STATES
from bangfu.site.rectification.models import Finding, Move
from bangfu.site.rectification.narrowing import GROUPS
from bangfu.site.rectification.words import number_of
from bangfu.site.roster.codes import text_of
from bangfu.site.web.words import vocabulary

Words = Annotated[str, Field(max_length=2000, pattern=PLAIN)]


State = Annotated[str, Field(pattern=one_of(STATES))]
Group = Annotated[str, Field(pattern=one_of(("", *GROUPS)))]
Source = Literal["inspection", "complaint", "report"]
Level = Literal["county", "prefecture", "province", "central"]
MoveCode = Annotated[str, Field(pattern=one_of(code for code in RULES if code != FIRST))]


class FindingsAsked(Narrowed):
    """The filters of the list of findings."""

    q: Text = ""
    state: State | None = None
    group: Group = ""
    place: Code | None = None
    unit: Key | None = None
    leader: Key | None = None
    campaign: Key | None = None
    regulation: Text = ""
    clause: Text = ""
    after: Annotated[str, Field(max_length=64, pattern=PLAIN)] = ""
    limit: Limit = 100


class MoveMade(Schema):
    """One step of a finding."""

    number: int
    move: str
    on: date
    at: datetime
    text: str
    deadline: date | None
    evidence: int = Field(description="How many pictures and entries came with it.")


class FindingShown(Schema):
    """A finding, with its moves where one is asked for."""

    id: str
    number: str = Field(description="Year and number on the list of findings; empty for a draft.")
    state: str
    place: Code
    body: Code | None = Field(description="The township or county that puts it right, or else")
    organisation: str | None = Field(description="the unit that does.")
    regulation: str
    clause: str
    kind: str
    person: str | None
    source: str
    level: str
    severity: int | None
    bad_influence: bool | None
    confirmed_on: date | None = Field(
        description="Since when the fact stands; nothing: it does not, or not yet."
    )
    found_on: date
    text: str
    opinion: str
    leader: str | None
    deadline: date | None
    ended_on: date | None
    reopened: int
    repeats: str | None
    campaign: str | None
    moves: list[MoveMade] = []


class FindingsPage(Schema):
    """A page of findings in the order of their ids."""

    items: list[FindingShown]
    next: str | None


class FindingWritten(Schema):
    """A finding to be drafted."""

    place: Code
    organisation: Key | None = None
    regulation: Key
    clause: Key
    found_on: date
    text: Annotated[str, Field(min_length=4, max_length=2000, pattern=PLAIN)]
    opinion: Words = ""
    leader: Key | None = None
    deadline: date | None = None
    campaign: Key | None = None
    kind: Annotated[str, Field(pattern=one_of(("", *vocabulary().codes("finding"))))] = Field(
        "", description="A kind of finding of the vocabulary, where something may follow from it."
    )
    person: Key | None = Field(None, description="Whom it is about.")
    source: Source = "inspection"
    level: Level = "county"
    severity: Annotated[int, Field(ge=1, le=3)] | None = Field(None, description="Nothing: nobody has said.")
    bad_influence: bool | None = Field(None, description="Nothing: nobody has said.")


class MoveAsked(Schema):
    """A move to make. Evidence are entries of the ledger; pictures are added on the page."""

    move: MoveCode
    text: Words = ""
    deadline: date | None = None
    entries: Annotated[list[Key], Field(max_length=30)] = []


def shown(found: Finding, moves: list[Move] | None = None) -> dict[str, Any]:
    """A finding as a program gets it."""
    fields = (
        "id", "state", "regulation", "clause", "kind", "source", "level", "severity", "bad_influence", "confirmed_on",
        "found_on", "text", "opinion", "deadline", "ended_on", "reopened",
    )  # fmt: skip
    return {name: getattr(found, name) for name in fields} | {
        "number": number_of(found),
        "place": text_of(found.place_id),
        "body": text_of(found.body_id),
        "organisation": found.organisation_id,
        "leader": found.leader_id,
        "person": found.person_id,
        "repeats": found.repeats_id,
        "campaign": found.campaign_id,
        "moves": [_move(move) for move in moves or []],
    }


def _move(move: Move) -> dict[str, Any]:
    proofs: int = getattr(move, "proofs", 0)
    fields = {name: getattr(move, name) for name in ("number", "on", "at", "text", "deadline")}
    return {**fields, "move": move.code, "evidence": proofs}
