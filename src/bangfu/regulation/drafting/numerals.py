"""Numbers as documents write them: 12, 1,200, 十二, 二〇一八, 两, 半, 三分之二, 2/3, 30%, 百分之三十, 三至五, 两三.

Values are exact. What no rule reads has no value; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from bangfu.regulation.drafting.words import words


@dataclass(frozen=True)
class Number:
    """One number or a range, both ends included. `kind` is `plain`, `percent` or `fraction`."""

    low: Fraction
    high: Fraction
    kind: str = "plain"

    @property
    def ranged(self) -> bool:
        """Whether two different numbers were written."""
        return self.low != self.high


@cache
def _tables() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    numerals = words()["numerals"]
    return dict(numerals["digits"]), dict(numerals["scales"]), dict(numerals["groups"])


@cache
def _patterns() -> dict[str, str]:
    digits, scales, groups = _tables()
    chinese = "[" + "".join([*digits, *scales, *groups]) + "]{1,16}"
    arabic = rf"\d{{1,15}}(?:,\d{{3}}){{0,4}}(?:\.\d{{1,6}})?[{''.join(groups)}千百]?"
    one = f"(?:{arabic}|{chinese})"
    return {"chinese": chinese, "arabic": arabic, "one": one}


@cache
def pattern() -> str:
    """A pattern for whatever `read` may read; without groups of its own."""
    either = f"(?:{share()}|{_patterns()['one']}|半)"
    return f"{either}(?:[至到—\\-～]{{1,3}}{either})?"


@cache
def share() -> str:
    """A pattern for percents and fractions."""
    one = _patterns()["one"]
    return rf"(?:百分之{one}|{one}分之{one}|\d{{1,6}}/\d{{1,6}}|(?:\d{{1,9}}(?:\.\d{{1,6}})?[至到—\-～])?\d{{1,9}}(?:\.\d{{1,6}})?[%‰]|[一二三四五六七八九]成(?!立|员|果|为|效|本|功|份)|半数|一半)"


def read(text: str) -> Number | None:
    """The value of a number or a range; None where it is none."""
    parts = re.split(r"[至到—\-～]+", text)
    if len(parts) == 2:
        low, high = _one(parts[0]), _one(parts[1])
        if low and high and low.kind == "plain" and high.kind == "percent":
            low = Number(low.low / 100, low.high / 100, "percent")  # 30—50%
        if low and high and low.kind == high.kind and low.low <= high.high:
            return Number(low.low, high.high, high.kind)
        return None
    return _one(text) if len(parts) == 1 else None


def _one(text: str) -> Number | None:
    if text in ("半", "半数", "一半"):
        return _same(Fraction(1, 2), "fraction" if text != "半" else "plain")
    if text.endswith(("%", "‰")):
        return _percent(_arabic(text[:-1]), 1000 if text.endswith("‰") else 100)
    if text.startswith("百分之"):
        return _percent(whole(text.removeprefix("百分之")), 100)
    for sign in ("分之", "/"):
        if sign in text:
            below, above = text.split(sign)[:2] if sign == "分之" else text.split(sign)[1::-1]
            return _ratio(whole(above), whole(below))
    if len(text) == 2 and text[1] == "成":
        return _ratio(whole(text[0]), Fraction(10))
    digits, _, _ = _tables()
    if len(text) == 2 and all(c in digits for c in text) and digits[text[1]] - digits[text[0]] in (1, 2):
        return Number(Fraction(digits[text[0]]), Fraction(digits[text[1]]))  # 两三, 三五
    value = whole(text)
    return None if value is None else _same(value, "plain")


def _same(value: Fraction, kind: str) -> Number:
    return Number(value, value, kind)


def _percent(value: Fraction | None, of: int) -> Number | None:
    return None if value is None else _same(value / of, "percent")


def _ratio(above: Fraction | None, below: Fraction | None) -> Number | None:
    if above is None or not below or above > below:
        return None
    return _same(above / below, "fraction")


def whole(text: str) -> Fraction | None:
    """The value of one number without a sign: Arabic, positional Chinese or Chinese with scales."""
    if re.fullmatch(_patterns()["arabic"], text):
        return _arabic(text)
    digits, scales, groups = _tables()
    if not text or any(c not in digits and c not in scales and c not in groups for c in text):
        return None
    if all(c in digits for c in text) and len(text) > 1:
        return Fraction(int("".join(str(digits[c]) for c in text))) if len(text) > 2 else None
    total = Fraction(0)
    for sign in ("亿", "万"):
        if sign in text:
            head, text = text.split(sign, 1)
            before = _below_ten_thousand(head) if head else 1
            if before is None:
                return None
            total += before * groups[sign]
    rest = _below_ten_thousand(text) if text else 0
    return None if rest is None else total + rest


def _arabic(text: str) -> Fraction | None:
    _, scales, groups = _tables()
    factor = 1
    if text and text[-1] in (scales | groups):
        factor, text = (scales | groups)[text[-1]], text[:-1]
    text = text.replace(",", "")
    return Fraction(text) * factor if re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII) else None


def _below_ten_thousand(text: str) -> int | None:
    """千百十 and digits in falling order; 零 where a scale is left out; None where the order is another."""
    digits, scales, _ = _tables()
    total, waiting, last = 0, None, 10_000
    for char in text:
        if char in digits:
            if waiting:
                return None
            waiting = digits[char]
        elif char in scales and scales[char] < last:
            last = scales[char]
            total += (1 if waiting is None or (waiting == 0 and last == 10) else waiting) * last
            waiting = None
        else:
            return None
    return total + (waiting or 0)
