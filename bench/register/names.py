"""Names of nobody: 36 surnames and two characters more."""

from __future__ import annotations

from itertools import permutations, product

from bangfu.facts.simulation.naming import SURNAMES

GIVEN = "安福来春秋明月山川玉兰菊英桂芳建国志强永"
NAMES = [surname + "".join(given) for surname, given in product(SURNAMES, permutations(GIVEN, 2))]
