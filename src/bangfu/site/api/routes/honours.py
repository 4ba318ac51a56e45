"""Whether somebody may be proposed for something on a day, and why not. Nobody is proposed here, and nothing is entered."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Router, Schema

from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR
from bangfu.site.api.door import ONE, account_of
from bangfu.site.api.schemas import Key, Text
from bangfu.site.clock import today
from bangfu.site.honours.asking import answers, may_ask_about
from bangfu.site.roster.models import Organisation, Person
from bangfu.site.web.words import tongue

router = Router(tags=["honours"])


class Day(Schema):
    """On which day, and for which year."""

    on: date | None = Field(None, description="The day of the proposal; today without it.")
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None = Field(
        None, description="What it is for; the year of the day without it."
    )


class Answer(Schema):
    """The answer in lines: first whether anything bars, then each incentive that leads there."""

    purpose: str
    on: date
    lines: list[dict[str, Any]] = Field(
        description="As `bangfu eligible` writes them: `answer` is `yes`, `no`, or `judgement` where a person must judge."
    )


@router.get("/honours/{purpose}/{id}", response={200: Answer, **ONE}, url_name="api_honours")
def eligible(request: HttpRequest, purpose: Path[Text], id: Path[Key], asked: Query[Day]) -> dict[str, Any]:
    """May a person or unit be proposed for something; who may not ask about others asks about themselves."""
    account, on = account_of(request), asked.on or today()
    known = any(rows.objects.filter(pk=id).exists() for rows in (Person, Organisation))
    if not (known and may_ask_about(account, id)):
        raise Http404
    told = answers(account, id, purpose, on, asked.year)
    return {"purpose": purpose, "on": on, "lines": [each.line(tongue()) for each in told]}
