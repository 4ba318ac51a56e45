"""The gaps that weigh most: what one bearer missed of one duty, ranked by a rule that is printed with it.

The rule: only what is unmet; the greater mean share missing first, then the more missed verdicts, then the order of the
clauses; at most `PER_DUTY` of one duty, so that one duty does not hide the others; what two regulations ask alike is
shown once. How often somebody uses any program plays no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bangfu.language import Language
from bangfu.paper.bearers import group_of
from bangfu.paper.lines import lines_wanted, only
from bangfu.paper.model import Gap
from bangfu.paper.words import word
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.verdict.areas import served
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.judge import Status

TOP, PER_DUTY = 10, 2
KEY = ("person", "organisation", "place", "household", "counterpart")


@dataclass(frozen=True)
class _Candidate:
    missing: float
    missed: int
    judged: Judged
    bearer: int  # persons even, bodies odd
    rows: NDArray[np.int64]  # the lines of this bearer

    @property
    def duty(self) -> tuple[str, str]:
        """Which duty of which regulation."""
        return self.judged.head.id, self.judged.id

    @property
    def rank(self) -> tuple[float, int]:
        """What sorts gaps, the gravest first."""
        return -round(self.missing, 6), -self.missed


def worst_gaps(
    evaluation: Evaluation, kept: Sequence[Judged], vocabulary: Vocabulary, tongue: Language
) -> Iterator[Gap]:
    """The ten that weigh most, in order."""
    found = sorted((c for judged in kept for c in _candidates(judged)), key=lambda c: c.rank)
    for candidate in _each_once(evaluation, found)[:TOP]:
        yield _gap(evaluation, candidate, vocabulary, tongue)


def _each_once(evaluation: Evaluation, found: list[_Candidate]) -> list[_Candidate]:
    """Without the gaps of a bearer that another regulation's duty, related to this one, has already told."""
    pairs = {
        ((pack.regulation.id, row.here), (row.other, there))
        for pack in evaluation.regulations
        for row in pack.relation
        for there in row.there
    }
    related = pairs | {(b, a) for a, b in pairs}
    kept: list[_Candidate] = []
    for c in found:
        if not any(k.bearer == c.bearer and (c.duty, k.duty) in related for k in kept):
            kept.append(c)
    return kept


def share_missing(judged: Judged) -> NDArray[np.float64]:
    """How much of what each verdict asks is missing, 0..1; nothing where no number is asked."""
    v = judged.verdicts
    asked = v.required / v.required_of * np.where(v.is_share & (v.base > 0), v.base, 1)
    return np.clip(1 - v.achieved / np.where(asked > 0, asked, 1), 0, 1) * (asked > 0)


def _candidates(judged: Judged) -> list[_Candidate]:
    """The gaps of one rule, worst first, no more than may be shown of it."""
    unmet = judged.verdicts.valid & (judged.verdicts.status == Status.UNMET)
    if not unmet.any():
        return []
    person = judged.keys["person"].fill_null(-1).to_numpy()
    org = judged.keys["org"].fill_null(-1).to_numpy()
    bearer = np.where(person >= 0, person * 2, np.where(org >= 0, org * 2 + 1, -1))
    ids, inverse = np.unique(bearer, return_inverse=True)
    missed = np.bincount(inverse, unmet.sum(axis=1)).astype(np.int64)
    missing = np.bincount(inverse, (share_missing(judged) * unmet).sum(axis=1)) / np.maximum(missed, 1)
    order = np.lexsort((-missed, -missing.round(6), missed == 0))[:PER_DUTY]
    return [
        _Candidate(float(missing[n]), int(missed[n]), judged, int(ids[n]), np.nonzero(inverse == n)[0])
        for n in order.tolist()
        if missed[n] and ids[n] >= 0
    ]


def _gap(evaluation: Evaluation, found: _Candidate, vocabulary: Vocabulary, tongue: Language) -> Gap:
    judged, v = found.judged, found.judged.verdicts
    mine = np.zeros_like(v.valid)
    mine[found.rows] = True
    every = list(lines_wanted(evaluation, [only(judged, mine)], tongue))
    share = share_missing(judged)[mine & v.valid]
    unmet = [(line, float(s)) for line, s in zip(every, share, strict=True) if line["status"] == "unmet"]
    worst, _ = max(unmet, key=lambda item: (item[1], item[0]["period_start"]))
    role: str = worst["role"]
    return Gap(
        regulation=judged.head.id,
        number=judged.head.number,
        clause=judged.provision.clause,
        duty=judged.id,
        title=getattr(judged.title, tongue),
        text=judged.provision.text,
        role=vocabulary.name("role", role, tongue),
        group=group_of(role),
        bearer=worst["person"] or worst["organisation"],
        name=_name(evaluation, found),
        areas=_areas(evaluation, found, tongue),
        missing=found.missing,
        missed=found.missed,
        judged=len(every),
        first=date.fromisoformat(min(line["period_start"] for line, _ in unmet)),
        last=date.fromisoformat(max(line["period_end"] for line, _ in unmet)),
        worst_start=date.fromisoformat(worst["period_start"]),
        worst_end=date.fromisoformat(worst["period_end"]),
        required=worst["required"],
        achieved=worst["achieved"],
        unit=worst["unit"],
        evidence=tuple(dict.fromkeys(e for line in every for e in line["evidence"])),
        note=worst["note"],
        key={k: worst[k] for k in KEY if worst[k]},
    )


def _name(evaluation: Evaluation, found: _Candidate) -> str:
    key = found.judged.keys.slice(int(found.rows[0]), 1).to_pylist()[0]
    table, row = ("person", key["person"]) if key["person"] is not None else ("org", key["org"])
    named = evaluation.ground.rows(f"select coalesce(name, id) from {table} where i = ?", [row])
    return str(named[0][0])


def _areas(evaluation: Evaluation, found: _Candidate, tongue: Language) -> tuple[str, ...]:
    places = served(evaluation, found.judged)
    codes = np.unique(places.township[np.isin(places.line, found.rows)]).tolist()
    named = dict(evaluation.ground.rows("select i, name from place where level = 'township'"))
    return tuple(named.get(c, word("whole_county", tongue)) for c in codes)
