"""The words a pack's tables are made of: closed lists of values, exact numbers, titles in both languages."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

Kind = Literal[
    "duty", "requirement", "milestone", "procedure", "checklist", "evaluation", "consequence", "liability",
    "incentive", "entitlement", "statement", "scope", "repeal",
]  # fmt: skip
PeriodName = Literal["day", "week", "half_month", "month", "2_months", "quarter", "half_year", "year"]
Each = Literal[
    "bearer",  # one line per bearer, whatever the places
    "place",  # one per place of the bearer's posts
    "household",  # one per household paired with the bearer (bearer: responsible_helper)
    "village",  # one per village in which the bearer has a paired household (bearer: responsible_helper)
    "cadre",  # one per resident cadre dispatched by the bearing unit (counterpart: the cadre)
    "cadre_in_place",  # one per resident cadre posted at or below the bearer's place (counterpart: the cadre)
    "helper",  # one per responsible helper who belongs to the bearing unit (counterpart: the helper)
    "first_secretary",  # one per first secretary of the bearer's village (counterpart: the secretary)
    "liaison_leader",  # one per county liaison leader of the bearer's village (counterpart: the leader)
    "dispatching_unit",  # one per unit that dispatched the bearer (counterpart: the unit)
    "lead_unit",  # one per lead unit of the townships where the bearing unit assists (counterpart: that unit)
    "township_government",  # one per township above the bearer's places (counterpart: its government)
    # one per county above the bearer's places (counterpart: its standing committee, Party committee, government or
    # Party secretary, the first that the roster names; nobody where it names none)
    "county_government",
    "township_in_place",  # one per township at or below the bearer's place (place: the township)
    "unit_in_place",  # one per unit assisting at or below the bearer's place (counterpart: the unit)
    "group_in_place",  # one per township assistance group at or below the bearer's place (counterpart: the group)
]
Where = Literal[
    "anywhere",  # the place of the entry does not matter
    "own_place",  # at or below the place of the post (of the line's place where there is one line per place)
    "own_places",  # at or below any place of the bearer's posts in these roles
    "unit_villages",  # in a village assisted by the bearer's unit on that day
    "exact_place",  # recorded at the place itself, not at one below it
]
By = Literal[
    "bearer",  # entries of the bearer (the person; for a unit, entries of the organisation)
    "leaders",  # entries of the unit's leaders, one by one
    "heads",  # entries of any head of the unit: the Party and the administrative head both qualify (D11)
    "bearer_or_chief",  # entries of the township or county body, or of the chief team leader of that place
    "anyone_in_place",  # entries by the bearing body, by another body of the same level and place, or unsigned
    "anyone",  # whoever recorded it
]
Measure = Literal[
    "times",  # different days on which such an act began
    "days",  # different days covered
    "workdays",  # different official workdays covered
    "items",  # as times, named 件
    "person_times",  # as times for each person, added up (人次)
    "targets",  # different targets reached, see `of`
]
Of = Literal[
    "poor_households",  # households registered or scattered, of the bearer's village
    "households",  # all households listed in the bearer's village
    "households_outside_poor_villages",  # households of the bearer's township whose village is not tagged poor
    "poor_villages",  # villages tagged poor_village at or below the bearer's place
    "assisting_units",  # provincial and central units assisting at or below the bearer's place
    "official_workdays",  # the official workdays of the period
]
Base = Literal[
    "any",  # every target that existed on a day of the period counts in the base
    "throughout",  # only targets there at the start of the period and still at its end
]
PartPeriod = Literal[
    "full_over_half",  # in post under half the period: exempt; otherwise the full number, marked (D19)
    "pro_rata",  # the base of a share shrinks to the days in post (D19)
    "judgement",  # the pro-rata figure is shown; short of the full number is for a person (D19)
]


FIRST_YEAR, LAST_YEAR = 1949, 2100  # of all days here: later ones are slips of the pen, and calendars end


def _within_reason(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"a day lies in the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


Day = Annotated[date, AfterValidator(_within_reason)]

_SHARE = re.compile(r"(\d+/\d+)|(\d+(?:\.\d+)?)%", re.ASCII)
_MOST = 1_000_000


def _exact(value: object) -> Fraction:
    """Read an exact number: a whole number is a count; a text such as "2/3" or "30%" is a share of something."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str):
        return share_of(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= _MOST:
        raise ValueError(f"write a whole number from 1 to {_MOST}, or a share as text such as '2/3' or '30%'")
    return Fraction(value)


def share_of(text: str) -> Fraction:
    """A fraction or a percentage as a part of something, above 0 and at most 1. Raises `ValueError`."""
    found = _SHARE.fullmatch(text)
    if found is None:
        raise ValueError("a text must be a share such as '2/3' or '30%'; write a count without quotes")
    try:
        share = Fraction(found[1]) if found[1] else Fraction(found[2]) / 100
    except ZeroDivisionError as e:
        raise ValueError("a share of nothing is no number") from e
    if not 0 < share <= 1:
        raise ValueError("a share is more than nothing and at most '100%'")
    return share


def written(number: Fraction, *, share: bool) -> int | str:
    """An exact number as a pack writes it."""
    if not share:
        return int(number)
    return "100%" if number == 1 else f"{number}"


Exact = Annotated[
    Fraction,
    BeforeValidator(
        _exact,
        json_schema_input_type=Annotated[int, Field(ge=1, le=_MOST)]
        | Annotated[str, Field(pattern=r"^([0-9]+/[0-9]+|[0-9]+(\.[0-9]+)?%)$")],
    ),
    PlainSerializer(lambda f: written(f, share=f <= 1), return_type=int | str),
]


class Strict(BaseModel):
    """A table that accepts no key it does not know, and does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(Strict):
    """A short name in both languages."""

    zh: str
    en: str


Level = Literal["central", "province", "prefecture", "county", "township", "village"]
Code = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$")]


class Filter(Strict):
    """Which holders of a role a rule reaches; what is left out does not narrow."""

    organisation_level: list[Level] = []
    place_level: list[Level] = []
    # a tag of the place, or "!tag" for places without it
    place_tag: str | None = Field(default=None, pattern=r"^!?[a-z][a-z0-9_]*$")
