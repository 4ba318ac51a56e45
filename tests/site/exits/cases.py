"""A household with one thing that stands against its leaving, by the code of the bar."""

from __future__ import annotations

from tests.site.exits.steps import LINE, Steps

BOTH = 2 * LINE  # the line of two people


def unmet(steps: Steps) -> None:
    steps.set()
    steps.earn(BOTH)
    steps.file(housing="no")


def unverified(steps: Steps) -> None:
    steps.set()
    steps.earn(BOTH)
    steps.file(medical="")


def expected(steps: Steps) -> None:
    steps.set()
    steps.file()
    steps.earn(BOTH - 1)
    steps.earn(LINE, stage="expected")


def below(steps: Steps) -> None:
    steps.set()
    steps.file()
    steps.earn(BOTH - 1)


def this_year(steps: Steps) -> None:
    steps.ready()
    steps.begun(f"{steps.day.year}-01-01")


def transfers(steps: Steps) -> None:
    steps.set()
    steps.file()
    steps.earn(2 * BOTH, "transfer")


def struck(steps: Steps) -> None:
    steps.ready()
    steps.strike()


CASES = {
    "guarantee": unmet, "unverified": unverified, "expected": expected, "income": below, "same_year": this_year,
    "blanket": transfers, "standing": struck,
}  # fmt: skip
