"""How a regulation has inspections made: kinds, methods, stages, people, reports; each with the provision that says so.

The schemes are data: `schemes/*.toml`, one for each regulation that arranges inspections.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

import rtoml
from pydantic import BaseModel, ConfigDict, model_validator

from bangfu.language import Language
from bangfu.site.supervision.months import moved

Rule = Literal["permitted", "forbidden", "unnamed"]
FOLDER = files("bangfu.site.supervision") / "schemes"


class Strict(BaseModel):
    """A table of a scheme; a word that is not known is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Strict):
    """The same in both languages."""

    zh: str
    en: str

    def told(self, language: Language) -> str:
        """In one of them."""
        return self.en if language == "en" else self.zh


class Kind(Strict):
    """How much an inspection looks at, and how often there is to be one."""

    code: Literal["comprehensive", "special"]
    title: Words
    often: Words
    provision: str


class Method(Strict):
    """A way of inspecting that the text names."""

    code: str
    rule: Rule
    provision: str


class Announcing(Strict):
    """Whether the inspected may be told the days beforehand."""

    rule: Rule
    provision: str = ""


class Area(Strict):
    """What is looked at."""

    code: str
    title: Words
    provision: str


class Line(Strict):
    """A sentence that a provision stands behind."""

    text: Words
    provision: str


class People(Line):
    """What somebody of a team has to be."""

    of: Literal["leader", "member"]


class Report(Strict):
    """What is written in the end, and to whom."""

    title: Words
    to: Words
    provision: str


class Span(Strict):
    """A stage on the days of the template year, or `first` to `last` days after the beginning."""

    name: Words
    tasks: Words
    provision: str
    start: date | None = None
    end: date | None = None
    first: int | None = None
    last: int | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Span:
        if (self.start is None) != (self.end is None) or (self.first is None) != (self.last is None):
            raise ValueError("a stage has both its ends")
        if (self.start is None) == (self.first is None):
            raise ValueError("a stage has dates or offsets")
        return self

    def days(self, start: date, months: int) -> tuple[date, date]:
        """Its days in an inspection that begins on `start`, so many months after the template."""
        if self.start and self.end:
            first = max(start, moved(self.start, months))
            return first, max(first, moved(self.end, months))
        return start + timedelta(self.first or 0), start + timedelta(self.last or 0)


class Supervisors(Strict):
    """People engaged to watch: which role of the roster, how many, one for each township."""

    role: str
    count: int
    provision: str


class Matched(Strict):
    """Which printed list says who watches whom."""

    list: Literal["tongwei"]
    provision: str


class Scheme(Strict):
    """One regulation's inspections."""

    regulation: str
    inspectors: tuple[str, ...]  # roles of the roster that inspect, the first that is held
    announcing: Announcing
    kind: tuple[Kind, ...]
    method: tuple[Method, ...]
    area: tuple[Area, ...]
    stage: tuple[Span, ...]
    others: str = ""  # the provision that permits further methods
    people: tuple[People, ...] = ()
    duty: tuple[Line, ...] = ()
    step: tuple[Line, ...] = ()
    report: tuple[Report, ...] = ()
    supervisors: Supervisors | None = None
    matched: Matched | None = None

    def rule_of(self, method: str) -> tuple[Rule, str]:
        """Whether a method is permitted, and by which provision."""
        known = next((m for m in self.method if m.code == method), None)
        return (known.rule, known.provision) if known else ("unnamed", self.others)

    def stages(self, start: date) -> list[tuple[Span, date, date]]:
        """The stages of an inspection that begins on a day."""
        base = min((s.start for s in self.stage if s.start), default=start)
        months = (start.year - base.year) * 12 + start.month - base.month
        return [(s, *s.days(start, months)) for s in self.stage]

    def provisions(self) -> Iterator[str]:
        """Every provision that is cited."""
        parts = (*self.kind, *self.method, *self.area, *self.stage, *self.people, *self.duty, *self.step)
        cited = [p.provision for p in (*parts, *self.report)]
        cited += [p.provision for p in (self.supervisors, self.matched, self.announcing) if p]
        yield from filter(None, (*cited, self.others))


@cache
def schemes() -> dict[str, Scheme]:
    """All schemes by regulation."""
    paths = sorted(p.name for p in FOLDER.iterdir() if p.name.endswith(".toml") and p.name != "methods.toml")
    found = [Scheme.model_validate(_read(name)) for name in paths]
    return {s.regulation: s for s in found}


@cache
def methods() -> dict[str, Words]:
    """The names of all methods."""
    return {code: Words.model_validate(words) for code, words in _read("methods.toml").items()}


def _read(name: str) -> dict[str, object]:
    return rtoml.loads((FOLDER / name).read_text(encoding="utf-8"))
