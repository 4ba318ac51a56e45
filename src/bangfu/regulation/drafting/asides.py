"""Clauses that ask nothing of anybody, whatever numbers and days they hold: definitions, stories, rights, praise."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from bangfu.regulation.drafting import bearers
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.scene import Scene
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import words

_OF_THE_SENTENCE = ("definition", "heading", "story", "criteria", "hotline")
_OF_THE_CLAUSE = ("right", "extension", "rhetoric", "former")
_MEASURES = ("quantity", "share", "money", "score")
_BEGUN = re.compile(
    r"^(?:截至|至|到|在)?(\d{4})年(?:[春夏秋冬]|上半年|下半年|度|全年)?(?:，|全[省市州县区]|我[省市州县区]|[春夏秋冬])"
)
# Rules of refusal that speak of all that a clause says, so that no period in it is a duty either.
SILENT = ("quoted", "past", "objective", "benefit", "award", "average", "shortfall")


def quieted(scene: Scene) -> tuple[Scene, tuple[tuple[Token, str], ...]]:
    """The scene with nothing measured in clauses that ask nothing, and the numbers in them, each with its rule."""
    whole, past = _rule_of(scene.sentence, *_OF_THE_SENTENCE), _told_of(scene)
    told = {n: rule for n, clause in enumerate(scene.parts) if (rule := whole or _aside(clause, past=past))}
    if not told:
        return scene, ()
    parts = [replace(clause, tokens=()) if n in told else clause for n, clause in enumerate(scene.parts)]
    taken = ((token, rule) for n, rule in told.items() for token in scene.parts[n].kinds(*_MEASURES))
    return replace(scene, parts=parts), tuple(taken)


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(text) for name, text in words()["asides"].items()}


def _rule_of(text: str, *names: str) -> str | None:
    return next((name for name in names if _rules()[name].search(text)), None)


def _aside(clause: Clause, *, past: str | None) -> str | None:
    """The rule by which a clause asks nothing; what has to be done says so, also where it follows what was."""
    if rule := _rule_of(clause.text, *_OF_THE_CLAUSE):
        return rule
    if clause.kinds("modal"):
        return None
    return past or ("change" if _changed(clause) else None)


def _changed(clause: Clause) -> bool:
    """由每周三班增至每日两班: what became of something; who has to do more by themselves is named first."""
    return bool(_rules()["change"].search(clause.text)) and bearers.subject(clause.text) is None


def _told_of(scene: Scene) -> str | None:
    """The rule by which a sentence tells how it was: a fault that was found, a year that had passed when the document was issued."""
    begun = _BEGUN.match(scene.sentence)
    gone = begun is not None and scene.year is not None and int(begun[1]) < scene.year
    return "past" if gone else _rule_of(scene.sentence, "until_now", "fault")
