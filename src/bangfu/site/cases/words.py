"""What states, steps, measures and bodies of a case are called in the reader's language."""

from __future__ import annotations

from bangfu.accountability.notes import measure_name, named
from bangfu.site.cases.machine import RULES, STATES
from bangfu.site.cases.models import Case
from bangfu.site.web.words import tongue, vocabulary


def state_word(code: str) -> str:
    """A state."""
    said = STATES.get(code)
    return said[tongue()] if said else code


def step_word(code: str) -> str:
    """A step."""
    rule = RULES.get(code)
    return getattr(rule, tongue()) if rule else code


def measure_word(code: str) -> str:
    """A measure; nothing where none was decided."""
    return str(getattr(measure_name(code), tongue())) if code else ""


def body_word(code: str) -> str:
    """The body that a clause names; nothing where it names none."""
    return str(getattr(named(vocabulary(), code), tongue())) if code else ""


def number_of(case: Case) -> str:
    """The number among the cases of the county, as 2018-017; nothing before it was told."""
    return f"{case.year}-{case.number:03}" if case.number else ""
