"""Checklists as programs get and give them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Schema

from bangfu.site.api.asked import Limit
from bangfu.site.api.schemas import PLAIN, Code, Key, Text
from bangfu.site.checklists.models import Answer, Sheet
from bangfu.site.checklists.parts import FormPart
from bangfu.site.roster.codes import text_of


class Both(Schema):
    """A text in both languages."""

    zh: str
    en: str


class RowAsked(Schema):
    """A row of a form."""

    clause: str = Field(description="By what an answer names the row.")
    number: str
    text: Both
    proves: list[str] = Field(description="The duties that already tell part of the answer.")


class PartAsked(Schema):
    """A part of a printed form that may be filled here."""

    part: str = Field(description="What to give to begin a sheet.")
    regulation: str
    form: str
    title: Both
    subject: list[str] = Field(description="The roles in which somebody may be asked about.")
    rows: list[RowAsked]


class SheetBegun(Schema):
    """About whom a sheet is begun."""

    part: Annotated[str, Field(max_length=200, pattern=PLAIN)]
    subject: Key = Field(
        description="Id of the person or unit, who holds a post of the part's roles on that day."
    )
    campaign: Key | None = None
    on: date


class AnswerShown(Schema):
    """The answer to a row, with what the ledger said of it."""

    row: str
    found: str = Field(description="yes, partly, no or not_seen.")
    remark: str
    reason: str
    evidence: list[str]
    ledger: str = Field(description="met, unmet, or empty where the ledger cannot say.")


class SheetShown(Schema):
    """A sheet; with its rows where one is asked for."""

    id: str
    regulation: str
    form: str
    part: str
    campaign: str | None
    role: str
    person: str | None
    organisation: str | None
    place: Code
    on: date
    corrects: str | None
    handed_in: datetime | None
    asked: list[dict[str, Any]] = Field(description="The rows with what the ledger showed; empty in a list.")
    answers: list[AnswerShown]


class SheetsPage(Schema):
    """A page of sheets."""

    items: list[SheetShown]
    next: str | None = Field(description="What to give as `after` for the next page; null at the end.")


class SheetsAsked(Schema):
    """The filters of the list of sheets."""

    campaign: Key | None = None
    form: Text = ""
    person: Key | None = None
    organisation: Key | None = None
    after: Annotated[str, Field(max_length=64, pattern=PLAIN)] = ""
    limit: Limit = 100


def part_shown(part: FormPart) -> dict[str, Any]:
    """A part of a form."""
    rows = [
        {
            "clause": part.part.clause_of(r),
            "number": r.number,
            "text": r.text.model_dump(),
            "proves": r.proves,
        }
        for r in part.part.row
    ]
    return {
        "part": part.key, "regulation": part.pack.regulation.id, "form": part.form.id, "rows": rows,
        "title": part.part.title.model_dump(), "subject": part.part.subject,
    }  # fmt: skip


def shown(sheet: Sheet, *, whole: bool) -> dict[str, Any]:
    """A sheet; `whole` with its rows and answers."""
    handing = getattr(sheet, "handing", None)
    named = ("id", "regulation", "form", "part", "role", "on")
    told = {name: getattr(sheet, name) for name in named}
    keys = {f: getattr(sheet, f"{f}_id") for f in ("campaign", "person", "organisation", "corrects")}
    return told | keys | {
        "place": text_of(sheet.place_id),
        "handed_in": handing.handed_at if handing else None,
        "asked": [row | {"says": sheet.says[row["clause"]]} for row in sheet.rows] if whole else [],
        "answers": [_answer(answer) for answer in sheet.answers.all()] if whole else [],
    }  # fmt: skip


def _answer(answer: Answer) -> dict[str, Any]:
    return {n: getattr(answer, n) for n in ("row", "found", "remark", "reason", "evidence", "ledger")}
