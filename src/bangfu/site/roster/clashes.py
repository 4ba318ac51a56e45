"""The same post or pairing twice on the same days: what the database would refuse, told row by row beforehand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bangfu.errors import Problem
from bangfu.site.roster.rows import Texts

Standing = dict[str, dict[str, Texts]]
# What makes two rows the same thing, and how the refusal is called.
SAME = {
    "posts": (("role", "person", "organisation", "place"), "post_held_already"),
    "pairings": (("person", "household"), "paired_already"),
}
LONG_AGO, ALWAYS = "0001-01-01", "9999-12-31"


def clashes(given: Standing, there: Standing) -> Iterator[tuple[str, str, Problem]]:
    """Table, key and problem of every given row that overlaps one of the same."""
    for table, (columns, code) in SAME.items():
        rows = given.get(table, {})
        touched = {tuple(r[c] for c in columns) for k, r in rows.items() if r != there[table].get(k)}
        alike: dict[tuple[str, ...], list[tuple[str, str, str]]] = defaultdict(list)
        for key, row in {**there[table], **rows}.items():
            what = tuple(row[c] for c in columns)
            if what in touched:
                alike[what].append((row["start"] or LONG_AGO, row["end"] or ALWAYS, key))
        for spans in alike.values():
            for key, value in _overlapping(sorted(spans), rows):
                yield table, key, Problem(code, column="start", value=value, details=(("id", key),))


def _overlapping(spans: list[tuple[str, str, str]], given: dict[str, Texts]) -> Iterator[tuple[str, str]]:
    """The later row of each overlap, or the earlier where only that one is given."""
    last, before = "", ""
    for start, end, key in spans:
        if before and start <= last:
            told = key if key in given else before
            if told in given:
                yield told, given[told]["start"]
        if end > last:
            last, before = end, key
