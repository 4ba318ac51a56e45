"""A unit that studied four times in a year, and the provincial list asking it to study oftener."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.verdict.random_case import case_from
from tests.verdict.situations import act, tongwei

from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.verdict.ground import Ground

GANSU = shipped()["gansu-2019-33"]
AS_OF = date(2021, 3, 1)


def asking_more(number: int = 5) -> Regulation:
    """The provincial list asking every unit to study oftener."""
    provisions = [
        p.model_copy(update={"duty": p.duty.model_copy(update={"at_least": Fraction(number)})})
        if p.duty and p.duty.id == "party-committee-study"
        else p
        for p in GANSU.provision
    ]
    return GANSU.model_copy(update={"provision": provisions})


def small_ground(**more: Any) -> Ground:
    """The small county; `more` are its other tables."""
    acts = [act(f"a{n}", "party_committee_study", 2020, n, 1, organisation="o1") for n in range(1, 5)]
    case = case_from(tongwei(activities=acts, **more))
    return Ground.of(case, case.vocabulary([GANSU]))
