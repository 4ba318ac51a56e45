"""Places by their codes of twelve digits: what a township and a county leave of them, and how a case writes them."""

from __future__ import annotations

TOWNSHIP, COUNTY, PREFECTURE = 10**3, 10**6, 10**8  # what a code is divided by
WIDTH = 12
EVERYWHERE = (0, 10**WIDTH)  # from which to which code all places lie


def township_at(code: int) -> int:
    """The township that a place lies in; its own code for a township, and for anything wider."""
    return code // TOWNSHIP * TOWNSHIP


def county_at(code: int) -> int:
    """The county that a place lies in; its own code for a county, and for anything wider."""
    return code // COUNTY * COUNTY


def code_of(text: str | None) -> int | None:
    """A place code of the exchange format as the database keeps it."""
    return int(text.ljust(WIDTH, "0")) if text else None


def text_of(code: int | None) -> str | None:
    """A place code as the exchange format writes it: 6 digits down to the county, 9 for a township, 12 for a village."""
    if code is None:
        return None
    text = str(code)
    return text[:6] if text.endswith("000000") else text[:9] if text.endswith("000") else text


def last_of(text: str) -> int:
    """The last code that lies below a place."""
    digits = len(text)
    if digits == 6:  # provinces and prefectures are written with zeros at the end
        digits = 2 if text.endswith("0000") else 4 if text.endswith("00") else 6
    return int(text[:digits].ljust(WIDTH, "9"))
