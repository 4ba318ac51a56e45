"""What others found: a few findings on cheats and laggards, exemptions for the sick, and the yearly rankings."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from bangfu.facts.case import Case
from bangfu.facts.simulation.casing import joined, rows_table
from bangfu.facts.simulation.draft import NONE, Draft
from bangfu.facts.simulation.ledger import World
from bangfu.facts.simulation.options import Temperament
from bangfu.facts.simulation.seats import Reach
from bangfu.facts.simulation.view import View
from bangfu.regulation.periods import EPOCH
from bangfu.regulation.vocabulary import AT_THE_POST, RESIDENT_CADRES

Row = dict[str, object]


def marks(
    draft: Draft, reach: Reach, world: World, roster: Case, rng: np.random.Generator
) -> dict[str, pa.Table]:
    """The tables of findings, rankings and exemptions; those the roster brings are kept."""
    made = {
        "findings": _on_cadres(draft, world, rng) + _on_units(draft, world, rng),
        "rankings": _rankings(draft, world, rng),
        "exemptions": _exemptions(draft, reach, rng),
    }
    for n, row in enumerate(made["findings"], roster["findings"].num_rows):
        row["id"] = f"99f{n:05}"
    for n, row in enumerate(made["exemptions"], roster["exemptions"].num_rows):
        row["id"] = f"99e{n:05}"
    tables = {name: rows_table(name, rows) for name, rows in made.items()}
    return {n: joined(roster[n], t) for n, t in tables.items()}


def _day(number: int | np.integer) -> date:
    return EPOCH.fromordinal(int(number) + EPOCH.toordinal())


def _on_cadres(draft: Draft, world: World, rng: np.random.Generator) -> list[Row]:
    """Some cheats and laggards are found away; some complaints about others turn out to be nothing."""
    found: list[Row] = []
    r = world.residents
    mood = world.people[r.person]
    chance = np.array([0.004, 0.08, 0.35])[mood]
    for n in np.nonzero(rng.random(len(mood)) < chance)[0].tolist():
        times = 1 + int(rng.random() < 0.3) + int(rng.random() < 0.1)
        kind = (
            "nominal_residence"
            if mood[n] == Temperament.CHEATING and rng.random() < 0.3
            else "unexcused_absence"
        )
        complaint = bool(rng.random() < 0.25)
        for _ in range(times):
            source = {
                "source": "complaint" if complaint else "inspection",
                "verified": "no" if complaint else "yes",
            }
            where = {"person": draft.people[r.person[n]].id, "place": draft.places[r.place[n]].code}
            found.append(
                {
                    "kind": kind,
                    "on": _day(rng.integers(r.first[n], r.last[n] + 1)),
                    **where,
                    **source,
                    **_weight(rng),
                }
            )
    return found


def _weight(rng: np.random.Generator) -> Row:
    level = str(rng.choice(["county", "prefecture", "province"], p=[0.75, 0.2, 0.05]))
    severity = int(rng.choice([1, 2, 3], p=[0.75, 0.2, 0.05]))
    return {"level": level, "severity": severity, "bad_influence": "yes" if rng.random() < 0.08 else "no"}


def _on_units(draft: Draft, world: World, rng: np.random.Generator) -> list[Row]:
    found: list[Row] = []
    for unit in dict.fromkeys(s.unit for s in draft.posts if s.role == "assisting_unit" and s.unit != NONE):
        chance = 0.0 if world.units[unit] == Temperament.DILIGENT else 0.15
        if rng.random() < chance:
            kind = "slow_progress" if rng.random() < 0.7 else "annual_task_missed"
            on = _day(rng.integers(draft.first, draft.last + 1))
            verdict = {"source": "report", "verified": "yes", **_weight(rng), "bad_influence": "no"}
            found.append({"kind": kind, "on": on, "organisation": draft.units[unit].id, **verdict})
    return found


def _rankings(draft: Draft, world: World, rng: np.random.Generator) -> list[Row]:
    """The yearly assessment of every whole year: units, then townships, with a score out of 100."""
    assisting = dict.fromkeys(s.unit for s in draft.posts if s.role == "assisting_unit" and s.unit != NONE)
    governments = {s.place: s.unit for s in draft.posts if s.role == "township_government"}
    found: list[Row] = []
    for year in range(_day(draft.first).year, _day(draft.last).year + 1):
        if (date(year, 12, 31) - EPOCH).days > draft.last:
            continue
        for unit in assisting:
            score = round(float(rng.normal(88 - 6 * (world.units[unit] != 0), 4)), 1)
            found.append(
                {
                    "year": year,
                    "subject_kind": "unit",
                    "organisation": draft.units[unit].id,
                    "score": min(score, 100.0),
                }
            )
        for place, unit in governments.items():
            score = round(float(rng.normal(88 - 6 * (world.units[unit] != 0), 4)), 1)
            found.append(
                {
                    "year": year,
                    "subject_kind": "township",
                    "place": draft.places[place].code,
                    "score": min(score, 100.0),
                }
            )
    return found


def _exemptions(draft: Draft, reach: Reach, rng: np.random.Generator) -> list[Row]:
    """Long illness: excused from every duty of attendance for the year."""
    duties = [
        (pack.regulation.id, p.duty.id)
        for pack in reach.packs
        for p in pack.provision
        if p.duty and AT_THE_POST & set(p.duty.counts) and set(p.bearer) & set(RESIDENT_CADRES)
    ]
    cadres = [s.person for posts in View(draft).cadres.values() for s in posts]
    sick = [p for p in dict.fromkeys(cadres) if rng.random() < 0.006]
    year = _day(draft.last).year
    days: Row = {"start": max(date(year, 1, 1), _day(draft.first)), "end": date(year, 12, 31)}
    return [
        {"regulation": regulation, "duty": duty, "person": draft.people[person].id, **days}
        | {"reason": "重病住院治疗（合成）", "approved_by": "县委组织部（合成）"}
        for person in sick
        for regulation, duty in duties
    ]
