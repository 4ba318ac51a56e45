"""Counting verdicts into a board: by township, by kind of bearer, by duty, and the gaps that weigh most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bangfu.language import Language, language
from bangfu.paper.bearers import GROUPS, group_of
from bangfu.paper.gaps import worst_gaps
from bangfu.paper.lines import Wanted
from bangfu.paper.model import STATUSES, Area, Board, Cell, DutyRow, RegulationRow, Tally
from bangfu.paper.words import word
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.verdict.areas import NO_TOWNSHIP, Ints, lines_by_township, served
from bangfu.verdict.evaluation import Evaluation, Judged, status_counts
from bangfu.verdict.judge import Status

Counts = Mapping[tuple[int, str], Tally]  # (township, kind of bearer) -> how it stands


@dataclass(frozen=True)
class About:
    """What a board says of itself, and how it is told.

    `regulations` are those shown, all without it; `vocabulary` names the roles, the shipped words without it.
    """

    name: str = ""
    synthetic: bool = False
    tongue: Language | None = None
    regulations: frozenset[str] | None = None
    vocabulary: Vocabulary | None = None


def board(evaluation: Evaluation, about: About | None = None) -> Board:
    """The board of an evaluation.

    A line belongs to the township of its place or household, else to those of the villages its bearer serves; it
    appears under each of them, and the totals count it once. Only rules that somebody owed are listed.
    """
    about = about or About()
    tongue = about.tongue or language()
    vocabulary = about.vocabulary or vocabulary_of(list(shipped().values()))
    kept = Wanted(regulations=about.regulations).of(evaluation)
    counted = [_by_township(evaluation, j) for j in kept]
    duties = tuple(_duty(j, tongue) for j in kept)
    cells = [(t, g, n, tally) for n, c in enumerate(counted) for (t, g), tally in c.items()]
    code_of = {NO_TOWNSHIP: "", **dict(_townships(evaluation))}
    return Board(
        name=about.name,
        as_of=evaluation.as_of,
        language=tongue,
        synthetic=about.synthetic,
        regulations=_regulations(kept, tongue),
        total=_sum(d.tally for d in duties),
        groups=_groups(kept),
        areas=_areas(evaluation, cells, tongue),
        duties=duties,
        cells=tuple(Cell(code_of[t], g, n, tally) for t, g, n, tally in cells),
        gaps=tuple(worst_gaps(evaluation, kept, vocabulary, tongue)),
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _tally(counts: Ints) -> Tally:
    return Tally(*(int(n) for n in counts))


def _by_township(evaluation: Evaluation, judged: Judged) -> Counts:
    """Every verdict of one rule under its townships and the kind of its bearer."""
    places, v = served(evaluation, judged), judged.verdicts
    groups = np.array([GROUPS.index(group_of(role)) for role in judged.keys["role"].to_pylist()])
    keys: list[Ints] = []
    for number in range(len(v.periods)):
        line, township = lines_by_township(judged, places, number)
        keys.append(((township + 1) * len(GROUPS) + groups[line]) * len(Status) + v.status[line, number])
    found = np.bincount(np.concatenate(keys))
    found = np.pad(found, (0, -found.size % len(Status))).reshape(-1, len(Status))
    rows = np.nonzero(found.sum(axis=1))[0].tolist()
    return {(row // len(GROUPS) - 1, GROUPS[row % len(GROUPS)]): _tally(found[row]) for row in rows}


def _groups(kept: Sequence[Judged]) -> dict[str, Tally]:
    """Each kind of bearer, every line counted once."""
    found: dict[str, Tally] = defaultdict(Tally)
    for judged in kept:
        group = np.array([group_of(role) for role in judged.keys["role"].to_pylist()])
        for name in dict.fromkeys(group.tolist()):
            status = judged.verdicts.status[group == name][judged.verdicts.valid[group == name]]
            found[name] += _tally(np.bincount(status, minlength=len(STATUSES)))
    return {g: found[g] for g in GROUPS if g in found}


def _duty(judged: Judged, tongue: Language) -> DutyRow:
    roles = dict.fromkeys(judged.keys["role"].to_pylist())
    return DutyRow(
        judged.head.id,
        judged.provision.clause,
        judged.id,
        getattr(judged.title, tongue),
        judged.provision.text,
        tuple(dict.fromkeys(group_of(r) for r in roles)),
        Tally(**status_counts(judged.verdicts)),
    )


def _townships(evaluation: Evaluation) -> list[tuple[int, str]]:
    return [(i, c) for i, c in evaluation.ground.rows("select i, code from place where level = 'township'")]


def _areas(
    evaluation: Evaluation, cells: list[tuple[int, str, int, Tally]], tongue: Language
) -> tuple[Area, ...]:
    """The county as a whole first where anything is its own, then the townships by code."""
    rows = evaluation.ground.rows("select i, code, name from place where level = 'township' order by code")
    places = [(NO_TOWNSHIP, "", word("whole_county", tongue)), *rows]
    groups: dict[int, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for township, group, _, tally in cells:
        groups[township][group] += tally
    return tuple(
        Area(code, name, _sum(groups[i].values()), {g: groups[i][g] for g in GROUPS if g in groups[i]})
        for i, code, name in places
        if i in groups
    )


def _regulations(kept: Sequence[Judged], tongue: Language) -> tuple[RegulationRow, ...]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for judged in kept:
        tallies[judged.head.id] += Tally(**status_counts(judged.verdicts))
    heads = {j.head.id: j.head for j in kept}
    return tuple(
        RegulationRow(id_, head.number, getattr(head.title, tongue), head.start, head.end, tallies[id_])
        for id_, head in heads.items()
    )
