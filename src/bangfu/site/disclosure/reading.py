"""What the public may read: by two functions of the database that look at nothing else (`sql/policies.sql`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.core.cache import cache
from django.db import connection

from bangfu.regulation.packs import shipped
from bangfu.site.roster.codes import COUNTY, TOWNSHIP, county_at, township_at
from bangfu.site.roster.search import is_chinese, keys_of, normal
from bangfu.site.web.words import tongue

KEPT = 300  # seconds in which a change of the roster may not be seen yet; closing the pages works at once
# The clauses that ask for it; each is named where its document reaches the county.
CLAUSES = (("gansu-2019-33", "九(四)/d"), ("tongwei-2018-59", "五(四)/3/c"), ("dachuan-2017-96", "二/3/b"))


@dataclass(frozen=True)
class County:
    """A county that chose to be seen."""

    code: int
    name: str
    hotline: str
    mailbox: str
    licence: str


@dataclass(frozen=True)
class Shown:
    """A township or a village: offices, posts and how many people, never who."""

    code: int
    name: str
    level: str
    parent: int | None
    units: Sequence[str]
    secretaries: int
    secretary_units: Sequence[str]
    team: int
    helpers: int
    helper_units: Sequence[str]


@dataclass(frozen=True)
class Town:
    """A township in sum: its villages, the units that assist them, first secretaries in post, people sent and helping."""

    code: int
    name: str
    villages: int
    units: int
    secretaries: int
    team: int
    helpers: int


@dataclass(frozen=True)
class Clause:
    """Where the duty to tell the public stands."""

    title: str
    number: str
    clause: str


def counties() -> list[County]:
    """The counties to be seen, asked anew each time: one that closes is gone at once."""
    with connection.cursor() as cursor:
        cursor.execute("select code, name, hotline, mailbox, licence from disclosed_counties()")
        return [County(*row) for row in cursor.fetchall()]


def county_of(code: int) -> County | None:
    """The county that a place lies in, if it is to be seen."""
    return next((c for c in counties() if c.code == county_at(code)), None)


def places_of(county: County, day: date) -> list[Shown]:
    """Its townships and villages on a day."""
    key = f"disclosed-{connection.settings_dict['NAME']}-{county.code}-{day}"
    return cast("list[Shown]", cache.get_or_set(key, lambda: _asked(county.code, day), KEPT))


def _asked(county: int, day: date) -> list[Shown]:
    with connection.cursor() as cursor:
        cursor.execute("select * from disclosed(%s, %s)", [county, day.isoformat()])
        return [Shown(*row) for row in cursor.fetchall()]


def below(places: Sequence[Shown], code: int) -> list[Shown]:
    """The villages in a township, or in the whole county."""
    step = TOWNSHIP if code % COUNTY else COUNTY
    return [p for p in places if p.level == "village" and p.code // step == code // step]


def by_township(places: Sequence[Shown]) -> list[Town]:
    """The townships of a county that have villages, each in sum; a helper of two villages counts in both."""
    found: list[Town] = []
    for town in (p for p in places if p.level == "township"):
        villages = below(places, town.code)
        units = {unit for v in villages for unit in v.units}
        held = sum(1 for v in villages if v.secretaries)
        people = sum(v.team for v in villages), sum(v.helpers for v in villages)
        found.append(Town(town.code, town.name, len(villages), len(units), held, *people))
    return [town for town in found if town.villages]


def township_of(code: int, townships: Mapping[int, str]) -> str:
    """The name of the township that a place lies in; empty for what is wider."""
    return townships.get(township_at(code), "")


def found(villages: Sequence[Shown], text: str, townships: dict[int, str]) -> list[Shown]:
    """Those that are meant by a name, its pinyin, a township or a unit; all of them for nothing."""
    text = text.strip()
    if not text:
        return list(villages)

    def meant(place: Shown) -> bool:
        names = (place.name, township_of(place.code, townships), *place.units)
        if is_chinese(text):
            return any(text in name for name in names)
        wanted = normal(text)
        return bool(wanted) and (
            str(place.code).startswith(wanted) or any(wanted in keys_of(n) for n in names)
        )

    return [village for village in villages if meant(village)]


def clauses_for(county: int, day: date) -> list[Clause]:
    """What asks this county to tell the public, of the documents in force on a day."""
    packs, told = shipped(), list[Clause]()
    for name, clause in CLAUSES:
        document = packs[name].regulation
        in_force = document.start <= day and (document.end is None or day <= document.end)
        if in_force and document.reaches(str(county)):
            told.append(Clause(getattr(document.title, tongue()), document.number, clause))
    return told
