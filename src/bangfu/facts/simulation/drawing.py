"""Drawing entries for a task: how much each line does in each period, on which days, for which targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bangfu.facts.simulation.events import Events
from bangfu.facts.simulation.options import Options, Temperament, Temperaments
from bangfu.facts.simulation.tasks import Task
from bangfu.regulation.periods import EPOCH, Period, day_number, periods_between

Ints = NDArray[np.int64]
SECOND_KIND = 0.25  # where two kinds of activity will do
COPIED = 0.5  # of what a cheat enters on households
MOSTLY_WORKED = 0.4  # from this part of a period on, people do what the whole period asks


@dataclass(frozen=True)
class Stage:
    """What is the same for all tasks: the simulated days, the official workdays among them, and the codes."""

    first: int
    last: int
    workdays: Ints
    kinds: dict[str, int]
    options: Options


@dataclass(frozen=True)
class Slots:
    """One line in one period: how much is asked, and which workdays (`low` up to `high`) there are to do it."""

    line: Ints
    need: Ints
    low: Ints
    high: Ints


@dataclass(frozen=True)
class Drawn:
    """The entries of some slots: entry n is the `step[n]`-th of the `amount[at[n]]` in slot `at[n]`."""

    slots: Slots
    amount: Ints
    at: Ints
    step: Ints

    @classmethod
    def of(cls, slots: Slots, amount: Ints) -> Drawn:
        """As many entries in each slot as the amount says."""
        at = np.repeat(np.arange(len(amount)), amount)
        return cls(slots, amount, at, np.arange(len(at)) - np.repeat(np.cumsum(amount) - amount, amount))

    def days(self, late: NDArray[np.bool_], rng: np.random.Generator) -> Ints:
        """The number of a workday for each entry: different ones in a slot as far as there are enough."""
        length, total = (self.slots.high - self.slots.low)[self.at], self.amount[self.at]
        begin = self.step * length // total
        width = np.maximum((self.step + 1) * length // total - begin, 1)
        spread = begin + np.floor(rng.random(len(self.at)) * width).astype(np.int64)
        at_the_end = np.maximum(length - 1 - self.step, 0)
        return self.slots.low[self.at] + np.where(late[self.at], at_the_end, spread)

    def targets(self, task: Task, rng: np.random.Generator) -> NDArray[np.int32]:
        """A target for each entry: one after the other, from a random first."""
        lines, line = task.lines, self.slots.line[self.at]
        turn = np.floor(rng.random(len(self.amount))[self.at] * lines.count[line]).astype(np.int64)
        return lines.targets[lines.start[line] + (turn + self.step) % lines.count[line]]


def draw(task: Task, temper: Temperaments, stage: Stage, rng: np.random.Generator) -> Events:
    """The entries of one task. `temper` holds the temperament of each line's actor.

    1. Slots: every line in every period that another task of the same work does not already fill.
    2. Amounts: what is asked, or less, by temperament.
    3. Days: spread over the workdays of the period, or bunched at its end.
    4. Targets: one after the other from a random first; kinds: mostly the likeliest.
    """
    slots = _slots(task, stage, rng)
    mood = temper[slots.line]
    drawn = Drawn.of(slots, _amounts(task, slots, mood, stage.options, rng))
    late = rng.random(len(mood)) < np.array(stage.options.bunched)[mood]
    day = stage.workdays[drawn.days(late, rng)]
    target = drawn.targets(task, rng)
    kinds = np.array([stage.kinds[k] for k in task.kinds[:2]])
    second = (rng.random(len(day)) < SECOND_KIND).astype(np.int64)
    lines, line = task.lines, slots.line[drawn.at]
    copied = (mood[drawn.at] == Temperament.CHEATING) & (rng.random(len(day)) < COPIED) & task.for_households
    actors = {name: getattr(lines, name)[line] for name in ("person", "unit", "cperson", "cunit")}
    at = {"household" if task.for_households else "place": target}
    return Events.make(
        len(day), kind=kinds[second % len(kinds)], first=day, last=day, copied=copied, **actors, **at
    )


def _periods(task: Task, stage: Stage) -> list[Period]:
    """The periods of the simulated days in which the duty is owed, cut to the days that count."""
    start, last = (date.fromordinal(d + EPOCH.toordinal()) for d in (stage.first, stage.last))
    if task.step is not None:
        end = date.fromordinal(task.step.due.toordinal() + 1)
        return [Period(task.step.start, end)] if task.step.start <= last and task.step.due >= start else []
    found = periods_between(task.rule.per, max(start, task.head.start), min(last, task.head.end or last))
    if task.rule.within is None:
        return found
    (a, b), (c, d) = ((int(x[:2]), int(x[3:])) for x in task.rule.within)
    return [
        Period(date(p.start.year, a, b), date.fromordinal(date(p.start.year, c, d).toordinal() + 1))
        for p in found
    ]


def _slots(task: Task, stage: Stage, rng: np.random.Generator) -> Slots:
    lines, parts = task.lines, [_blank()]
    end = day_number(task.head.end) if task.head.end else stage.last
    for period in _periods(task, stage):
        opening = max(day_number(period.start), day_number(task.head.start), stage.first)
        closing = min(day_number(period.last), end, stage.last)
        if opening > closing:
            continue
        done = _done_elsewhere(task, opening, closing)
        first, last = np.maximum(lines.first, opening), np.minimum(lines.last, closing)
        low = np.searchsorted(stage.workdays, first)
        high = np.searchsorted(stage.workdays, last, side="right")
        part = np.clip((last - first + 1) / period.days, 0, 1)
        if part.max(initial=0) >= MOSTLY_WORKED and day_number(period.last) <= stage.last:
            part = np.where(part >= MOSTLY_WORKED, 1.0, part)
        need = np.ceil(_asked(task, high - low, rng) * part - 1e-9).astype(np.int64)
        rows = np.nonzero((high > low) & (lines.count > 0) & (need > 0) & ~done)[0]
        parts.append(Slots(rows, need[rows], low[rows], high[rows]))
    return Slots(
        *(np.concatenate([getattr(p, name) for p in parts]) for name in ("line", "need", "low", "high"))
    )


def _blank() -> Slots:
    nothing = np.zeros(0, dtype=np.int64)
    return Slots(nothing, nothing, nothing, nothing)


def _done_elsewhere(task: Task, opening: int, closing: int) -> NDArray[np.bool_]:
    """The lines of which another regulation, in force on all these days, asks for as much of the same work or more."""
    done = np.zeros(len(task.lines.person), dtype=np.bool_)
    for head, lines in task.covered:
        if day_number(head.start) <= opening and (head.end is None or day_number(head.end) >= closing):
            done |= lines
    return done


def _asked(task: Task, workdays: Ints, rng: np.random.Generator) -> Ints:
    """What a whole period asks of each line."""
    rule, lines = task.rule, task.lines
    if rule.at_least is None:
        return rng.integers(1, 3, size=len(lines.person))
    number = float(rule.at_least)
    if rule.of == "assisting_units":
        return np.ones(len(lines.person), dtype=np.int64)
    if rule.of == "official_workdays":
        return np.ceil(workdays * number).astype(np.int64)
    if rule.measure == "targets":
        share = np.ceil(lines.count * number - 1e-9).astype(np.int64)
        return share if rule.is_share else np.minimum(lines.count.astype(np.int64), int(number))
    whole = int(rule.at_least)
    return (whole // lines.parts + (lines.part < whole % lines.parts)).astype(np.int64)


def _amounts(
    task: Task, slots: Slots, mood: Temperaments, options: Options, rng: np.random.Generator
) -> Ints:
    """How much is done: what is asked and now and then one more, or a part of it."""
    full = rng.random(len(mood)) < np.array(options.fulfilled)[mood]
    more = (
        rng.poisson(options.more * slots.need) if options.more > 1 else rng.random(len(mood)) < options.more
    )
    short = np.floor(slots.need * rng.uniform(0.2, 0.95, size=len(mood))).astype(np.int64)
    amount = np.where(full, slots.need + more, short).astype(np.int64)
    most = task.lines.count[slots.line] if task.rule.measure == "targets" else slots.high - slots.low
    return np.minimum(amount, most)
