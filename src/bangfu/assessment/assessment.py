"""What an assessment comes to: one line a body, and the rows of `rankings.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from bangfu.assessment.bodies import Body
from bangfu.assessment.changing import Change
from bangfu.assessment.indicators import Result
from bangfu.assessment.notes import joined, said
from bangfu.assessment.ranking import Place
from bangfu.assessment.scheme import Scheme, SubjectKind, provision_of
from bangfu.assessment.tally import Tally
from bangfu.errors import BangfuError, Problem
from bangfu.language import Language, language
from bangfu.regulation.model import Regulation
from bangfu.regulation.shapes import Title

Line = dict[str, Any]
# In which column of a line, and of `rankings.csv`, the id of a body stands.
COLUMN: Mapping[SubjectKind, str] = {
    "unit": "organisation", "team": "organisation", "group": "organisation", "township": "place", "county": "place",
    "helper": "person",
}  # fmt: skip


@dataclass(frozen=True)
class Assessed:
    """One body of a year: its indicators, and where the scheme ranks its total and place."""

    body: Body
    results: tuple[Result, ...]
    unit: str | None = None  # of a helper: the own unit, which assesses
    total: Fraction | None = None
    place: Place | None = None
    changes: tuple[Change, ...] = ()
    notes: tuple[Title, ...] = field(default=())

    def with_notes(self, *more: Title) -> Assessed:
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *more))


@dataclass(frozen=True)
class Assessment:
    """A scheme carried out for one year. Every figure names the rows behind it, and comes from them alone."""

    scheme: Scheme
    clause: str
    year: int
    as_of: date
    pack: Regulation
    assessed: tuple[Assessed, ...]

    def lines(self, tongue: Language | None = None) -> Iterator[Line]:
        """One line a body, in a fixed order."""
        spoken = tongue or language()
        for one in self.assessed:
            yield {
                "scheme": self.scheme.id,
                "regulation": self.scheme.regulation,
                "clause": self.clause,
                "year": self.year,
                "subject_kind": one.body.kind,
                **dict.fromkeys(("person", "organisation", "place")),
                "organisation": one.unit,
                COLUMN[one.body.kind]: one.body.subject,
                "area": one.body.area,
                "indicators": [self._indicator(r, spoken) for r in one.results],
                "total": _text(one.total),
                "rank": one.place.rank if one.place else None,
                "ranked": one.place.ranked if one.place else None,
                "state": one.place.state if one.place else None,
                "changes": [_change(c, spoken) for c in one.changes],
                "readings": list(self.scheme.readings),
                "note": getattr(joined(one.notes), spoken),
            }

    def rankings(self) -> list[Line]:
        """The rows of `rankings.csv`. A body without a total has no score.

        Raises `BangfuError` (`not_ranked`, `year_not_over`): a scheme that ranks nobody, a year that still runs.
        """
        if not self.scheme.ranked:
            raise BangfuError(Problem("not_ranked", value=self.scheme.id))
        if self.as_of <= date(self.year, 12, 31):
            raise BangfuError(Problem("year_not_over", value=str(self.year)))
        return [
            {
                "year": self.year,
                "subject_kind": one.body.kind,
                **dict.fromkeys(("organisation", "place")),
                COLUMN[one.body.kind]: one.body.subject,
                "area": one.body.area,
                "score": None if one.total is None or one.body in self._too_close else float(one.total),
            }
            for one in self.assessed
            if one.body.area is not None or not self.scheme.per_area
        ]

    @property
    def _too_close(self) -> frozenset[Body]:
        """Bodies whose totals differ by less than a score can say: their list has no scores rather than a false tie."""
        lists: dict[tuple[SubjectKind, str | None], dict[Body, Fraction]] = defaultdict(dict)
        for one in self.assessed:
            if one.total is not None:
                lists[one.body.kind, one.body.area][one.body] = one.total
        blurred = [t for t in lists.values() if len(set(t.values())) != len(set(map(float, t.values())))]
        return frozenset(body for totals in blurred for body in totals)

    def _indicator(self, result: Result, tongue: Language) -> Line:
        indicator, tally = result.indicator, result.tally
        notes = [*([indicator.note] if indicator.note else []), *tally.notes]
        line = {
            "indicator": indicator.code,
            "clause": provision_of(self.pack, indicator.provision).clause,
            "how": getattr(indicator.how, tongue),
            "source": tally.source,
            **_figures(tally),
            "evidence": list(tally.evidence),
            "weight": _text(result.weight),
            "readings": list(indicator.readings),
        }
        if indicator.last_year:
            before = result.last_year or Tally()
            line["last_year"] = _figures(before)
            if before.value is None:
                notes.append(said("NO_LAST_YEAR"))
            else:
                notes.append(said("LAST_YEAR", numerator=before.numerator, denominator=before.denominator))
        return line | {"note": getattr(joined(notes), tongue)}


def _figures(tally: Tally) -> Line:
    return {
        "numerator": tally.numerator,
        "denominator": tally.denominator,
        "value": _text(tally.value),
        "counted": list(tally.counted),
        "others": list(tally.others),
        "aside": list(tally.aside),
    }


def _change(change: Change, tongue: Language) -> Line:
    told = {"indicator": change.indicator, "move": change.move, "by": change.by, "tie": change.tie}
    return told | {"note": getattr(change.note, tongue)}


def _text(number: Fraction | None) -> str | None:
    """An exact number as text: whole, or a fraction in lowest terms."""
    return None if number is None else str(number)
