"""A tip in a line: where, how far, until when, with whom."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bangfu.site.roster.models import Place
from bangfu.site.roster.options import place_label
from bangfu.site.tips.listing import Row
from bangfu.site.tips.models import Move, State, Tip
from bangfu.site.tips.states import STEPS
from bangfu.site.tips.words import desk_words, state_words, way_words
from bangfu.site.web.templatetags.marks import pill

register = template.Library()
ROUTES = {"receive": "tip_triage", "answer": "tip_answer", "supervise": "tip_lead"}
MARKS = {State.CLOSED: "met", State.DISPUTED: "unmet", State.DECLINED: "exempt", State.DUPLICATE: "exempt"}


@register.simple_tag
def at_place(place: Place) -> str:
    """The place with its township."""
    return place_label(place)


@register.simple_tag
def tip_state(tip: Tip) -> SafeString:
    """How far it is."""
    return pill(MARKS.get(State(tip.state), "open"), state_words()[tip.state])


@register.simple_tag
def tip_due(row: Row) -> SafeString | str:
    """Its last day, red where that is over."""
    if row.due is None:
        return "—"
    return pill("unmet", row.due.isoformat()) if row.late else row.due.isoformat()


@register.simple_tag
def tip_desk(of: Tip | Move) -> str:
    """Who answers."""
    return str(of.body) if of.body else desk_words().get(of.desk, "—")


@register.filter
def tip_way(code: str) -> str:
    """How it came."""
    return way_words().get(code, "")


@register.filter
def is_primary(kind: str) -> bool:
    """Whether a move is the usual next one."""
    return STEPS[kind].primary


@register.filter
def percent(share: float) -> str:
    """Whole percent."""
    return format_html("{}%", round(100 * share))


@register.simple_tag
def move_url(tip: Tip, kind: str) -> str:
    """Where a move is made."""
    by = STEPS[kind].by
    return reverse(ROUTES[by], args=[tip.pk] if by == "supervise" else [tip.pk, kind])
