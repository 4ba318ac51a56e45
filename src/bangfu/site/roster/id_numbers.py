"""Citizens' ID numbers: only the check digit is checked; lists of old area codes turn away people who are right."""

from __future__ import annotations

import re

_WEIGHTS = [2**n % 11 for n in range(17, 0, -1)]
_CHECK = "10X98765432"
_FORM = re.compile(r"\d{17}[\dX]")


def normal(text: str) -> str:
    """As it is kept: no spaces, a capital X."""
    return "".join(text.split()).upper()


def is_valid(text: str) -> bool:
    """Whether eighteen characters carry the right check digit (GB 11643)."""
    if not _FORM.fullmatch(text):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == text[17]
