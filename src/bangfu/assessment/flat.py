"""Lines for spreadsheets, which hold one value in a cell: a row for each indicator of a body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangfu.assessment.assessment import Line

_BODY = ("scheme", "clause", "year", "subject_kind", "person", "organisation", "place", "area")
_OF_INDICATOR = (
    "indicator", "numerator", "denominator", "value", "weight", "source", "counted", "others", "aside", "evidence",
)  # fmt: skip
_RANK = ("total", "rank", "ranked", "state")
FLAT_COLUMNS = (*_BODY, *_OF_INDICATOR, "indicator_note", *_RANK, "note")


def flat(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, one row an indicator; a body without any has one row of its own."""
    for line in lines:
        for told in line["indicators"] or [{}]:
            parts = {c: told.get(c) for c in _OF_INDICATOR}
            yield (
                {c: line[c] for c in (*_BODY, *_RANK, "note")} | parts | {"indicator_note": told.get("note")}
            )
