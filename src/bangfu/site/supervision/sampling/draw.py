"""Drawing: the members of each stratum are put in the order of their lots, and the first are taken.

The lot of a member is the SM3 of the key, the stratum and its id. So a draw needs no state and no order of the list: whoever
has the key and the list gets the same sample with any SM3 tool. Every member of a stratum is as likely as any other, and
nothing is drawn twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heapreplace

from bangfu.site.web.ciphers import sm3


@dataclass(frozen=True)
class Stratum:
    """One part of a population, of which so many members are wanted."""

    name: str
    members: tuple[str, ...]  # ids, sorted, none twice
    wanted: int


def lot(key: str, stratum: str, member: str) -> str:
    """The number that a member draws, 64 hexadecimal digits. Each part stands on a line of its own."""
    return sm3(f"{key}\n{stratum}\n{member}".encode())


def drawn(key: str, stratum: Stratum) -> list[str]:
    """The members that are taken, in the order of their lots: who cannot be met is replaced by the next of `ordered`."""
    return ordered(key, stratum)[: stratum.wanted]


def ordered(key: str, stratum: Stratum) -> list[str]:
    """All members of a stratum by their lots."""
    return sorted(stratum.members, key=lambda member: lot(key, stratum.name, member))


def allotted(sizes: Mapping[str, int], total: int, least: int = 1) -> dict[str, int]:
    """How many of `total` each stratum gives: in proportion to its size, by the method of odd divisors (Sainte-Laguë).

    That method favours neither large nor small strata, and asking for more never takes from anybody. No stratum gives fewer
    than `least` (of all it has), nor more than it has; names decide between equals. Where `least` of each is more than
    `total`, each gives `least`.
    """
    given = {name: min(least, size) for name, size in sizes.items()}
    turns = [_turn(name, size, given[name]) for name, size in sizes.items() if given[name] < size]
    heapify(turns)
    for _ in range(total - sum(given.values())):
        if not turns:
            break
        name = turns[0][1]
        given[name] += 1
        if given[name] < sizes[name]:
            heapreplace(turns, _turn(name, sizes[name], given[name]))
        else:
            heappop(turns)
    return given


def _turn(name: str, size: int, given: int) -> tuple[Fraction, str]:
    """When a stratum is due to give one more; the smallest comes first."""
    return Fraction(2 * given + 1, size), name
