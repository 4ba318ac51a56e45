"""Verdict lines for tables: only those wanted, and with the names of people, bodies and places beside their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bangfu.language import Language
from bangfu.verdict.areas import served
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.judge import Status
from bangfu.verdict.lines import Line, Names, lines_of

Mask = NDArray[np.bool_]
_NAMED = {"person": ("person", "id"), "organisation": ("org", "id"), "place": ("place", "code")}


@dataclass(frozen=True)
class Wanted:
    """Which verdicts are wanted; what is None does not narrow. `place` is a code: at or below it."""

    statuses: frozenset[Status] | None = None
    regulations: frozenset[str] | None = None
    roles: frozenset[str] | None = None
    place: str | None = None

    def of(self, evaluation: Evaluation) -> list[Judged]:
        """Every rule with only the verdicts wanted; rules left without any are dropped."""
        kept = [j for j in evaluation.judged if self.regulations is None or j.head.id in self.regulations]
        found = [only(j, self._mask(evaluation, j)) for j in kept]
        return [j for j in found if j.verdicts.valid.any()]

    def _mask(self, evaluation: Evaluation, judged: Judged) -> Mask:
        mask = judged.verdicts.valid.copy()
        if self.statuses is not None:
            mask &= np.isin(judged.verdicts.status, [int(s) for s in self.statuses])
        if self.roles is not None:
            mask &= np.isin(judged.keys["role"].to_pylist(), list(self.roles))[:, None]
        if self.place is not None and mask.any():
            mask &= _within(evaluation, judged, self.place)
        return mask


def _within(evaluation: Evaluation, judged: Judged, code: str) -> Mask:
    """Which verdicts belong to a place at or below this one, by the days on which they do."""
    below = evaluation.ground.rows(
        "select w.p from within w join place a on a.i = w.a where a.code = ?", [code]
    )
    places = served(evaluation, judged)
    inside = np.isin(places.place, [row[0] for row in below])
    found = np.zeros_like(judged.verdicts.valid)
    for number, period in enumerate(judged.verdicts.periods):
        found[places.line[inside & places.during(period)], number] = True
    return found


def only(judged: Judged, wanted: Mask) -> Judged:
    """The same rule with only some of its verdicts."""
    return replace(judged, verdicts=replace(judged.verdicts, valid=judged.verdicts.valid & wanted))


def lines_wanted(evaluation: Evaluation, wanted: Iterable[Judged], tongue: Language) -> Iterator[Line]:
    """The lines of rules already narrowed."""
    names = Names(evaluation)
    for judged in wanted:
        yield from lines_of(_holding(evaluation, judged), judged, names, tongue)


def _holding(evaluation: Evaluation, judged: Judged) -> Evaluation:
    """The evaluation with one rule narrowed: what stands beside its verdicts is looked up in the others, whole."""
    duty = judged.head.id, judged.id
    return replace(evaluation, judged=[judged if (j.head.id, j.id) == duty else j for j in evaluation.judged])


def with_names(evaluation: Evaluation, lines: Iterator[Line]) -> Iterator[dict[str, Any]]:
    """Lines with `person_name`, `organisation_name` and `place_name` after each id."""
    named: dict[str, dict[str, str]] = {
        column: dict(evaluation.ground.rows(f"select {key}, name from {table}"))
        for column, (table, key) in _NAMED.items()
    }
    for line in lines:
        row: dict[str, Any] = {}
        for column, value in line.items():
            row[column] = value
            if column in named:
                row[f"{column}_name"] = named[column].get(value or "")
        yield row
