"""Drawing: the same from the same, whoever does it; nobody favoured; every sum as asked."""

from __future__ import annotations

import hashlib
import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.site.supervision.sampling.draw import Stratum, allotted, drawn, lot, ordered

HOMES = tuple(f"99h-{n:04}" for n in range(200))
SIZES = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 300), min_size=1, max_size=12)


def test_a_lot_is_what_any_sm3_tool_says() -> None:
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this Python has no other SM3 to compare with")
    assert lot("key", "层", "99h-1") == hashlib.new("sm3", "key\n层\n99h-1".encode()).hexdigest()


def test_the_order_of_the_list_changes_nothing() -> None:
    assert drawn("k", Stratum("a", HOMES, 20)) == drawn("k", Stratum("a", HOMES[::-1], 20))


def test_another_key_or_stratum_draws_others() -> None:
    one = drawn("k", Stratum("a", HOMES, 20))
    assert one != drawn("l", Stratum("a", HOMES, 20))
    assert one != drawn("k", Stratum("b", HOMES, 20))


def test_whoever_is_not_met_is_replaced_by_the_next() -> None:
    stratum = Stratum("a", HOMES, 20)
    assert drawn("k", Stratum("a", HOMES, 21))[:20] == drawn("k", stratum) == ordered("k", stratum)[:20]


def test_nobody_is_favoured() -> None:
    """4,000 draws of 20 among 200: how often each is drawn differs no more than chance makes it (chi-square)."""
    draws, wanted = 4000, 20
    counts = Counter(m for n in range(draws) for m in drawn(str(n), Stratum("a", HOMES, wanted)))
    expected = draws * wanted / len(HOMES)
    # Drawing without putting back varies less than independent draws would, by this factor.
    narrower = 1 - wanted / len(HOMES)
    found = sum((counts[m] - expected) ** 2 for m in HOMES) / expected / narrower
    free = len(HOMES) - 1
    assert abs(found - free) < 5 * math.sqrt(2 * free), found


def test_first_and_last_of_the_list_are_drawn_first_as_often() -> None:
    firsts = Counter(drawn(str(n), Stratum("a", HOMES[:4], 1))[0] for n in range(8000))
    assert all(abs(n - 2000) < 5 * math.sqrt(8000 * 0.25 * 0.75) for n in firsts.values()), firsts


@given(SIZES, st.integers(0, 2000), st.integers(0, 3))
def test_every_sum_is_as_asked_and_no_stratum_gives_more_than_it_has(
    sizes: dict[str, int], total: int, least: int
) -> None:
    given_ = allotted(sizes, total, least)
    floor = sum(min(least, size) for size in sizes.values())
    assert sum(given_.values()) == max(floor, min(total, sum(sizes.values())))
    assert all(min(least, sizes[name]) <= n <= sizes[name] for name, n in given_.items())


@given(SIZES, st.integers(0, 2000))
def test_asking_for_more_takes_from_nobody(sizes: dict[str, int], total: int) -> None:
    fewer, more = allotted(sizes, total), allotted(sizes, total + 1)
    assert all(fewer[name] <= more[name] for name in sizes)


@given(SIZES, st.integers(0, 2000))
def test_a_larger_stratum_never_gives_fewer(sizes: dict[str, int], total: int) -> None:
    given_ = allotted(sizes, total)
    assert all(given_[a] >= given_[b] - 1 for a in sizes for b in sizes if sizes[a] >= sizes[b])


def test_shares_are_those_of_the_size() -> None:
    assert allotted({"东": 600, "西": 300, "北": 100}, 20) == {"东": 12, "西": 6, "北": 2}
    assert allotted({"大": 1000, "小": 2}, 10) == {"大": 9, "小": 1}
