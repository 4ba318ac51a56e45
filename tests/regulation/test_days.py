"""The days of a pack lie within the calendars; whatever lies there is judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bangfu.errors import BangfuError
from bangfu.regulation.packs import parse

WHOLE = (Path(__file__).parent / "whole.toml").read_text(encoding="utf-8")
PLACES = {
    "start": ("start = 2026-03-01", "start = {}"),
    "end": ('issued = "2026"', 'issued = "2026"\nend = {}'),
    "start of a step": ("start = 2026-03-01\ndue", "start = {}\ndue"),
    "due": ("due = 2026-03-31", "due = {}"),
    "start of an entitlement": ('what = "accident_cover"', 'what = "accident_cover"\nstart = {}'),
}


def written(place: str, day: date) -> str:
    piece, instead = PLACES[place]
    assert piece in WHOLE
    return WHOLE.replace(piece, instead.format(day), 1)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1948, 12, 31), date(2101, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("place", PLACES)
def test_a_day_beyond_the_calendars_is_told_with_its_line(place: str, day: date) -> None:
    text = written(place, day)
    with pytest.raises(BangfuError) as caught:
        parse(text, "pack.toml")
    problem = caught.value.problems[0]
    assert (problem.code, len(caught.value.problems)) == ("bad_pack_value", 1)
    assert "1949 to 2100" in dict(problem.details)["reason"]
    assert problem.row is not None
    assert day.isoformat() in text.splitlines()[problem.row - 1]


@pytest.mark.parametrize("place", ["end", "due", "start of an entitlement"])
def test_the_last_day_of_the_calendars_is_one_of_them(place: str) -> None:
    assert parse(written(place, date(2100, 12, 31)), "pack.toml")
