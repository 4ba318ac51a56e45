"""The tables of a pack that other modules carry out: read here, checked here, acted on elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from bangfu.regulation.shapes import Exact, PeriodName, Strict


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

    what: str
    for_roles: list[str] = []
    payer: list[str] = []
    amount: int | None = None
    currency: Literal["CNY"] = "CNY"
    per: PeriodName | None = None
    per_what: Literal["person", "post", "unit"] | None = None
    start: date | None = None
    uses: list[str] = []
    readings: list[str] = []
