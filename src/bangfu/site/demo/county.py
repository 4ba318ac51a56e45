"""The demo's county: the real list of Tongwei with made-up people, households and entries, up to the day it stands on."""

from __future__ import annotations

from datetime import date

from bangfu.facts.case import Case
from bangfu.facts.reading import read_case
from bangfu.facts.simulation import Options, simulate
from bangfu.facts.tongwei import CASE

STANDS_ON = date(2020, 11, 20)
SEED = 59
COUNTY = "621121"


def county(until: date = STANDS_ON, options: Options | None = None) -> Case:
    """Tongwei with a made-up ledger of the year up to a day."""
    roster = read_case(CASE)
    return simulate(roster, date(until.year, 1, 1), until, SEED, options or Options())
