"""The demo's county: the real list of Tongwei with made-up people, households and entries, up to the day it stands on."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import psycopg

from bangfu.facts.case import Case
from bangfu.facts.reading import read_case
from bangfu.facts.simulation import Options, simulate
from bangfu.facts.tongwei import CASE
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.site.clock import SHANGHAI
from bangfu.site.exchange.load import load

STANDS_ON = date(2020, 11, 20)
SEED = 59
COUNTY = "621121"


def county(until: date = STANDS_ON, options: Options | None = None) -> Case:
    """Tongwei with a made-up ledger of the year up to a day."""
    roster = read_case(CASE)
    return simulate(roster, date(until.year, 1, 1), until, SEED, options or Options())


def packs_for(place: str) -> list[Regulation]:
    """The shipped regulations that reach a place."""
    return [p for p in shipped().values() if place.startswith(p.regulation.place.rstrip("0"))]


def put(
    connection: psycopg.Connection[Any], case: Case, until: date = STANDS_ON, place: str = COUNTY
) -> None:
    """Load a case, and adopt the regulations that reach its county."""
    at = datetime.combine(until, time(8), SHANGHAI)
    with connection.transaction():
        load(connection, case, at, "demo")
        for pack in packs_for(place):
            connection.execute(
                "insert into duties_adoption (regulation, place_id, pack, adopted_on, adopted_by)"
                " values (%s, %s, '', %s, 'demo') on conflict do nothing",
                [pack.regulation.id, int(place.ljust(12, "0")), pack.regulation.start],
            )
    connection.execute("analyze")
