"""What states, steps, measures and bodies of a case are called in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.accountability.notes import measure_name, named
from bangfu.site.cases.machine import ENDED, MACHINE
from bangfu.site.cases.models import Case
from bangfu.site.web.words import in_force, tongue

state_word, step_word = MACHINE.words()
# What is being done in a state, in the order in which a case goes; a review comes only where somebody appealed.
STAGES: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("告知本人"), ("opened",)),
    (_("听取意见"), ("notified", "stated")),
    (_("决定"), ("submitted",)),
    (_("送达本人"), ("decided",)),
    (_("执行，可以申诉"), ("in_effect",)),
    (_("复核"), ("under_review",)),
)
UNTIL: dict[str, Promise] = {
    "notified": _("本人最晚这天提意见"),
    "in_effect": _("本人最晚这天申诉"),
    "carried_out": _("本人最晚这天申诉"),
}


def stages(case: Case) -> list[Promise]:
    """The stages of a case on its way; none of one that was given up or annulled."""
    if case.state in ENDED:
        return []
    return [said for said, states in STAGES if "under_review" not in states or case.state in states]


def stage_of(case: Case) -> int:
    """At which of them it is, from 1; past the last where everything is done."""
    found = (n for n, (_said, states) in enumerate(STAGES, 1) if case.state in states)
    return next(found, len(STAGES) + 1)


def until(case: Case, day: date) -> Promise | None:
    """What somebody may still do until `answer_by`; nothing where that is over."""
    if case.answer_by is None or case.answer_by < day:
        return None
    return UNTIL.get(case.state)


def measure_word(code: str) -> str:
    """A measure; nothing where none was decided."""
    return str(getattr(measure_name(code), tongue())) if code else ""


def body_word(code: str) -> str:
    """The body that a clause names; nothing where it names none."""
    return str(getattr(named(in_force(), code), tongue())) if code else ""


def number_of(case: Case) -> str:
    """The number among the cases of the county, as 2018-017; nothing before it was told."""
    return f"{case.year}-{case.number:03}" if case.number else ""
