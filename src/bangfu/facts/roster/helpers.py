"""Registered or scattered households on whose behalf, for a while at least, nobody is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bangfu.facts.roster.defect import Defect
from bangfu.facts.roster.records import Roster
from bangfu.facts.roster.spans import Span, span, uncovered
from bangfu.facts.sentences import Sentence, sentence

KINDS = frozenset({"registered", "scattered"})


def households_without_helper(roster: Roster) -> Iterator[Defect]:
    """One line a household with any stretch of its life, within the time of the case, that no pairing covers."""
    paired: dict[str, list[Span]] = defaultdict(list)
    for row in roster.rows("pairings"):
        paired[row["household"]].append(span(row["start"], row["end"]))
    for row in roster.rows("households"):
        if not KINDS & set((row["kinds"] or "").split()):
            continue
        life = span(row["start"], row["end"]).within(roster.time)
        gaps = uncovered(life, paired[row["id"]]) if life else []
        if gaps:
            yield Defect("household_without_helper", "households.csv", (row["id"],), _words(gaps))


def _words(gaps: list[Span]) -> Sentence:
    told = [sentence("household_without_helper", start=g.first, end=g.last) for g in gaps]
    return Sentence("".join(t.zh for t in told), " ".join(t.en for t in told))
