"""A plain reading of the ranking, written from the words: sums of fractions, counted by hand, changes tried one by one."""

from __future__ import annotations

from fractions import Fraction

Rates = list[tuple[int, int]]  # numerator and denominator of each content
LAST, FEWEST = 2, 4


def total(rates: Rates, weights: list[Fraction]) -> Fraction:
    """Each rate times its weight."""
    return sum((Fraction(n, d) * w for (n, d), w in zip(rates, weights, strict=True)), Fraction(0))


def standing(totals: dict[str, Fraction], who: str) -> str:
    """`last`, `tied` or `above`, by laying the list out from the lowest and drawing the line below the second."""
    order = sorted(totals, key=lambda name: totals[name])
    bottom, above = order[:LAST], order[LAST:]
    straddling = {totals[b] for b in bottom} & {totals[a] for a in above}
    if totals[who] in straddling:
        return "tied"
    return "last" if who in bottom else "above"


def smallest(
    table: dict[str, Rates], weights: list[Fraction], who: str, content: int, sign: int, wanted: str
) -> int | None:
    """The smallest change in one direction that gives the standing wanted, by trying every one."""
    numerator, denominator = table[who][content]
    step = sign
    while 0 <= numerator + step <= denominator:
        tried = dict(table)
        tried[who] = [*table[who]]
        tried[who][content] = (numerator + step, denominator)
        if standing({name: total(rates, weights) for name, rates in tried.items()}, who) == wanted:
            return step
        step += sign
    return None
