"""National codes of places, as far as they say what lies in what."""

from __future__ import annotations

_LENGTHS = (0, 2, 4, 6, 9)  # of everywhere, a province, a prefecture, a county, a township
_WHOLE = 12


def prefix_of(code: str) -> str:
    """A national code without the zeros that only fill it up: 621121000000 → 621121, 620000 → 62, zeros alone → all.

    Only whole steps are cut off: 500000 is a province (50), and 621000 a prefecture (6210).
    """
    digits = code.ljust(_WHOLE, "0")
    for length in _LENGTHS:
        if digits[length:] == "0" * (_WHOLE - length):
            return digits[:length]
    return digits
