"""Numbers: what is none is refused; any number that a second writer writes is read back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.regulation.drafting.numerals import Number, read

DIGITS = "零一二三四五六七八九"


def written(n: int) -> str:
    """A plain writer of numbers, apart from the reader: 10 is 十, 105 一百零五, 20010 二万零一十."""
    if n < 10:
        return DIGITS[n]
    for size, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            high, low = divmod(n, size)
            head = "" if sign == "十" and high == 1 else written(high)
            gap = "零" if 0 < low < size // 10 else ""
            tail = "一" + written(low) if 10 <= low < 20 else written(low)
            return head + sign + (gap + tail if low else "")
    raise AssertionError(n)


@pytest.mark.parametrize(
    "text",
    ["", "户", "十百", "一二十", "零分之一", "三分之四", "五至三", "一户", "1/0", "5-3", "二三万四十百"],
)
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert read(text) is None


@given(st.integers(1, 999_999_999))
def test_a_written_number_is_read_back(n: int) -> None:
    assert read(written(n)) == Number(Fraction(n), Fraction(n))


@given(st.integers(0, 10**9))
def test_an_arabic_number_is_read_back_with_and_without_commas(n: int) -> None:
    assert read(str(n)) == read(f"{n:,}") == Number(Fraction(n), Fraction(n))


@given(st.integers(1, 200), st.integers(1, 200))
def test_a_fraction_is_exact(a: int, b: int) -> None:
    low, high = sorted((a, b))
    share = Number(Fraction(low, high), Fraction(low, high), "fraction")
    assert read(f"{written(high)}分之{written(low)}") == read(f"{low}/{high}") == share


@given(st.integers(1, 99), st.integers(0, 99), st.sampled_from(["至", "到", "—", "-", "～"]))
def test_a_range_has_both_ends(low: int, more: int, sign: str) -> None:
    both = Number(Fraction(low), Fraction(low + more))
    assert read(f"{low}{sign}{low + more}") == read(f"{written(low)}{sign}{written(low + more)}") == both


CASES = [
    ("两", 2, 2, "plain"),
    ("半", Fraction(1, 2), Fraction(1, 2), "plain"),
    ("两三", 2, 3, "plain"),
    ("三五", 3, 5, "plain"),
    ("二〇二六", 2026, 2026, "plain"),
    ("2万", 20000, 20000, "plain"),
    ("1.5万", 15000, 15000, "plain"),
    ("壹佰贰拾", 120, 120, "plain"),
    ("30%", Fraction(3, 10), Fraction(3, 10), "percent"),
    ("百分之九十五", Fraction(19, 20), Fraction(19, 20), "percent"),
    ("30-50%", Fraction(3, 10), Fraction(1, 2), "percent"),
    ("三成", Fraction(3, 10), Fraction(3, 10), "fraction"),
    ("半数", Fraction(1, 2), Fraction(1, 2), "fraction"),
    ("三分之二", Fraction(2, 3), Fraction(2, 3), "fraction"),
]


@pytest.mark.parametrize(("text", "low", "high", "kind"), CASES)
def test_ways_of_writing(text: str, low: int, high: int, kind: str) -> None:
    assert read(text) == Number(Fraction(low), Fraction(high), kind)
