"""The numbers that a word processor draws before paragraphs and keeps nowhere in their text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

_CN = "〇一二三四五六七八九"
_CHINESE = ("chinese", "japaneseCounting", "ideographDigital", "taiwaneseCounting", "koreanCounting")
_MAX_LEVEL = 8


@dataclass
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


def _levels() -> defaultdict[int, _Level]:
    return defaultdict(_Level)


@dataclass
class Numbering:
    """Listens to `numbering.xml` and `styles.xml`, then counts for one document."""

    _abstract: dict[str, defaultdict[int, _Level]] = field(
        default_factory=dict[str, defaultdict[int, _Level]]
    )
    _lists: dict[str, str] = field(default_factory=dict[str, str])
    _styles: dict[str, tuple[str, str | None]] = field(default_factory=dict[str, tuple[str, str | None]])
    _counts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    _in: str = ""
    _num: str = ""
    _style: str = ""
    _level: int = 0
    _style_level: str | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._in = attributes.get("abstractNumId", "")
            self._abstract[self._in] = _levels()
        elif name == "num":
            self._num, self._in = attributes.get("numId", ""), ""
        elif name == "abstractNumId" and self._num:
            self._lists[self._num] = value
        elif name == "style":
            self._style, self._style_level = attributes.get("styleId", ""), None
        elif name == "ilvl" and self._style:
            self._style_level = value
        elif name == "numId" and self._style:
            self._styles[self._style] = (value, self._style_level)
        elif name == "lvl" and self._in:
            self._level = _number(attributes.get("ilvl"))
        elif self._in:
            self._tell(self._abstract[self._in][self._level], name, value)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "abstractNum":
            self._in = ""
        elif name == "style":
            self._style = ""

    def characters(self, text: str) -> None:
        """Nothing is said between."""

    @staticmethod
    def _tell(level: _Level, name: str, value: str) -> None:
        if name == "numFmt":
            level.form = value
        elif name == "lvlText":
            level.text = value[:40]
        elif name == "start":
            level.start = _number(value)

    def next(self, list_: str | None, level: str | None, style: str | None) -> str:
        """The number of the next paragraph of a list, as drawn; empty where a paragraph has none."""
        if list_ is None and style in self._styles:
            list_, of_style = self._styles[style]
            level = level or of_style
        if list_ is None or list_ not in self._lists:
            return ""
        levels = self._abstract.get(self._lists[list_])
        if levels is None:
            return ""
        depth, counts = min(_number(level), _MAX_LEVEL), self._counts.setdefault(self._lists[list_], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if levels[depth].form in ("bullet", "none"):
            return ""
        said = levels[depth].text
        for d in range(depth + 1):
            said = said.replace(f"%{d + 1}", _drawn(levels[d].form, counts.get(d, levels[d].start)))
        return said


def _number(text: str | None) -> int:
    return min(int(text), 9_999) if text and text.isdecimal() and len(text) < 9 else 0


def _drawn(form: str, n: int) -> str:
    if form.startswith(_CHINESE) and 0 < n < 100:
        tens, ones = divmod(n, 10)
        return (_CN[tens] if tens > 1 else "") + ("十" if tens else "") + (_CN[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < n <= 20:
        return chr(0x245F + n)
    return str(n)
