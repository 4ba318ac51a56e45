"""A document that ends late, and steps that are due late: whatever day a pack may hold is judged."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.verdict.asking_more import AS_OF, small_ground

from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.verdict.evaluation import evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import lines

LAST = date(2100, 12, 31)
ground = cache(small_ground)
TONGWEI = shipped()["tongwei-2018-59"]
DAYS = st.dates(TONGWEI.regulation.start, LAST)


def dated(end: date, start: date, due: date) -> Regulation:
    """The county's document with an end and all its steps between two days, read again as a pack is."""
    raw = TONGWEI.model_dump(mode="json")
    raw["regulation"]["end"] = end.isoformat()
    for provision in raw["provision"]:
        if provision["milestone"]:
            provision["milestone"] |= {"start": start.isoformat(), "due": due.isoformat()}
    return Regulation.model_validate(raw)


def judged(on: Ground, pack: Regulation, as_of: date) -> set[str]:
    return {v["period_start"] for v in lines(evaluate_ground(on, [pack], as_of), "en")}


def test_a_document_asks_nothing_of_the_time_after_its_end() -> None:
    assert max(judged(ground(), dated(date(2019, 12, 31), LAST, LAST), AS_OF)) < "2020"


@given(DAYS, DAYS, DAYS, st.sampled_from([AS_OF, LAST]))
@example(LAST, TONGWEI.regulation.start, LAST, LAST)
@example(LAST, date(1949, 1, 1), date(1949, 1, 1), AS_OF)
@settings(max_examples=15, deadline=None)
def test_every_day_of_the_calendars_is_judged(end: date, one: date, other: date, as_of: date) -> None:
    assert judged(ground(), dated(end, min(one, other), max(one, other)), as_of)
