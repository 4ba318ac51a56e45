"""An indicator of every body: the first of its sources that has data, with what the others say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bangfu.assessment.belonging import Belonging
from bangfu.assessment.bodies import Bodies, Body
from bangfu.assessment.duties import of_year, sorted_verdicts
from bangfu.assessment.entries import sorted_households
from bangfu.assessment.notes import listed, said
from bangfu.assessment.rows import figures, sorted_rows
from bangfu.assessment.scheme import Indicator, Source
from bangfu.assessment.tally import Tally
from bangfu.facts.case import Case
from bangfu.facts.roster.spans import Span
from bangfu.verdict.lines import Line

Tallies = Mapping[Body, Tally]


@dataclass(frozen=True)
class Desk:
    """What indicators are worked out from: the case, whose rows are, and the verdicts of the duties named."""

    case: Case
    bodies: Bodies
    whose: Belonging
    lines: Sequence[Line]

    def tallies(self, indicator: Indicator, days: Span) -> dict[Body, Tally]:
        """An indicator of every body in some days of a year."""
        found = [self._from(source, indicator, days) for source in indicator.sources]
        return {body: _settled(indicator, [f.get(body, Tally()) for f in found]) for body in self.bodies.held}

    def _from(self, source: Source, indicator: Indicator, days: Span) -> Tallies:
        if source == "figures":
            return figures(self.case, indicator, days.first.year, self.whose)
        if source == "duties":
            lines = of_year(self.lines, indicator.duties, days.first.year)
            homes = {r["id"]: r["place"] for r in self.bodies.roster.rows("households")}
            counts = sorted_verdicts(lines, self.whose, homes)
        elif source == "entries":
            counts = sorted_households(self.case, indicator, days, self.bodies)
        else:
            counts = sorted_rows(self.case, source, indicator.code, days, self.whose)
        return {body: count.tally(source) for body, count in counts.items()}


def _settled(indicator: Indicator, found: Sequence[Tally]) -> Tally:
    """The first tally with a value, or the first with anything; the others are told beside it."""
    chosen = next((t for t in found if t.value is not None), next((t for t in found if t.source), None))
    chosen = chosen or Tally()
    rest = [t for t in found if t is not chosen]
    aside = tuple(sorted({*chosen.aside, *(i for t in rest for i in t.aside)}))
    notes = [*chosen.notes, *(n for t in rest for n in t.notes)]
    notes += [
        said("FIGURE_DIFFERS", numerator=t.numerator, denominator=t.denominator, what=listed(t.counted))
        for t in rest
        if t.value is not None and t.value != chosen.value
    ]
    if indicator.judged:
        notes.append(said("JUDGED"))
    elif chosen.value is None:
        notes.append(said("NO_DATA"))
    return replace(chosen, aside=aside, notes=tuple(notes))


@dataclass(frozen=True)
class Result:
    """One indicator of one body: its tally, its weight where one is set, and that of the year before where it is told."""

    indicator: Indicator
    tally: Tally
    weight: Fraction | None = None
    last_year: Tally | None = None
