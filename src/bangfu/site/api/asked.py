"""What programs may ask for: the filters of lists, as parameters of an address."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from bangfu.site.api.schemas import Code, Key, Status, Text
from bangfu.site.duties.days import FIRST
from bangfu.site.roster.codes import code_of

Limit = Annotated[int, Field(ge=1, le=1000, description="How many rows a page has at most.")]


class Paged(Schema):
    """Pages of a list in the order of its keys."""

    model_config = ConfigDict(extra="ignore")
    q: Text = Field("", description="Name, pinyin or id.")
    after: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] = Field(
        "", description="The `next` of the page before."
    )
    limit: Limit = 100


class HouseholdsAsked(Paged):
    """Households."""

    place: Code | None = Field(None, description="At or below a place.")
    kind: Text = ""


class Narrowed(Schema):
    """What the filters of the pages read: the names that were given, their values as texts."""

    def data(self) -> dict[str, Any]:
        """As the address of a page would have it."""
        given = self.model_dump(mode="json", exclude_none=True, exclude={"as_of", "after", "limit"})
        given = {name: value for name, value in given.items() if value not in ("", [])}
        return given | ({"place": code_of(given["place"])} if "place" in given else {})


class VerdictsNarrowed(Narrowed):
    """The filters of the list of duties."""

    as_of: Annotated[date, Field(ge=FIRST)] | None = Field(None, description="The day; today without it.")
    q: Text = ""
    status: list[Status] = Field([], max_length=5)
    regulation: Text = ""
    duty: Annotated[str, Field(pattern=r"^([^:\x00]+:[^:\x00]+)?$", max_length=200)] = Field(
        "", description="`regulation:duty`"
    )
    role: Text = ""
    place: Code | None = None
    person: Key | None = None
    unit: Key | None = None
    household: Key | None = None
    period: Annotated[str, Field(pattern=r"^(\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?)?$")] = Field(
        "", description="`2020`, `2020-10` or `2020-Q4`"
    )
    due: Annotated[int, Field(ge=0, le=366)] | None = Field(
        None, description="Open, due within so many days."
    )


class VerdictsAsked(VerdictsNarrowed):
    """A page of them."""

    after: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    limit: Limit = 100


class EntriesNarrowed(Narrowed):
    """The filters of the ledger."""

    q: Text = ""
    since: date | None = None
    until: date | None = None
    kind: Text = ""
    place: Code | None = None
    person: Key | None = None
    unit: Key | None = None
    household: Key | None = None
    state: Literal["", "standing", "corrected", "corrections"] = Field(
        "", description="Those that stand, those put right, or those that put right; all without it."
    )


class EntriesAsked(EntriesNarrowed):
    """A page of them."""

    after: Annotated[str, Field(max_length=8000, pattern=r"^(\d{1,12}-\d{1,18}(\.\d{1,12}-\d{1,18})*)?$")] = (
        Field("", description="The `next` of an answer: how far each book was read.")
    )
    limit: Limit = 100
