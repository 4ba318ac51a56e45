"""Cases in templates: numbers, states, measures, from when to when."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bangfu.accountability.proposal import Proposal
from bangfu.site.cases.grounds import Ground
from bangfu.site.cases.models import Case, Step
from bangfu.site.cases.taking_up import TakenUp, taken_up
from bangfu.site.cases.words import (
    body_word,
    measure_word,
    number_of,
    stage_of,
    stages,
    state_word,
    step_word,
    until,
)
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.web.templatetags.marks import pill
from bangfu.site.web.templatetags.rectification import finding_state

register = template.Library()
register.filter("measure_word", measure_word)
register.filter("body_word", body_word)
register.filter("step_word", step_word)
register.filter("case_number", number_of)
register.filter("stages", stages)
register.filter("stage", stage_of)
# State of a case → the colour it shares with the verdicts. None is red: nobody is guilty of a state.
COLOURS = {
    "dropped": "exempt", "refused": "exempt", "annulled": "exempt", "fallen": "exempt", "carried_out": "met",
    "in_effect": "met", "under_review": "judgement",
}  # fmt: skip


@register.simple_tag
def case_state(case: Case) -> SafeString:
    """The state as a pill."""
    return pill(COLOURS.get(case.state, "open"), state_word(case.state))


@register.simple_tag
def ground_state(ground: Ground) -> SafeString:
    """The state of what something rests on; a ranking has none but that it was published, a plan that it is closed."""
    if ground.finding:
        return finding_state(ground.finding)
    if ground.plan:
        return pill("unmet", _("未完成"))
    return case_state(ground.decision) if ground.decision else pill("met", _("已公布"))


@register.simple_tag(takes_context=True, name="taken_up")
def taken_up_tag(context: Any, proposal: Proposal) -> TakenUp:
    """`{% taken_up proposal as taken %}`: the case of a proposal, or whether one may be opened."""
    return taken_up(context["request"].user, proposal)


@register.filter
def may_until(case: Case) -> Promise | str:
    """What somebody may still do until its last day."""
    return until(case, today()) or ""


@register.filter
def document(regulation: str) -> str:
    """The number of a document."""
    return law().number(regulation)


@register.filter
def span(case: Case | Step) -> str:
    """From when to when: of a case what was decided, else what is proposed, unless that is an act; of a step what it says."""
    if isinstance(case, Step):
        start, end = case.start, case.end
    elif case.measure:
        start, end = case.effect_from, case.effect_to
    else:
        start, end = case.proposed_to and case.proposed_from, case.proposed_to
    if start is None:
        return ""
    return f"{start} – {end}" if end else f"{start}"
