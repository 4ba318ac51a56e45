"""Confirming: the household, its first file from the screening, and the move that names it, whole or not at all."""

from __future__ import annotations

from typing import Any

from bangfu.site.clock import today
from bangfu.site.household.filing import Draft, file_version
from bangfu.site.household.models import Version
from bangfu.site.identification.keeping import kept
from bangfu.site.identification.models import Move, Person, Screening
from bangfu.site.identification.screening import household_of, move
from bangfu.site.identification.watching import Danger, watch
from bangfu.site.roster.models import Household
from bangfu.site.roster.search import keys_of
from bangfu.site.web.models import Account

PERSON = ("name", "relation", "birth", "id_number")


def confirm(account: Account, screening: Screening, text: str = "", danger: Danger | None = None) -> Move:
    """Take a household in; under watch for a `danger`. Raises `BangfuError` where a step, a day of notice or an answer is missing, or by who screened."""
    template = screening.scheme.of
    with kept():
        found = household_of(screening.roll) if not template.household else None
        household = found or _household(screening)
        if not Version.objects.filter(household=household).exists():
            file_version(account, household, _draft(screening))
        made = move(account, screening, "confirm", text, household=household)
        if template.kind == "watch":
            watch(account, household, danger or Danger("", ()), made)
    return made


def people(screening: Screening) -> list[Person]:
    """Who lives there, by the latest row of each."""
    latest: dict[int, Person] = {each.number: each for each in Person.objects.filter(screening=screening)}
    return [each for each in latest.values() if not each.gone]


def _household(screening: Screening) -> Household:
    roll, kind = screening.roll, screening.scheme.of.household
    return Household.objects.create(
        place_id=screening.place_id, head=roll.head, key=keys_of(roll.head), kinds=[kind] if kind else [],
        id_number=roll.id_number, start=today(),
    )  # fmt: skip


def _draft(screening: Screening) -> Draft:
    roll = screening.roll
    rows: list[dict[str, Any]] = [
        {field: getattr(each, field) for field in PERSON} for each in people(screening)
    ]
    if not any(row["relation"] == "head" for row in rows):
        rows.insert(0, {"name": roll.head, "relation": "head", "id_number": roll.id_number})
    return Draft(today(), "confirmed", "", {"address": roll.address}, tuple(rows))
