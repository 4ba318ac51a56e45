"""The strip of days: what touches is one mark, what lies outside is none."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bangfu.site.duties.models import Verdict
from bangfu.site.duties.strip import MARGIN, WIDTH, strip_of
from bangfu.site.ledger.models import Entry

YEAR = Verdict(period_start=date(2020, 1, 1), period_end=date(2020, 12, 31))


def entry(on: date, days: int = 1) -> Entry:
    return Entry(on=on, until=on + timedelta(days=days - 1) if days > 1 else None)


def labels(*entries: Entry) -> list[str]:
    return [bar.label for bar in strip_of(YEAR, entries, [], date(2020, 11, 20)).counted]


def test_what_lies_far_outside_is_not_drawn() -> None:
    assert labels(entry(date(2019, 3, 1)), entry(date(2021, 6, 1))) == []


def test_days_that_touch_or_overlap_are_one_mark() -> None:
    first, then = date(2020, 3, 2), date(2020, 3, 9)
    assert labels(entry(first)) == ["2020-03-02"]
    assert labels(entry(first + timedelta(days=1)), entry(first), entry(then, 3), entry(then)) == [
        "2020-03-02 – 2020-03-03",
        "2020-03-09 – 2020-03-11",
    ]


@given(
    st.lists(st.builds(entry, st.dates(date(2019, 6, 1), date(2021, 6, 30)), st.integers(1, 40)), max_size=40)
)
def test_marks_are_apart_and_on_the_paper(entries: list[Entry]) -> None:
    strip = strip_of(YEAR, entries, entries, date(2020, 11, 20))
    assert strip.counted == strip.others
    assert all(MARGIN <= bar.x <= WIDTH - MARGIN for bar in strip.counted)
    assert [bar.x for bar in strip.counted] == sorted({bar.x for bar in strip.counted})
