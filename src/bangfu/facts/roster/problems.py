"""What `scan` found wrong with the files, as defects; and place cells written by an alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bangfu.errors import Problem
from bangfu.facts.roster.defect import Defect
from bangfu.facts.roster.records import Roster
from bangfu.facts.sentences import Sentence, ranges, sentence

SHOWN = 20  # rows named in one line; an alias used throughout a ledger needs no more
_NAMES = {
    "duplicate": "duplicate",
    "unknown_code": "unknown_code",
    "unknown_reference": "unknown_reference",
    "unknown_place": "unknown_reference",
}


def problems_found(problems: Iterable[Problem]) -> Iterator[Defect]:
    """One line a problem; `ids` is the row's id (or its number) and the offending value."""
    for p in problems:
        row = dict(p.details).get("id") or (f"row {p.row}" if p.row is not None else "")
        ids = tuple(dict.fromkeys(filter(None, (row, p.value))))
        name = _NAMES.get(p.code, "bad_value" if p.row is not None else "unreadable_file")
        yield Defect(name, p.file, ids, Sentence(p.say("zh"), p.say("en")))


def alias_cells(roster: Roster, spellings: Iterable[Problem]) -> Iterator[Defect]:
    """One line a spelling and file; `ids` is the spelling and the rows that use it."""
    groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for p in spellings:
        groups[p.file, p.value or ""].append(p)
    for (file, value), found in groups.items():
        details = dict(found[0].details)
        rows = dict.fromkeys(dict(p.details).get("id") or f"row {p.row}" for p in found)
        place = roster.places.get(details["code"]) or {}
        words = sentence(
            "alias_cell",
            value=value,
            name=place.get("name") or "",
            code=details["code"],
            rows=ranges(p.row or 0 for p in found)[:SHOWN],
        )
        yield Defect("spelling", file, (value, *list(rows)[:SHOWN]), words)
