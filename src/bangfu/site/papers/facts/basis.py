"""What every fact may name: the row that it rests on, and the clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True)
class Source:
    """A row that a sentence rests on: what it is in words, its table and id, and where it is looked at."""

    what: str
    table: str
    id: str
    url: str = ""
    text: str = ""


@dataclass(frozen=True)
class Clause:
    """A clause of a document: 通脱贫领办发〔2018〕59号, 五(一)."""

    document: str
    number: str

    def __str__(self) -> str:
        return f"{self.document} {self.number}"


def sources(facts: Any) -> list[Source]:
    """Every source within facts, each once, in the order in which they are told."""
    return list(dict.fromkeys(_sources(facts)))


def _sources(value: Any) -> Iterator[Source]:
    if isinstance(value, Source):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _sources(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _sources(getattr(value, field.name))
