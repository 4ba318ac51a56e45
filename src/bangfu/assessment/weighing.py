"""Weights: those that the document gives, else those that the county set for the year; none is ever assumed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bangfu.assessment.scheme import Scheme, provision_of
from bangfu.facts.case import Case
from bangfu.regulation.model import Regulation


@dataclass(frozen=True)
class Weights:
    """What each indicator weighs, and on which day a county set it."""

    of: dict[str, Fraction]
    set_on: date | None = None


def weights(case: Case, scheme: Scheme, pack: Regulation, year: int, as_of: date) -> Weights:
    """The weights of a year as known on a day. Those set last for the year replace all that were set before."""
    given: dict[str, Fraction] = {}
    for indicator in scheme.indicator:
        rule = provision_of(pack, indicator.provision).evaluation
        if rule is not None and rule.weight is not None:
            given[indicator.code] = rule.weight
    codes = {i.code for i in scheme.indicator}
    sets: dict[date, dict[str, Fraction]] = defaultdict(dict)
    for row in case["weights"].to_pylist():
        if row["year"] == year and row["indicator"] in codes and row["set_on"] <= as_of:
            # a number is read as the decimal it was written as
            sets[row["set_on"]][row["indicator"]] = Fraction(repr(row["weight"]))
    last = max(sets, default=None)
    return Weights((sets[last] if last else {}) | given, last)
