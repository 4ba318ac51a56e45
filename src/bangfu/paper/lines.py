"""Verdict lines for tables: only the statuses wanted, with the names of people, bodies and places beside their ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bangfu.language import Language
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.judge import Status
from bangfu.verdict.lines import Line, Names, lines_of

_NAMED = {"person": ("person", "id"), "organisation": ("org", "id"), "place": ("place", "code")}


def only(judged: Judged, wanted: NDArray[np.bool_]) -> Judged:
    """The same rule with only some of its verdicts."""
    return replace(judged, verdicts=replace(judged.verdicts, valid=judged.verdicts.valid & wanted))


def some_lines(
    evaluation: Evaluation,
    tongue: Language,
    statuses: frozenset[Status] = frozenset(Status),
    regulations: frozenset[str] | None = None,
) -> Iterator[Line]:
    """The lines of these statuses and regulations; rules that have none cost nothing."""
    names = Names(evaluation)
    for judged in evaluation.judged:
        if regulations is not None and judged.head.id not in regulations:
            continue
        part = only(judged, np.isin(judged.verdicts.status, [int(s) for s in statuses]))
        if part.verdicts.valid.any():
            yield from lines_of(evaluation, part, names, tongue)


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
