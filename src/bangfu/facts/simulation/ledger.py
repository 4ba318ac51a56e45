"""The whole ledger of a filled roster: the work of every task, attendance, and what cheats add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from bangfu.facts.simulation.attendance import Attendance, Residents
from bangfu.facts.simulation.draft import NONE, Draft
from bangfu.facts.simulation.drawing import Stage, draw
from bangfu.facts.simulation.events import Events
from bangfu.facts.simulation.options import Temperament, Temperaments
from bangfu.facts.simulation.tasks import Lines, Task
from bangfu.regulation.periods import EPOCH, Window
from bangfu.regulation.vocabulary import RESIDENT_CADRES, Vocabulary
from bangfu.regulation.workdays import WorkCalendar

Ints = NDArray[np.int32]
OWN = {"person": "people", "unit": "units", "place": "places", "household": "households"}


@dataclass(frozen=True)
class World:
    """Who acts, as arrays: the tasks, the resident cadres, everybody's temperament, and the villages."""

    tasks: Sequence[Task]
    residents: Residents
    people: Temperaments
    units: Temperaments
    villages: Ints


def residents_of(draft: Draft) -> Residents:
    """Each resident cadre once for each village, from the first to the last day of their posts there."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for role in RESIDENT_CADRES:
        for s in draft.posts:
            if s.role == role and NONE not in (s.person, s.place) and s.first <= s.last:
                first, last = spans.get((s.person, s.place), (s.first, s.last))
                spans[s.person, s.place] = min(first, s.first), max(last, s.last)
    rows = np.array([(*key, *span) for key, span in sorted(spans.items())], dtype=np.int32).reshape(-1, 4)
    return Residents(*(rows[:, n].copy() for n in range(4)))


def villages_of(draft: Draft) -> Ints:
    """The numbers of the villages."""
    return np.array([n for n, p in enumerate(draft.places) if p.level == "village"], dtype=np.int32)


def workdays(first: int, last: int, calendar: WorkCalendar) -> NDArray[np.int64]:
    """The official workdays from a day to a day; weekdays in a year the calendar does not know."""
    origin = EPOCH.toordinal()
    start, end = (EPOCH.fromordinal(d + origin) for d in (first, last))
    window = Window.holding(start, end)
    bits = (calendar.masks(window)[:, None] >> np.arange(31, dtype=np.uint32)) & 1
    month, day = np.nonzero(bits)
    known = window.starts[month].astype(np.int64) + day
    plain = np.arange(first, last + 1, dtype=np.int64)
    years = plain.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970
    unknown = [y for y in sorted(set(years.tolist())) if not calendar.knows(y)]
    weekdays = plain[np.isin(years, unknown) & ((plain + 3) % 7 < 5)]
    return np.union1d(known[(known >= first) & (known <= last)], weekdays)


def ledger(world: World, stage: Stage, rng: np.random.Generator) -> Events:
    """Every entry, ordered by actor and day."""
    parts = [draw(t, _temper(world, t.lines), stage, rng) for t in world.tasks]
    work = Events.joined(parts)
    trained = work.take(work.kind == stage.kinds["training_day"])
    temper = world.people[world.residents.person]
    presence = Attendance(world.residents, temper, stage, rng).entries(trained)
    return _ordered(Events.joined([work, presence, _ghosts(world, presence, stage, rng)]))


def _temper(world: World, lines: Lines) -> Temperaments:
    """The temperament of whoever makes the entry: the unit where it signs, otherwise the person."""
    people = world.people if len(world.people) else np.zeros(1, np.int8)
    units = world.units if len(world.units) else np.zeros(1, np.int8)
    return np.where(lines.unit != NONE, units[lines.unit], people[lines.person])


def _ghosts(world: World, presence: Events, stage: Stage, rng: np.random.Generator) -> Events:
    """On some days a cheat is entered as in the village and as visiting another one."""
    there = (presence.kind == stage.kinds["resident_day"]) & (
        world.people[presence.person] == Temperament.CHEATING
    )
    chosen = presence.take(there & (rng.random(presence.count) < 0.06))
    place = rng.choice(world.villages, size=chosen.count) if len(world.villages) else chosen.place
    return replace(
        chosen,
        kind=np.full_like(chosen.kind, stage.kinds["village_visit"]),
        last=chosen.first,
        place=place.astype(np.int32),
    )


def _ordered(events: Events) -> Events:
    actor = np.where(
        events.person != NONE, events.person.astype(np.int64) * 2, events.unit.astype(np.int64) * 2 + 1
    )
    return events.take(np.argsort(actor << 32 | events.first.astype(np.int64), kind="stable"))


def copied(world: World, times: int, sizes: dict[str, int]) -> World:
    """The same county over and over: numbers of people, units, places and households move on by `sizes` each time."""
    tasks = [
        replace(
            t,
            lines=_copied_lines(t, times, sizes),
            covered=tuple((h, np.tile(m, times)) for h, m in t.covered),
        )
        for t in world.tasks
    ]
    residents = Residents(
        *(
            _moved(getattr(world.residents, f.name), times, sizes.get(OWN.get(f.name, ""), 0))
            for f in fields(Residents)
        )
    )
    return World(
        tasks,
        residents,
        np.tile(world.people, times),
        np.tile(world.units, times),
        _moved(world.villages, times, sizes["places"]),
    )


def _copied_lines(task: Task, times: int, sizes: dict[str, int]) -> Lines:
    steps = {
        "person": sizes["people"],
        "cperson": sizes["people"],
        "unit": sizes["units"],
        "cunit": sizes["units"],
        "targets": sizes["households" if task.for_households else "places"],
        "start": len(task.lines.targets),
    }
    columns = {
        f.name: _moved(getattr(task.lines, f.name), times, steps.get(f.name, 0)) for f in fields(Lines)
    }
    return Lines(**columns)


def _moved(column: NDArray[np.int32], times: int, step: int) -> Ints:
    moved = column[None, :] + (np.arange(times, dtype=np.int32) * step)[:, None]
    return np.where(column[None, :] == NONE, NONE, moved).astype(np.int32).ravel()


def kinds_of(vocabulary: Vocabulary) -> dict[str, int]:
    """The activities by number, as the ledger codes them."""
    return {code: n for n, code in enumerate(vocabulary.codes("activity"))}
