"""One normalised text, each character of which knows where it stood in the text that was given.

The grammar reads digits, brackets and words in one form; what it proposes quotes the document as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bangfu.wording import table

_PUNCTUATION = {
    "(": "（", ")": "）", ";": "；", "?": "？", "!": "！", "．": ".", "％": "%", "﹪": "%",
    "[": "〔", "]": "〕", "［": "〔", "］": "〕", "【": "〔", "】": "〕", "﹝": "〔", "﹞": "〕",
    "－": "-", "–": "-", "‐": "-", "﹣": "-", "~": "～", "〜": "～", "―": "—", "─": "—",
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "｡": "。", "､": "、", "∶": "：", "︰": "：", "○": "〇",
}  # fmt: skip
_SILENT = frozenset("#* \u3000\xa0\v\f\r\ufffc\ufeff")


@cache
def _simplified() -> dict[int, str]:
    pairs: str = table("bangfu.regulation.drafting", "characters.toml")["traditional"]
    return {ord(pair[0]): pair[1] for pair in pairs.split()}


@dataclass(frozen=True)
class Text:
    """Normalised characters, and for each the offset in `raw`, the text as it was given."""

    raw: str
    chars: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> Text:
        """Normalise: one width, one kind of brackets, simplified script, no spaces but line ends and tabs."""
        chars: list[str] = []
        at: list[int] = []
        table = _simplified()
        for n, char in enumerate(raw):
            known = table.get(ord(char)) or _one_form(char, raw, n)
            if known:
                chars.append(known)
                at.append(n)
        return cls(raw, "".join(chars), tuple(at))

    def without(self, dropped: Iterable[int]) -> Text:
        """The same without some of the normalised characters, such as line ends within a paragraph."""
        gone = frozenset(dropped)
        kept = [n for n in range(len(self.chars)) if n not in gone]
        return Text(self.raw, "".join(self.chars[n] for n in kept), tuple(self.at[n] for n in kept))

    def piece(self, start: int, end: int) -> tuple[str, int]:
        """The exact piece of the given text behind normalised characters, and its offset there."""
        first, last = self.at[start], self.at[end - 1]
        return self.raw[first : last + 1], first


def _one_form(char: str, raw: str, n: int) -> str:
    """The one form of a character; empty where it says nothing."""
    if char in "\n\t\u2028\u2029\x85\r":
        return "" if char == "\r" and raw[n + 1 : n + 2] == "\n" else "\t" if char == "\t" else "\n"
    if char in _SILENT or unicodedata.category(char) in ("Cc", "Cf", "Zs", "Cs", "Co"):
        return ""
    if char in "|｜":  # the cells of a row that was typed; the first stands before the row
        return "\t" if raw[raw.rfind("\n", 0, n) + 1 : n].strip() else ""
    if char in ",，:：∶︰":
        return _within_a_number(char, raw, n)
    if char == ".":
        return "。" if _ends_a_sentence(raw, n) else "."
    if "\uff01" <= char <= "\uff5e":
        char = _PUNCTUATION.get(char) or chr(ord(char) - 0xFEE0)
    elif (
        0x2E80 <= ord(char) <= 0x2FDF or 0xF900 <= ord(char) <= 0xFAFF
    ):  # radicals and doubles that PDF files hold
        char = unicodedata.normalize("NFKC", char)[:1]
    return _PUNCTUATION.get(char, char)


def _ends_a_sentence(raw: str, n: int) -> bool:
    """Whether a half-width point stands for 。: behind a word or a share, where no number, numeral of a heading or name goes on."""
    before, after = raw[n - 1 : n], raw[n + 1 : n + 2]
    if not before or not ("\u4e00" <= before <= "\u9fff" or before in "）)”》%％"):
        return False
    begins_a_year = re.match(r"\d{4}年", raw[n + 1 : n + 6])  # …处分.2016年…
    if after.isdigit() and before not in "%％" and not begins_a_year:
        return False
    line = raw[max(raw.rfind("\n", 0, n) + 1, n - 6) : n].strip()
    return not (line and all(c in "一二三四五六七八九十" for c in line))


def _within_a_number(char: str, raw: str, n: int) -> str:
    """1,200 and 9:00 keep their sign in the half-width form; anywhere else it divides a sentence."""
    if _between_digits(raw, n):
        return "," if char in ",，" else ":"
    return "，" if char in ",，" else "："


def _between_digits(raw: str, n: int) -> bool:
    return raw[n - 1 : n].isdigit() and raw[n + 1 : n + 2].isdigit()
