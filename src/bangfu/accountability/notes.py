"""The words of a proposal's note, in both languages (`notes.toml`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from bangfu.regulation.consequences import ConsequenceRule
from bangfu.regulation.model import Title
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.wording import table


def _catalogue() -> dict[str, Any]:
    return table("bangfu.accountability", "notes.toml")


def said(kind: str, what: Title | str = "", count: int = 0) -> Title:
    """One sentence with its blanks filled."""
    entry = _catalogue()[kind]
    zh, en = (what.zh, what.en) if isinstance(what, Title) else (what, what)
    return Title(zh=entry["zh"].format(what=zh, count=count), en=entry["en"].format(what=en, count=count))


def listed(items: Iterable[Title]) -> Title:
    """Words one after the other."""
    return _joined(items, "and")


@lru_cache(4096)
def note(pieces: tuple[Title, ...]) -> Title:
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


class StandingNotes:
    """What a rule always says of a line with a cause of some kind: conditions, choices, to whom, the milder reading."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._known: dict[tuple[int, str], tuple[Title, ...]] = {}

    def __call__(self, rule: ConsequenceRule, kind: str) -> tuple[Title, ...]:
        """The notes, worded once."""
        key = (id(rule), kind)
        if key not in self._known:
            self._known[key] = tuple(self._told(rule, kind))
        return self._known[key]

    def _told(self, rule: ConsequenceRule, kind: str) -> Iterator[Title]:
        confirm = [Title(zh=c.zh, en=c.en) for c in rule.all_of if not c.of or kind in c.of]
        if confirm:
            yield said("CONDITIONS", listed(confirm))
        if rule.choice_of:
            yield said("EITHER", listed(measure_name(m) for m in rule.choice_of))
        if rule.sequence == "by_severity":
            yield said("BY_SEVERITY")
        if rule.recipient:
            yield said("RECIPIENT", named(self._words, rule.recipient))
        if rule.whole_period:
            yield said("ENTITLED")
        if rule.milder:
            yield said("MILDER", rule.milder)


def measure_name(code: str) -> Title:
    """A measure by its name."""
    return Title(**_catalogue()["measure"][code])
