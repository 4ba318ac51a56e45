"""What a person should look at again: grants that a later bar touches (S18), bars without an end, decisions of nobody.

Nothing is ever taken back here: the body that gave it decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bangfu.facts.case import Case
from bangfu.incentives.asking import Asked, Verdict
from bangfu.incentives.bars import Bar, Bars
from bangfu.incentives.given import Given, Grant
from bangfu.incentives.lines import Told
from bangfu.incentives.notes import said
from bangfu.incentives.purposes import purposes
from bangfu.regulation.incentives import PurposeName


def touched(bars: Bars, given: Given, case: Case) -> Iterator[tuple[Grant, Bar]]:
    """Every grant that was given before a bar on just that was decided.

    A grade of a year is looked at where the bar is about that year; an honour, where it was given since the year of the bar
    began; an appointment, where it was made since the fact that led to the bar, or since the year began where that fact is
    not in the case.
    """
    found = {r["id"]: r["on"] for r in case["findings"].to_pylist()}
    for who in sorted(bars.of):
        for bar in bars.of[who]:
            causes = [found[c] for c in bar.decision.causes if c in found]
            for grant in given.of.get(who, ()):
                if grant.kind in bar.sure | bar.maybe and _before(grant, bar, causes):
                    yield grant, bar


def _before(grant: Grant, bar: Bar, causes: list[date]) -> bool:
    if grant.granted_on >= bar.decision.decided_on:
        return False
    looks_at = purposes()[grant.kind].looks_at
    begun = date(min([bar.first, *causes]).year, 1, 1)
    if looks_at == "year":
        return bar.first.year <= grant.year <= bar.perhaps.year
    if looks_at != "day" or not causes:
        return grant.granted_on >= begun
    return grant.granted_on >= min([bar.first, *causes])


def reviews(asked: Asked, bars: Bars, given: Given, case: Case) -> Iterator[Told]:
    """The lines of a year: its grants and those since, then bars whose end nobody wrote."""
    for grant, bar in touched(bars, given, case):
        if max(grant.year, grant.granted_on.year) < asked.year:
            continue
        note = said("REVIEW_GRANT", what=grant.id, bar=bar.decision.id, by=grant.granted_by or "—")
        yield _line(asked, bar, Verdict("judgement", (bar,), (grant.id,), (note,)), ("S18",), grant.kind)
    for bar in bars.all:
        if bar.decision.concerns is None:
            yield _line(
                asked, bar, Verdict("judgement", (bar,), notes=(said("OF_NOBODY", what=bar.decision.id),))
            )
        elif bar.last == date.max:
            note = said("REVIEW_OPEN", what=bar.decision.id)
            yield _line(asked, bar, Verdict("judgement", (bar,), notes=(note,)), ("S07", "S08"))


def _line(
    asked: Asked, bar: Bar, verdict: Verdict, readings: tuple[str, ...] = (), kind: PurposeName | None = None
) -> Told:
    decision = bar.decision
    return Told(
        part="review",
        asked=asked,
        regulation=decision.regulation,
        clause=decision.clause,
        purpose=(kind,) if kind else tuple(sorted(bar.sure | bar.maybe)),
        person=decision.person,
        organisation=None if decision.person else decision.organisation,
        verdict=verdict,
        readings=readings,
    )
