"""How much each line of a duty asks in each calendar year, in whole numbers, from the arrays the judge used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bangfu.regulation.model import DutyRule, MilestoneRule
from bangfu.verdict.arrays import Index
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.judge import Bools, Mark, Status

DAYS = ("days", "workdays")


@dataclass(frozen=True)
class Needed:
    """One rule: its lines by number, whose they are and for whom, and what each asks in each year it is owed in."""

    judged: Judged
    role: NDArray[np.object_]  # of each line
    bearer: Index  # of each line: people even, organisations odd
    actor: Index  # of each line: whose entries count, as one number
    actors: str  # and what that number is of: bearers do not share entries, bodies of one place may
    target: Index  # of each line: what the duty is owed to, or -1
    sort: Index  # of each line: targets of one sort are different things, of different sorts one may hold the other
    years: tuple[int, ...]
    cells: NDArray[np.int64]  # lines x years: verdicts owed
    amount: NDArray[np.int64]  # lines x years: acts, days or targets
    unnumbered: NDArray[np.int64]  # lines x years: verdicts owed of which no number is set

    @property
    def measure(self) -> str:
        """What is counted: the measure of the duty; "acts" of a dated step, "none" of a standing condition."""
        rule = self.judged.rule
        if isinstance(rule, DutyRule):
            return rule.measure
        return "acts" if isinstance(rule, MilestoneRule) else "none"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The activities that count."""
        rule = self.judged.rule
        return tuple(rule.counts) if isinstance(rule, DutyRule | MilestoneRule) else ()


def needed(evaluation: Evaluation) -> Iterator[Needed]:
    """What every rule that somebody owes asks, in the order of the documents."""
    names = [*evaluation.ground.names("place", "level"), None]  # the last: no place
    _, levels = np.unique(np.array([name or "" for name in names]), return_inverse=True)
    for judged in evaluation.judged:
        v = judged.verdicts
        owed = v.valid & (v.status != Status.EXEMPT)
        if owed.any():
            yield _of(judged, owed, levels)


def _of(judged: Judged, owed: Bools, levels: Index) -> Needed:
    v = judged.verdicts
    start = np.array([p.start.year for p in v.periods])
    years = tuple(int(y) for y in np.unique(start))
    unnumbered = owed & (v.marks & Mark.NO_NUMBER > 0)
    amount = (
        np.where(owed & ~unnumbered, _amount(judged), 0) if judged.task else np.zeros(owed.shape, np.int64)
    )
    by_year = [
        np.stack([part[:, start == y].sum(axis=1) for y in years], axis=1)
        for part in (owed, amount, unnumbered)
    ]
    target, sort = _target(judged, levels)
    roles = judged.keys["role"].to_numpy()
    actor, actors = _actor(judged)
    return Needed(judged, roles, _bearer(judged), actor, actors, target, sort, years, *by_year)


def _amount(judged: Judged) -> NDArray[np.int64]:
    """How much each cell asks: the number, or the share of its base, rounded up to whole acts."""
    v = judged.verdicts
    required, base = v.required.astype(np.int64), v.base.astype(np.int64)
    return -(-required * base // v.required_of) if v.is_share else required


def _column(judged: Judged, name: str) -> Index:
    found: Index = judged.keys[name].fill_null(-1).to_numpy().astype(np.int64)
    return found


def _bearer(judged: Judged) -> Index:
    person, org = _column(judged, "person"), _column(judged, "org")
    return np.where(person >= 0, person * 2, org * 2 + 1)


def _actor(judged: Judged) -> tuple[Index, str]:
    """Whose entries count for each line: the bearer's, those of all bodies of a place, or anybody's."""
    by = getattr(judged.rule, "by", "bearer")
    if by in ("bearer_or_chief", "anyone_in_place"):
        return _column(judged, "place"), "place"
    if by == "anyone":
        return np.full(judged.keys.num_rows, -1), "anybody"
    return _bearer(judged), "bearer"


def _target(judged: Judged, levels: NDArray[np.int64]) -> tuple[Index, Index]:
    """What each line is owed to, as one number, and of what sort it is."""
    household, person, org, place = (_column(judged, c) for c in ("household", "cperson", "corg", "place"))
    dimension = judged.task.owed.dimension if judged.task else "none"
    each = getattr(judged.rule, "each", "place")
    if dimension == "household":
        return household, np.full(len(place), _HOUSEHOLD)
    if dimension == "receiver":  # a person and a unit may both have received the same report
        return np.where(person >= 0, person, org), np.where(person >= 0, _PERSON, _UNIT)
    if dimension != "none" and each in ("place", "village", "township_in_place"):
        return place, _PLACE + levels[place]
    return np.full(len(place), -1), np.full(len(place), _NONE)


_NONE, _HOUSEHOLD, _PERSON, _UNIT, _PLACE = range(5)
