"""The numbers of headings, from their places: 一、 （一） 1. (1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangfu.paper.official.model import Block, Heading

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """1 to 99 in Chinese: 一, 十二, 二十, 九十九."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    lead = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return lead + (DIGITS[ones] if ones or not tens else "")


def label(level: int, number: int) -> str:
    """What stands before a heading."""
    if level == 1:
        return f"{chinese(number)}、"
    if level == 2:
        return f"（{chinese(number)}）"
    return f"{number}." if level == 3 else f"({number})"


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Each block with its number, empty where it has none; a heading begins the count of those below it anew."""
    counts = [0, 0, 0, 0]
    for block in blocks:
        if not isinstance(block, Heading):
            yield "", block
            continue
        at = block.level - 1
        counts[at:] = [counts[at] + 1, *[0] * (3 - at)]
        yield label(block.level, counts[at]), block
