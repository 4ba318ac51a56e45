"""The note of a verdict: short sentences for whatever made it what it is, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from bangfu.language import Language
from bangfu.regulation.model import DutyRule, MilestoneRule
from bangfu.verdict.judge import Mark, Status
from bangfu.wording import table

# A mark is told only where it matters: that a post was held in part says nothing once the duty is met in full … except
# that the contract asks for it always, so the first two are never left out.
_ONLY_WHEN_SHORT = frozenset({Mark.UNDER_HALF, Mark.SHORT_WEEK, Mark.NO_CALENDAR})


def sentences() -> dict[str, dict[str, str]]:
    """The sentence of every mark, in both languages."""
    return table("bangfu.verdict", "notes.toml")


@cache
def _set(marks: int) -> tuple[Mark, ...]:
    return tuple(mark for mark in Mark if mark in Mark(marks))


def note(marks: Mark, status: Status, rule: object, language: Language, **words: Any) -> str:
    """One verdict's note: marks first, then what the rule itself wants a reader to know, then its readings."""
    said = [
        sentences()[name][language].format_map(words)
        for mark in _set(int(marks))
        if not (mark in _ONLY_WHEN_SHORT and status == Status.MET)
        for name in _told(mark, status, words)
    ]
    if isinstance(rule, MilestoneRule) and rule.who_is_open and status == Status.JUDGEMENT:
        said.append(sentences()["WHO_IS_OPEN"][language])
    if isinstance(rule, DutyRule):
        if rule.note is not None:
            said.append(getattr(rule.note, language))
        if rule.alternative is not None and Mark.READINGS_DIFFER in marks:
            said.append(getattr(rule.alternative.note, language))
    return ("；" if language == "zh" else "; ").join(said)


def _told(mark: Mark, status: Status, words: Mapping[str, Any]) -> Iterator[str]:
    """The sentences of a mark. What a counterpart was not there for is never told as the bearer's own absence."""
    if mark == Mark.PART_POST:
        if words["in_post"] < words["days"]:
            yield "PART_POST"
        if words.get("together", words["in_post"]) < words["in_post"]:
            yield "TOGETHER"
        if "shrunk" in words and status != Status.MET:
            yield "SHRUNK"
    elif mark == Mark.UNDER_HALF and 2 * words["in_post"] >= words["days"]:
        yield "TOGETHER_UNDER_HALF"
    else:
        yield mark.name or ""
