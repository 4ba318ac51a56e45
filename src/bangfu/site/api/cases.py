"""Cases as programs get them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Schema

from bangfu.site.api.asked import Limit, Narrowed
from bangfu.site.api.schemas import PLAIN, Code, Key, Text, one_of
from bangfu.site.cases.listing import GROUPS
from bangfu.site.cases.machine import STATES
from bangfu.site.cases.models import MEASURE, Case, Cause, Step
from bangfu.site.cases.words import number_of
from bangfu.site.roster.codes import text_of
from bangfu.site.web.words import tongue


class CasesAsked(Narrowed):
    """The filters of the list of cases."""

    q: Text = Field("", description="Name of a person or unit, or the number.")
    group: Annotated[str, Field(pattern=one_of(("", *GROUPS)))] = ""
    state: Annotated[str, Field(pattern=one_of(STATES))] | None = None
    measure: Annotated[str, Field(pattern=one_of(code for code, _word in MEASURE))] | None = Field(
        None, description="Decided, or proposed while nothing was decided."
    )
    regulation: Text = ""
    place: Code | None = Field(None, description="Where what it rests on was found: at or below a place.")
    person: Key | None = None
    after: Annotated[str, Field(max_length=64, pattern=PLAIN)] = ""
    limit: Limit = 100


class StepTaken(Schema):
    """One step of a case; of a decision, which measure for how long."""

    number: int
    step: str
    on: date
    at: datetime
    text: str
    deadline: date | None
    measure: str
    start: date | None
    end: date | None
    document: str


class CaseShown(Schema):
    """One measure on one person or unit, with its causes and steps where one is asked for."""

    id: str
    number: str = Field(description="Year and number in the county; empty before the person was told.")
    state: str
    place: Code = Field(description="Where what it rests on was found.")
    regulation: str
    clause: str
    provision: str
    person: str | None = Field(description="Whom it is about, or else")
    organisation: str | None = Field(description="the unit; beside a person the unit that sent them.")
    conducted_by: str = Field(description="The body that the clause names.")
    unit: str | None = Field(description="The unit that decides itself.")
    proposed_measure: str
    proposed_from: date
    proposed_to: date | None
    measure: str = Field(description="What was decided; empty while nothing was, or nothing stands.")
    effect_from: date | None
    effect_to: date | None
    decided_on: date | None
    answer_by: date | None = Field(description="The last day for a statement, then for an appeal.")
    document: str = Field(description="The number of its paper.")
    readings: list[str]
    note: str
    causes: list[str] = Field(
        [], description="Ids of findings or of cases that recalled somebody, or places in rankings."
    )
    steps: list[StepTaken] = []


class CasesPage(Schema):
    """A page of cases in the order of their ids."""

    items: list[CaseShown]
    next: str | None


def shown(found: Case, causes: list[Cause] | None = None, steps: list[Step] | None = None) -> dict[str, Any]:
    """A case as a program gets it."""
    plain = (
        "id", "state", "regulation", "clause", "provision", "conducted_by", "proposed_measure", "proposed_from", "proposed_to",
        "measure", "effect_from", "effect_to", "decided_on", "answer_by", "document", "readings",
    )  # fmt: skip
    return {name: getattr(found, name) for name in plain} | {
        "number": number_of(found),
        "place": text_of(found.place_id),
        "person": found.person_id,
        "organisation": found.organisation_id,
        "unit": found.unit_id,
        "note": found.note_zh if tongue() == "zh" else found.note_en,
        "causes": [cause.reference for cause in causes or ()],
        "steps": [_taken(each) for each in steps or ()],
    }


def _taken(each: Step) -> dict[str, Any]:
    plain = ("number", "on", "at", "text", "deadline", "measure", "start", "end", "document")
    return {name: getattr(each, name) for name in plain} | {"step": each.code}
