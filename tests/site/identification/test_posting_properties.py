"""Any walk of confirmations, leavings, postings and takings down beside a reading that asks day by day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bangfu.site.identification.models import Notice
from bangfu.site.identification.posting import Held, spans_of

FIRST, LENGTH = date(2020, 1, 1), 20
days = st.integers(0, LENGTH)
held = st.lists(st.tuples(st.sampled_from("abc"), days, st.none() | days), min_size=1, max_size=4)
posted = st.lists(st.tuples(days, st.none() | days, st.frozensets(st.sampled_from("abc"))), max_size=4)


def day(number: int | None) -> date | None:
    return None if number is None else FIRST + timedelta(number)


@given(held, posted)
def test_spans_are_what_each_day_says(
    households: list[tuple[str, int, int | None]], notices: list[tuple[int, int | None, frozenset[str]]]
) -> None:
    kept = [(key, start, end) for key, start, end in households if end is None or start <= end] or [
        ("a", 0, None)
    ]
    hung = sorted((n for n in notices if n[1] is None or n[0] <= n[1]), key=lambda n: n[0])
    spans = spans_of(
        [Held(key, FIRST + timedelta(start), day(end)) for key, start, end in kept],
        [(Notice(posted_on=day(start), removed_on=day(end)), lines) for start, end, lines in hung],
        FIRST + timedelta(LENGTH),
    )
    told = {
        n: span.code for span in spans for n in range((span.first - FIRST).days, (span.last - FIRST).days + 1)
    }
    assert told == by_day(kept, hung)
    assert all(a.last < b.first for a, b in itertools.pairwise(spans))


def by_day(
    kept: list[tuple[str, int, int | None]], hung: list[tuple[int, int | None, frozenset[str]]]
) -> dict[int, str]:
    """The second reading: nothing but a loop over days."""
    found: dict[int, str] = {}
    for n in range(min(start for _key, start, _end in kept), LENGTH + 1):
        wanted = frozenset(key for key, start, end in kept if start <= n and (end is None or n <= end))
        there = [lines for start, end, lines in hung if start <= n and (end is None or n < end)]
        if there and there[-1] != wanted:
            found[n] = "list_differs"
        elif not there and wanted:
            found[n] = "not_posted"
    return found
