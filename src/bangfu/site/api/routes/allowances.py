"""The allowances of a month: what is due, cancelled, paid and left, as far as the account reads it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from bangfu.errors import Problem
from bangfu.site.allowances.reading import READS, month_for
from bangfu.site.api.door import REFUSALS, Refused, account_of
from bangfu.site.api.schemas import Key
from bangfu.site.web.asked import FIRST, LAST
from bangfu.site.web.words import tongue

router = Router(tags=["allowances"])
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2020-10"])]


class Narrow(Schema):
    """Whose lines."""

    person: Key | None = None


class Sheet(Schema):
    """The sheet of a month as known on a day."""

    month: str
    as_of: date
    lines: list[dict[str, Any]] = Field(
        description="One line a person and allowance, as `bangfu allowances` writes it; amounts are texts in yuan."
    )


@router.get("/allowances/{month}", response={200: Sheet, **REFUSALS}, url_name="api_allowances")
def allowances(request: HttpRequest, month: Path[Month], asked: Query[Narrow]) -> dict[str, Any]:
    """The month as its page has it: the county's for its offices, the own people's for a unit, one's own for a cadre."""
    account = account_of(request)
    if not account.may(READS):
        raise Refused(403, Problem("not_for_you"))
    first = date.fromisoformat(f"{month}-01") if FIRST <= int(month[:4]) <= LAST else None
    if first is None:
        raise Refused(422, Problem("api_field", column="month", value=month))
    sheet = month_for(account, first)
    lines = sheet.lines(tongue())
    return {
        "month": month,
        "as_of": sheet.as_of,
        "lines": [line for line in lines if asked.person in (None, line["person"])],
    }
