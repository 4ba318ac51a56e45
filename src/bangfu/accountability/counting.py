"""How often something was found: findings become times, times are counted per person or unit, year and posting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bangfu.accountability.findings import Finding
from bangfu.accountability.whereabouts import Whereabouts
from bangfu.regulation.consequences import ConsequenceRule, Counter

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Time:
    """One time something was found: an absence checked on several days, or a circular with several items."""

    findings: tuple[Finding, ...]

    @property
    def on(self) -> date:
        """The day of the check that found it first."""
        return self.findings[0].on


@dataclass(frozen=True, slots=True)
class Count:
    """The times of one counter within its window, and those of all windows together."""

    name: tuple[object, ...]  # counter, whose, and window
    unit: str | None
    times: tuple[Time, ...]
    all_times: tuple[Time, ...]

    def ids(self, number: int) -> frozenset[str]:
        """The findings behind the first so many times."""
        return frozenset(f.id for time in self.times[:number] for f in time.findings)

    def overall(self, number: int) -> int:
        """Which time it is when nothing is cut off at the turn of a year or posting."""
        return sum(time.on <= self.times[number - 1].on for time in self.all_times)


Back = Callable[[str, date, date], bool]  # whether a person was at the post on one of these days


def counts(
    rule: ConsequenceRule, counter: Counter, facts: Iterable[Finding], at: Whereabouts, back: Back
) -> list[Count]:
    """What one counter of a rule comes to: one `Count` for each person or unit and each window."""
    groups: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for fact in facts:
        for key in _keys(rule, counter, fact, at):
            groups[key].append(fact)
    found: list[Count] = []
    for key, group in groups.items():
        times = _times(rule, group, back)
        windows: dict[tuple[object, ...], list[Time]] = defaultdict(list)
        for time in times:
            windows[_window(rule, time, at)].append(time)
        unit = None if counter == "person" else key[0]
        found += [Count((counter, key, w), unit, tuple(those), tuple(times)) for w, those in windows.items()]
    return found


def _keys(
    rule: ConsequenceRule, counter: Counter, fact: Finding, at: Whereabouts
) -> Collection[tuple[str, ...]]:
    if counter == "person":
        return [(fact.person,)] if fact.person else []
    units = at.units(rule, fact)
    if counter == "unit":
        return [(unit,) for unit in units]
    return [(unit, place) for unit in units for place in at.places(fact)]


def _times(rule: ConsequenceRule, facts: Sequence[Finding], back: Back) -> list[Time]:
    """Findings of one day are one time; where the rule counts spells, those of days in a row without a return, too."""
    found: list[list[Finding]] = []
    for fact in sorted(facts, key=lambda f: (f.on, f.id)):
        before = found[-1][-1] if found else None
        if before is not None and (before.on == fact.on or _one_spell(rule, before, fact, back)):
            found[-1].append(fact)
        else:
            found.append([fact])
    return [Time(tuple(group)) for group in found]


def _one_spell(rule: ConsequenceRule, before: Finding, after: Finding, back: Back) -> bool:
    if rule.one_time != "spell" or after.on - before.on > _DAY:
        return False
    return after.person is None or not back(after.person, before.on, after.on)


def _window(rule: ConsequenceRule, time: Time, at: Whereabouts) -> tuple[object, ...]:
    first = time.findings[0]
    year = time.on.year if rule.window == "year" else None
    stint = (
        at.holders.stint(first.person, rule.in_post, time.on) if rule.in_posting and first.person else None
    )
    return year, stint
