"""What may be meant by a candidate: roles, acts and earlier rules like it, each with why it is offered. A person chooses."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, get_args

from bangfu.regulation.model import DutyRule, Provision, Regulation
from bangfu.regulation.shapes import PeriodName
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.wording import table

OFFERED = 4
_LIKE = 0.28  # below this two sentences have little in common
_MEASURES = {
    "次": "times",
    "天": "days",
    "日": "days",
    "夜": "days",
    "工作日": "workdays",
    "件": "items",
    "人次": "person_times",
}
_TARGETS = {"户": "households", "村": "poor_villages"}


@dataclass(frozen=True)
class Precedent:
    """A rule of a regulation at hand that reads like the candidate."""

    pack: Regulation
    provision: Provision
    likeness: float


@dataclass(frozen=True)
class Suggestion:
    """What is offered for one candidate, the likeliest first; `said` is what its own words settle."""

    kind: str
    roles: tuple[str, ...]
    acts: tuple[str, ...]
    precedents: tuple[Precedent, ...]
    said: Mapping[str, Any]


def _aliases() -> dict[str, dict[str, list[str]]]:
    return table("bangfu.regulation.composing", "aliases.toml")


def suggest(candidate: Mapping[str, Any], words: Vocabulary, packs: Iterable[Regulation]) -> Suggestion:
    """What a candidate (a line of the exchange format) may mean, by names, usual words and the rules of `packs`."""
    actor, action = candidate.get("actor") or "", candidate.get("action") or ""
    return Suggestion(
        _kind(candidate),
        _ranked(actor, "role", words) if actor else (),
        _ranked(action, "activity", words),
        precedents(f"{actor}{action}", packs) if candidate["kind"] == "duty" else (),
        said(candidate),
    )


def who(phrase: str, words: Vocabulary) -> tuple[str, ...]:
    """The roles that a phrase of a document may mean, the likeliest first."""
    return _ranked(phrase, "role", words)


def said(candidate: Mapping[str, Any]) -> dict[str, Any]:
    """What the text itself settles of a duty: how much, of what measure, per which period."""
    found: dict[str, Any] = {}
    unit, number = candidate.get("unit") or "", candidate.get("min")
    if candidate.get("per") in get_args(PeriodName):
        found["per"] = candidate["per"]
    if "工作日" in unit and number and number < 1:
        found |= {"measure": "days", "of": "official_workdays", "at_least": _fraction(number)}
    elif unit in _MEASURES:
        found["measure"] = _MEASURES[unit]
        found["at_least"] = str(number)
    elif candidate.get("comparator") == "all" or unit == "%":
        found |= {"measure": "targets", "at_least": f"{_plain(number)}%" if unit == "%" else "100%"}
    elif unit in _TARGETS:
        found |= {"measure": "targets", "at_least": str(number), "of": _TARGETS[unit]}
    return {key: value for key, value in found.items() if value not in ("None", "None%")}


def _plain(number: float | None) -> str:
    return "100" if number is None else f"{number:g}"


def _fraction(number: float) -> str:
    """A share with six places as the fraction that was meant."""
    best = min((abs(number - n / d), d, n) for d in range(1, 21) for n in range(1, d + 1))
    return f"{best[2]}/{best[1]}"


def _kind(candidate: Mapping[str, Any]) -> str:
    if candidate["kind"] == "sanction":
        return "consequence"
    if candidate["kind"] == "deadline":
        return "milestone"
    limited = candidate.get("comparator") == "<=" or candidate.get("per") in ("once", "visit")
    return "checklist" if limited else "duty" if candidate.get("per") else "requirement"


def _ranked(phrase: str, type_: str, words: Vocabulary) -> tuple[str, ...]:
    """Codes whose names or usual words stand in a phrase, those with the longest first; then those whose names are like it."""
    scores: dict[str, float] = {}
    for code in words.codes(type_):
        names = [*words.name(type_, code).split("/"), *_aliases()[type_].get(code, ())]
        held = max((len(n) + phrase.endswith(n) for n in names if n in phrase), default=0)
        like = max(likeness(phrase, n) for n in names)
        if held or like > _LIKE:
            scores[code] = held + like
    return tuple(sorted(scores, key=lambda c: -scores[c])[:OFFERED])


def precedents(said_: str, packs: Iterable[Regulation]) -> tuple[Precedent, ...]:
    """The duties of these regulations that read most like some words."""
    found = [
        Precedent(pack, provision, likeness(said_, f"{provision.duty.title.zh}{provision.text}"))
        for pack in packs
        for provision in pack.provision
        if provision.duty is not None
    ]
    found = sorted((p for p in found if p.likeness > _LIKE), key=lambda p: -p.likeness)
    return tuple(found[:OFFERED])


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, 0 to 1: the cosine of their pairs of characters."""
    a, b = _pairs(one), _pairs(other)
    shared = sum(n * b[pair] for pair, n in a.items())
    size = math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return shared / size if size else 0.0


@lru_cache(maxsize=4096)  # the texts of packs stay, those of documents go
def _pairs(text: str) -> Counter[str]:
    letters = [c for c in text if c.isalnum()]
    return Counter(a + b for a, b in pairwise(letters))


def after(rule: DutyRule) -> dict[str, Any]:
    """What is taken over from a precedent: how it counts, not how much nor how often."""
    left = {"id", "title", "at_least", "per", "readings", "note", "within", "basis", "alternative"}
    return {k: v for k, v in rule.model_dump(mode="json", exclude_defaults=True).items() if k not in left}


def packs_beside(packs: Iterable[Regulation], number: str) -> Sequence[Regulation]:
    """Those of the packs that are not the document itself, by its number."""
    return [p for p in packs if not p.regulation.has_number(number)]
