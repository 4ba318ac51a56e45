"""A scheme of assessment: which indicators, of whom, from what; one TOML file each, beside the packs.

A scheme says what a regulation's `evaluation` provisions come to when they are carried out together. It names their
clauses and adds nothing to them: no indicator that the text does not name, no weight, no formula for a rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import rtoml
from pydantic import Field

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.consequences import RankingRule
from bangfu.regulation.model import Provision, Regulation
from bangfu.regulation.shapes import Code, Level, Strict, Title

SubjectKind = Literal["unit", "township", "county", "team", "group", "helper"]
Source = Literal["checks", "surveys", "figures", "duties", "entries"]


class Subject(Strict):
    """Whom a scheme assesses: the organisations in a role, the places of a level, or those paired with households."""

    kind: SubjectKind
    role: Code | None = None
    level: Level | None = None
    organisation_level: list[Level] = []


class Indicator(Strict):
    """One indicator: its word, its clause, how it is worked out, and from what, the first source with data first."""

    code: Code
    provision: str
    how: Title
    sources: list[Source] = Field(min_length=1)
    duties: list[str] = []  # whose verdicts count, for `duties`
    households: list[Code] = []  # of which kinds, for `entries`; none: all
    judged: bool = False  # the text asks for no number: a person judges by the evidence
    last_year: bool = False  # told beside the year before
    note: Title | None = None
    readings: list[str] = []


class Scheme(Strict):
    """A whole scheme."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Title
    regulation: str
    provision: str
    by: list[Code]
    subject: list[Subject] = Field(min_length=1)
    indicator: list[Indicator] = []
    ranked: bool = False  # bodies are placed by their totals
    per_area: bool = False  # each in each of its areas, by itself
    note: Title | None = None
    readings: list[str] = []


@cache
def schemes() -> Mapping[str, Scheme]:
    """All shipped schemes by id."""
    folder = files("bangfu.assessment") / "schemes"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    read = [Scheme.model_validate(rtoml.loads(f.read_text(encoding="utf-8"))) for f in found]
    return {s.id: s for s in read}


def scheme(id_: str) -> Scheme:
    """One scheme by its id. Raises `BangfuError` (`unknown_scheme`) where there is none."""
    known = schemes()
    if id_ not in known:
        raise BangfuError(Problem("unknown_scheme", value=id_, details=(("known", ", ".join(known)),)))
    return known[id_]


def provision_of(pack: Regulation, id_: str) -> Provision:
    """The provision of a pack that a scheme names."""
    return next(p for p in pack.provision if p.id == id_)


def cut_of(pack: Regulation, kind: SubjectKind) -> RankingRule | None:
    """How many of a list stand last, and of how long a list, as the consequences of a regulation have it."""
    rules = [r.ranking for p in pack.provision for r in (p.consequence, p.liability) if r and r.ranking]
    return min((r for r in rules if r.of == kind), key=lambda r: r.years, default=None)


def faults(found: Scheme, pack: Regulation) -> Iterator[str]:
    """What a scheme names and its regulation does not have."""
    provisions = {p.id for p in pack.provision}
    duties = {r.id for p in pack.provision for r in (p.duty, p.requirement) if r}
    words = {w.code for w in pack.word if w.type == "indicator"}
    readings = {r.id for r in pack.reading}
    yield from (i for i in (found.provision, *(i.provision for i in found.indicator)) if i not in provisions)
    yield from (i.code for i in found.indicator if i.code not in words)
    yield from (d for i in found.indicator for d in i.duties if d not in duties)
    named = [*found.readings, *(r for i in found.indicator for r in i.readings)]
    yield from (r for r in named if r not in readings)
