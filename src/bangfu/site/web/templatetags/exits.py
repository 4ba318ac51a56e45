"""Leaving and watching in templates: words, states, clauses."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bangfu.site.exits.bars import in_full
from bangfu.site.exits.counting import COLOURS
from bangfu.site.exits.machine import OPEN
from bangfu.site.exits.models import Course
from bangfu.site.exits.words import WORDS, move_word, state_word
from bangfu.site.web.templatetags.marks import pill

register = template.Library()
register.filter("exit_move", move_word)
register.filter("clause_in_full", in_full)
ENDS = {"lifted": "met", "cleared": "met", "reverted": "judgement"}


@register.filter
def exit_word(code: str, group: str) -> str:
    """The word of a code; nothing of none."""
    return WORDS.called(group, code) if code else ""


@register.filter
def step_title(word: str) -> str:
    """What a line of the history of a household is called."""
    if word == "taken_in":
        return _("纳入名册")
    if word.startswith("risk_"):
        return _("纳入监测：%(kind)s") % {"kind": WORDS.called("risk", word.removeprefix("risk_"))}
    return WORDS.called("change", word)


@register.simple_tag
def standing_pill(code: str | None) -> SafeString:
    """How a household stands, as a pill."""
    return pill(COLOURS.get(code or "", "exempt"), WORDS.called("standing", code) if code else _("不在名册"))


@register.simple_tag
def course_state(course: Course) -> SafeString:
    """How far a course is, as a pill."""
    return pill(
        "open" if course.state in OPEN else ENDS.get(course.state, "exempt"), state_word(course.state)
    )
