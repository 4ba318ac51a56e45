"""What a rule of signals says and finds: the frame that every kind fills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from bangfu.site.supervision.signals.facts import Fact, Span

Numbers = Mapping[str, int]


@dataclass(frozen=True)
class Lead:
    """A hint: what is remarkable in a sentence, and the entries that say so, in the order of their days."""

    said: str
    entries: tuple[Fact, ...]

    @property
    def ids(self) -> frozenset[str]:
        """What it is known again by."""
        return frozenset(f.id for f in self.entries)


@dataclass(frozen=True)
class Material:
    """What a kind looks at: the facts of a place's month; `noted` gives those with long notes of several months."""

    span: Span
    facts: list[Fact]
    noted: Callable[[int, int], list[Fact]]


Find = Callable[[Material, Numbers], Iterator[Lead]]


@dataclass(frozen=True)
class Kind:
    """A kind of signal: its name, what it points to, what may explain it, and the numbers that it needs."""

    code: str
    title: Promise
    means: Promise
    innocent: tuple[Promise, ...]
    find: Find
    numbers: Mapping[str, Promise] = field(default_factory=dict[str, Promise])


def lead(said: str, facts: Iterable[Fact]) -> Lead:
    """A hint that rests on some facts, each named once."""
    return Lead(said, tuple(sorted(set(facts), key=lambda f: (f.on, f.moment, f.id))))


def by_person(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """The facts of each person."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.person:
            found[fact.person].append(fact)
    return found


def by_recorder(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """What each account wrote, in the order of writing."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted((f for f in facts if f.recorded_by), key=lambda f: (f.moment, f.id)):
        found[fact.recorded_by].append(fact)
    return found
