"""The body of a docx, put together from its events."""

from __future__ import annotations

from bangfu.regulation.drafting.reading.numbering import Numbering

# What is drawn a second time for older programs, was deleted, or is the code of a field.
_HIDDEN = frozenset({"Fallback", "del", "moveFrom", "instrText", "delText", "pPrChange", "rPrChange"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class Body:
    """Listens to `word/document.xml`."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._said: list[str] = []
        self._hidden = 0
        self._reading = False
        self._cells = 0
        self._mark: list[str | None] = [None, None, None]  # list, level and style of the paragraph
        self._marked = True

    @property
    def text(self) -> str:
        """All that was said, a paragraph or a row of a table a line."""
        return "".join(self._said)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name in _HIDDEN:
            self._hidden += 1
        elif name == "p":
            self._mark[:] = [None, None, None]
            self._marked = False
        elif name in ("numId", "ilvl", "pStyle") and not self._marked:
            self._mark[("numId", "ilvl", "pStyle").index(name)] = attributes.get("val")
        elif name == "t" and not self._hidden:
            self._reading = True
        elif name in _BREAKS and not self._hidden and "val" not in attributes:
            self._say(_BREAKS[name])
        elif name == "tc":
            self._cells += 1

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _HIDDEN:
            self._hidden -= 1
        elif name == "t":
            self._reading = False
        elif name == "p":
            self._said.append("\n")
        elif name == "tc":
            self._cells -= 1
            self._close("\t")
        elif name == "tr":
            self._close("\n")

    def characters(self, text: str) -> None:
        """Characters between."""
        if self._reading and text:
            self._say(text)

    def _say(self, text: str) -> None:
        if not self._marked:
            self._marked = True
            self._said.append(self._numbering.next(*self._mark))
        self._said.append(text)

    def _close(self, sign: str) -> None:
        """Put a sign in the place of the line end that the last paragraph of a cell, or the last cell, left."""
        if self._said and self._said[-1] in ("\n", "\t"):
            self._said[-1] = sign
        else:
            self._said.append(sign)
