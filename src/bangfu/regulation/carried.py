"""The tables of a pack that other modules carry out: read here, checked here, acted on elsewhere."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from bangfu.regulation.consequences import MeasureName
from bangfu.regulation.shapes import Code, Day, Exact, Filter, PeriodName, Strict


class ProcedureStep(Strict):
    """A step of a workflow that a module carries out."""

    name: str  # identification, rectification, inspection, supervision, register, publicity, ...
    step: str
    order: int | None = None
    by: list[str] = []
    to: list[str] = []
    records: list[str] = []
    days: int | None = None
    fields: dict[str, Any] = {}


class ChecklistItem(Strict):
    """What a person must judge, asked in inspections."""

    ask: str  # the question, in Chinese, ours
    subject: list[str] = []  # roles asked about
    form: str | None = None  # the printed form it belongs to
    prohibited: bool = False  # yes is a fault
    evidence: list[str] = []  # activity codes or duty ids that already tell part of the answer
    readings: list[str] = []


class EvaluationRule(Strict):
    """An indicator of an assessment. Weights only where the document gives them."""

    indicator: str
    by: list[str] = []
    of: list[str] = []
    per: PeriodName | None = None
    weight: Exact | None = None
    computed_from: list[str] = []
    readings: list[str] = []


class EntitlementRule(Strict):
    """Money, insurance, leave or means that someone must be given."""

    what: Code
    # money for a person, money for work, costs paid back, or a thing such as an insurance, leave, board
    gives: Literal["allowance", "fund", "reimbursement", "means"] = "means"
    for_roles: list[str] = []
    only: Filter = Filter()  # who of them; whoever no such provision reaches is for a person to decide
    perhaps_roles: list[str] = []  # whether they are meant is for a person to decide
    payer: list[str] = []
    amount: int | None = Field(default=None, ge=1)  # yuan; none: the text sets no amount
    currency: Literal["CNY"] = "CNY"
    per: PeriodName | None = None  # none: the text sets no period
    per_what: Literal["person", "post", "place"] | None = (
        None  # `post`: whoever holds it; `place`: once a village
    )
    start: Day | None = None  # where it is due from another day than the document's first
    throughout: bool = False  # must hold on every day of the post
    entries: list[Code] = []  # kinds of entries that may tell of it; a person says
    cancelled_by: list[MeasureName] = []  # what a decision must name to cancel it
    uses: list[Code] = []  # of a fund: what the text names; the list is open
    readings: list[str] = []
