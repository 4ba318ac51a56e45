"""The words of a proposal's note, in both languages (`notes.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import rtoml

from bangfu.regulation.consequences import ConsequenceRule
from bangfu.regulation.model import Title
from bangfu.regulation.vocabulary import Vocabulary

Pieces = dict[Title, None]  # in the order they came, each once


@cache
def _catalogue() -> dict[str, Any]:
    return rtoml.loads((files("bangfu.accountability") / "notes.toml").read_text(encoding="utf-8"))


def said(kind: str, what: Title | str = "", count: int = 0) -> Title:
    """One sentence with its blanks filled."""
    entry = _catalogue()[kind]
    zh, en = (what.zh, what.en) if isinstance(what, Title) else (what, what)
    return Title(zh=entry["zh"].format(what=zh, count=count), en=entry["en"].format(what=en, count=count))


def listed(items: Iterable[Title]) -> Title:
    """Words one after the other."""
    return _joined(items, "and")


def note(pieces: Iterable[Title]) -> Title:
    """The whole note."""
    return _joined(pieces, "joint")


def _joined(items: Iterable[Title], by: str) -> Title:
    items, mark = list(items), _catalogue()[by]
    return Title(zh=mark["zh"].join(i.zh for i in items), en=mark["en"].join(i.en for i in items))


def named(words: Vocabulary, code: str) -> Title:
    """A role or body by its name."""
    type_ = "role" if words.has("role", code) else "actor"
    return Title(zh=words.name(type_, code, "zh"), en=words.name(type_, code, "en"))


def liable(words: Vocabulary, liability: str, on: Iterable[str]) -> Title:
    """Which responsibility falls on whom."""
    kind = Title(**_catalogue()["liability"][liability])
    who = listed(named(words, code) for code in on)
    return Title(zh=f"{who.zh}{kind.zh}", en=f"{kind.en} of {who.en}")


def standing_notes(rule: ConsequenceRule, kinds: Iterable[str], words: Vocabulary) -> list[Title]:
    """What a rule always says of a line with such causes: conditions, choices, to whom, and the milder reading."""
    kinds = set(kinds)
    confirm = [Title(zh=c.zh, en=c.en) for c in rule.all_of if not c.of or kinds & set(c.of)]
    found = [said("CONDITIONS", listed(confirm))] if confirm else []
    if rule.choice_of:
        found.append(said("EITHER", listed(measure_name(m) for m in rule.choice_of)))
    if rule.sequence == "by_severity":
        found.append(said("BY_SEVERITY"))
    if rule.recipient:
        found.append(said("RECIPIENT", named(words, rule.recipient)))
    if rule.whole_period:
        found.append(said("ENTITLED"))
    if rule.milder:
        found.append(said("MILDER", rule.milder))
    return found


def measure_name(code: str) -> Title:
    """A measure by its name."""
    return Title(**_catalogue()["measure"][code])
