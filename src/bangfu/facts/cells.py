"""What a single cell may say: one judge for each type of column, from text to value or `CellError`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal

from bangfu.facts.columns import Column
from bangfu.facts.fault import CellError, Hints
from bangfu.facts.places import aliases_of, place_code
from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR
from bangfu.regulation.vocabulary import Vocabulary

Judge = Callable[[str], object]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_MONEY = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")
_WORD = re.compile(r"[a-z][a-z0-9_]*")


def a_date(text: str) -> date:
    """A day written as ISO, that exists, within the years of the format."""
    if not _DATE.fullmatch(text):
        raise CellError("bad_date")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CellError("no_such_day") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError("year_out_of_range", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return day


def integer(column: Column) -> Judge:
    """Whole numbers within the choices or bounds of the column."""

    def judge(text: str) -> int:
        if not _INTEGER.fullmatch(text):
            raise CellError("bad_integer")
        value = int(text)
        if column.choices and str(value) not in column.choices:
            raise CellError("bad_choice", choices=" | ".join(column.choices))
        if column.between and not column.between[0] <= value <= column.between[1]:
            raise CellError("year_out_of_range", first=str(column.between[0]), last=str(column.between[1]))
        _within_bounds(column, value)
        return value

    return judge


def number(column: Column) -> Judge:
    """A finite decimal number within the bounds of the column."""

    def judge(text: str) -> float:
        if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
            raise CellError("bad_number")
        _within_bounds(column, float(text))
        return float(text)

    return judge


def money(column: Column) -> Judge:
    """An amount in yuan with at most two decimals, exact; less than nothing is what was paid back."""

    def judge(text: str) -> Decimal:
        if not _MONEY.fullmatch(text):
            raise CellError("bad_amount")
        _within_bounds(column, Decimal(text))
        return Decimal(text)

    return judge


def _within_bounds(column: Column, value: float | Decimal) -> None:
    if column.least is not None and value < column.least:
        raise CellError("too_small", least=str(column.least))
    if column.above is not None and value <= column.above:
        raise CellError("not_above", above=str(column.above))


def choice(column: Column) -> Judge:
    """One of the words the column allows."""

    def judge(text: str) -> str:
        if text not in column.choices:
            raise CellError("bad_choice", choices=" | ".join(column.choices))
        return text

    return judge


def word(column: Column, vocabulary: Vocabulary) -> Judge:
    """A known code, or for a list several parted by spaces."""
    type_, hints = column.code or "", Hints()

    def judge(text: str) -> str:
        codes = text.split() if column.type == "list" else [text]
        for code in codes:
            if not vocabulary.has(type_, code):
                near = hints.near(code, vocabulary.codes(type_))
                raise CellError("unknown_code", what=type_, code=code[:80], near=near)
        return " ".join(codes) if column.type == "list" else text

    return judge


def items(column: Column) -> Judge:
    """A list, its items parted in one way; an empty list is nothing."""
    if column.separator == ";":
        return lambda text: ";".join(aliases_of(text)) or None
    return lambda text: " ".join(text.split()) or None


def reference(column: Column, known: Collection[str]) -> Judge:
    """An id of the table the column refers to."""
    hints = Hints()

    def judge(text: str) -> str:
        if text not in known:
            raise CellError("unknown_reference", table=column.refers or "", near=hints.near(text, known))
        return text

    return judge


def own_code(text: str) -> str:
    """The code of a place in its own row."""
    code = place_code(text)
    if code is None:
        raise CellError("bad_place_code")
    return code


def new_word(text: str) -> str:
    """A code that a case adds to the vocabulary."""
    if not _WORD.fullmatch(text):
        raise CellError("bad_word")
    return text
