"""What programs get and give, as the description of the API tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

PLAIN = r"^[^\x00]*$"
Text = Annotated[str, Field(max_length=100, pattern=PLAIN)]
Key = Annotated[str, Field(min_length=1, max_length=64, pattern=PLAIN)]
Code = Annotated[str, Field(pattern=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$", examples=["621121100"])]
Status = Literal["met", "open", "unmet", "judgement", "exempt"]


def one_of(words: Iterable[str]) -> str:
    """The pattern of a text that is one of some words."""
    return f"^({'|'.join(words)})$"


class Problem(BaseModel):
    """Something wrong: a lasting code, the field, and a sentence and a remedy in both languages."""

    code: str
    field: str | None
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str


class Fault(Problem):
    """Something wrong in a table that was handed in."""

    file: str
    row: int | None
    value: str | None


class Refusal(BaseModel):
    """Nothing was given or done, and why."""

    status: Literal["refused"]
    problems: list[Problem]


class Waiting(BaseModel):
    """A day that was not judged before is being judged; ask again."""

    status: Literal["judging"]
    as_of: date


class Me(BaseModel):
    """The account of the token."""

    username: str
    name: str
    role: str
    sees: Literal["own", "unit", "area"]
    area: str | None = Field(description="Code of the place.")
    person: str | None
    organisation: str | None
    today: date
    token: str = Field(description="What its owner calls the token.")
    may_record: bool
    until: date = Field(description="The last day of the token.")


class Place(BaseModel):
    """A place: codes of 6 digits down to the county, 9 for a township, 12 for a village."""

    code: str
    name: str
    level: str
    parent: str | None
    tags: list[str]


class Organisation(BaseModel):
    """A unit."""

    id: str
    name: str
    level: str
    kind: str
    place: str | None


class Person(BaseModel):
    """Somebody who works in assistance. Phones and ID numbers are not given."""

    id: str
    name: str
    organisation: str | None
    rank: str
    staff_type: str


class Household(BaseModel):
    """A household; its head masked unless the account knows it by its work."""

    id: str
    place: str | None
    head: str
    kinds: list[str]
    start: date | None
    end: date | None
    helpers: list[str] = Field(description="Ids of those who help it today.")


class Verdict(BaseModel):
    """One line: who owes what by when, and how far it is."""

    number: int = Field(description="Lasting: the same verdict keeps it on any day.")
    regulation: str
    clause: str
    duty: str
    title: str
    role: str
    person: str | None
    organisation: str | None
    place: str | None
    household: str | None
    counterpart: str | None
    period_start: date
    period_end: date
    required: float | None
    achieved: float
    unit: str
    status: str


class NotCounted(BaseModel):
    """An entry that did not count."""

    id: str
    reason: str
    sentence: str


class Why(BaseModel):
    """What is behind a verdict."""

    text: str = Field(description="What the clause asks, in our words.")
    note: str | None
    counted: list[str] = Field(description="Ids of the entries that counted and that the account sees.")
    unseen: int = Field(description="How many others counted that lie outside the scope of the account.")
    not_counted: list[NotCounted]
    missing: list[str] = Field(description="Targets not reached, of those that the account sees.")


class Explained(BaseModel):
    """A verdict with why; `why` is null while the judge is away."""

    as_of: date
    verdict: Verdict
    why: Why | None


class Entry(BaseModel):
    """One entry of the ledger, with its place in the chain of its book."""

    id: str
    book: int
    seq: int
    kind: str
    on: date
    until: date | None
    person: str | None
    organisation: str | None
    place: str | None
    household: str | None
    counterpart_person: str | None
    counterpart_organisation: str | None
    note: str
    location: dict[str, Any] | None
    corrects: str | None = Field(description="The entry that this one replaces or takes back.")
    withdraws: bool
    reason: str
    made_at: datetime | None
    recorded_at: datetime
    former: str
    hash: str


class Outcome(BaseModel):
    """What came of one entry that was handed in."""

    id: str | None
    status: Literal["recorded", "known", "conflict", "refused"]
    seq: int | None
    problems: list[Problem]


class Taken(BaseModel):
    """The outcome of each entry, in the order in which they came, and how many there were of each kind."""

    recorded: int
    known: int
    conflict: int
    refused: int
    entries: list[Outcome]


class CaseTaken(BaseModel):
    """What came of a case folder: rows of its roster that wait for a person, or its activities as entries."""

    status: Literal["prepared", "recorded"]
    page: str | None = Field(description="Where somebody looks at what is prepared and accepts it.")
    roster: dict[str, dict[str, int]] = Field(description="New and changed rows of each table.")
    faults: int = Field(description="Rows and cells that are left out, of all tables.")
    problems: list[Fault] = Field(description="The first 500 of them.")
    not_taken: dict[str, int] = Field(
        description="Rows of tables that are never handed in this way, by table: they are entered, decided or published on the site."
    )
    recorded: int
    known: int
    conflict: int
    refused: int
    entries: list[Outcome] = Field(
        description="The first 500 activities that did not become entries, and why."
    )


class Places(BaseModel):
    """A page of places."""

    items: list[Place]
    next: str | None = Field(description="What to give as `after` for the next page; null at the end.")


class Organisations(BaseModel):
    """A page of units."""

    items: list[Organisation]
    next: str | None


class People(BaseModel):
    """A page of people."""

    items: list[Person]
    next: str | None


class Households(BaseModel):
    """A page of households."""

    items: list[Household]
    next: str | None


class Verdicts(BaseModel):
    """A page of the verdicts of a day, up to the ledger's entry that they count."""

    as_of: date
    items: list[Verdict]
    next: int | None = Field(description="What to give as `after` for the next page; null at the end.")


class Entries(BaseModel):
    """A page of entries in the order of their books."""

    items: list[Entry]
    more: bool
    next: str = Field(description="What to give as `after`, now or on another day: nothing new is missed.")
