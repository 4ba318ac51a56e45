"""What somebody hands in to be recorded, read from a phone's JSON or from a form; nothing here asks the database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bangfu.errors import BangfuError, Problem
from bangfu.site.ledger.chain import REFERENCES
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.codes import code_of

# What each field is called where something is wrong with it.
LABELS: dict[str, tuple[str, str]] = {
    "id": ("编号", "id"),
    "kind": ("做了什么", "what was done"),
    "on": ("日期", "date"),
    "until": ("到哪天", "last day"),
    "person": ("谁做的", "who did it"),
    "organisation": ("哪个单位", "unit"),
    "place": ("地点", "place"),
    "household": ("农户", "household"),
    "counterpart_person": ("对方（人）", "other person"),
    "counterpart_organisation": ("对方（单位）", "other unit"),
    "note": ("说明", "note"),
    "location": ("位置", "location"),
    "made_at": ("填写时间", "time of writing"),
}
_CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", re.ASCII)


def _blank(value: object) -> object:
    """A form sends an empty text for what was not filled in."""
    return None if isinstance(value, str) and not value.strip() else value


def _code(value: object) -> object:
    """A place code of any length as the database keeps it."""
    if isinstance(value, str) and _CODE.fullmatch(value.strip()):
        return code_of(value.strip())
    return _blank(value)


def _day(value: object) -> object:
    """A day is a text (or a date already); a number would be taken for seconds since 1970."""
    if isinstance(value, (int, float)):
        raise ValueError("a day is written YYYY-MM-DD")
    return _blank(value)


def _said(value: object) -> object:
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value or ""


Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{7,63}$")]
Ref = Annotated[Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] | None, BeforeValidator(_blank)]
Code = Annotated[Annotated[int, Field(ge=10**11, lt=10**12)] | None, BeforeValidator(_code)]
Day = Annotated[date, BeforeValidator(_day)]


class Location(BaseModel):
    """Where a phone was, because its owner chose to say so; five digits are about a metre."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    accuracy: Annotated[float, Field(ge=0, le=1_000_000)] = 0

    def as_dict(self) -> dict[str, float]:
        """As it is kept."""
        return {
            "latitude": round(self.latitude, 5),
            "longitude": round(self.longitude, 5),
            "accuracy": round(self.accuracy),
        }


class Draft(BaseModel):
    """The content of an entry: the contract's columns of `activities`, and what a phone adds."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Id
    kind: Annotated[str, Field(min_length=1, max_length=64)]
    on: Day
    until: Annotated[date | None, BeforeValidator(_day)] = None
    person: Ref = None
    organisation: Ref = None
    place: Code = None
    household: Ref = None
    counterpart_person: Ref = None
    counterpart_organisation: Ref = None
    note: Annotated[str, BeforeValidator(_said), Field(max_length=2000, pattern=r"^[^\x00]*$")] = ""
    location: Location | None = None
    made_at: Annotated[AwareDatetime | None, BeforeValidator(_blank)] = None

    def fields(self) -> dict[str, Any]:
        """In the names of the chain."""
        return {**self.__dict__, "location": self.location.as_dict() if self.location else None}

    def columns(self) -> dict[str, Any]:
        """As the columns of an entry."""
        return {f"{n}_id" if n in REFERENCES else n: value for n, value in self.fields().items()}

    def says_the_same_as(self, entry: Entry) -> bool:
        """Whether an entry holds just this."""
        return all(getattr(entry, name) == value for name, value in self.columns().items())


def draft_of(data: Mapping[str, Any]) -> Draft:
    """Read what was handed in. Raises `BangfuError` with one problem a field that cannot be read."""
    try:
        return Draft.model_validate(dict(data))
    except ValidationError as error:
        fields = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors())
        raise BangfuError(*(field_problem("entry_field", name) for name in fields)) from error


def field_problem(code: str, name: str, value: object = None, **details: str) -> Problem:
    """A problem at one field, which its sentence names in both languages."""
    zh, en = LABELS[name]
    shown = None if value is None else str(value)
    told = (("label_zh", zh), ("label_en", en), *details.items())
    return Problem(code, column=name, value=shown, details=told)


def draft_from(entry: Entry, **changes: Any) -> Draft:
    """The content of an entry as a draft, with changes."""
    kept = {name: getattr(entry, name) for name in ("kind", "on", "until", "note", "location")}
    references = {name: getattr(entry, f"{name}_id") for name in REFERENCES}
    return draft_of({**kept, **references, **changes})
