"""XML as a stream of beginnings, ends and characters; documents that declare entities are refused."""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat


class EntitiesError(ValueError):
    """The document declares a type or entities, which no word processor writes."""


class Listener(Protocol):
    """What is told as it comes. Names and attributes are without their namespaces."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def characters(self, text: str) -> None:
        """Characters between."""


def run(data: bytes, listener: Listener) -> None:
    """Tell a listener what stands in a part. Raises `ExpatError`, or `EntitiesError`."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def begin(name: str, attributes: dict[str, str]) -> None:
        listener.begin(_bare(name), {_bare(k): v for k, v in attributes.items()})

    def doctype(*_: object) -> None:
        raise EntitiesError("DOCTYPE")

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: listener.end(_bare(name))
    parser.CharacterDataHandler = listener.characters
    parser.Parse(data, True)


def _bare(name: str) -> str:
    return name.rsplit(":", 1)[-1]
