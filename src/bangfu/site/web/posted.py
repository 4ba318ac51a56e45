"""A household as every public notice names it: so that a neighbour knows who is meant and may object, and a stranger does not."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GROUP = re.compile(r"[0-9〇一二三四五六七八九十]+\s*[组社]")


@dataclass(frozen=True)
class Posted:
    """The surname of its head, its group in the village where the address says one, and how many people it has, if known."""

    surname: str
    group: str
    people: int | None

    @property
    def head(self) -> str:
        """孙某."""
        return f"{self.surname}某" if self.surname else ""


def posted(head: str, address: str, people: int | None) -> Posted:
    """What is told of a household; the rest of its name and address is not."""
    found = _GROUP.search(address)
    return Posted(head[:1], found.group() if found else "", people)
