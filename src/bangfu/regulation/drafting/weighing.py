"""How sure a candidate is: a sum of named evidence, each with its weight in `words.toml`."""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.regulation.drafting.words import words


def weighed(evidence: Iterable[str]) -> tuple[tuple[str, ...], float]:
    """The evidence without repeats, and the confidence it adds up to, 0.05 to 0.99."""
    named = tuple(dict.fromkeys(evidence))
    weights = words()["confidence"]
    total = weights["base"] + sum(weights[name] for name in named)
    return named, round(min(0.99, max(0.05, total)), 2)
