"""A year's lines put together: each list with how many may be proposed, its quotas beside it, and what to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from bangfu.incentives.lines import Told


@dataclass(frozen=True)
class Listed:
    """One list: those who may be proposed under one incentive, for whom a person must judge, and who may not."""

    key: str
    told: list[Told]

    @property
    def head(self) -> Told:
        """A line that tells which list it is."""
        return self.told[0]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each answer."""
        answers = [t.verdict.answer for t in self.told if t.part == "candidate" and t.verdict]
        return {answer: answers.count(answer) for answer in ("yes", "judgement", "no")}


def lists_of(told: Sequence[Told]) -> list[Listed]:
    """The lists in the order of the documents; one of whom the roster knows nobody has only what a person must add."""
    found: dict[str, list[Told]] = {}
    for each in told:
        if each.part in ("candidate", "told"):
            found.setdefault(key_of(each), []).append(each)
    return [Listed(key, lines) for key, lines in found.items()]


def key_of(told: Told) -> str:
    """A name of a list that stays: of regulation, incentive, category and title."""
    title = told.title.zh if told.title else ""
    of = (told.regulation, told.what, told.category, title)
    return blake2b("\0".join(str(part or "") for part in of).encode(), digest_size=8).hexdigest()


def parts(told: Sequence[Told], *wanted: str) -> list[Told]:
    """The lines of some parts."""
    return [each for each in told if each.part in wanted]
