"""The stages of an inspection as bars over its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bangfu.facts.sentences import Sentence
from bangfu.site.supervision.models import Campaign, Stage
from bangfu.site.supervision.planning import state_of
from bangfu.site.supervision.scheme import Words
from bangfu.site.supervision.shown import of_day
from bangfu.site.web.words import tongue

register = template.Library()
HIGH, GAP = 10, 4


@register.simple_tag
def timeline(stages: Sequence[Stage], day: date) -> SafeString:
    """One bar a stage, and a line for the day; the words stand beside it, so it says nothing of its own."""
    if not stages:
        return SafeString("")
    first, last = min(s.start for s in stages), max(s.end for s in stages)
    whole = (last - first).days + 1
    bars = format_html_join(
        "",
        '<rect x="{}%" y="{}" width="{}%" height="{}" rx="2" fill="currentColor" opacity="{}"/>',
        ((_part(first, s.start, whole), n * (HIGH + GAP), _part(s.start, s.end, whole, 1), HIGH, _shade(s, day)) for n, s in enumerate(stages)),
    )  # fmt: skip
    height = len(stages) * (HIGH + GAP)
    at = _part(first, day, whole)
    mark = format_html(
        '<line x1="{0}%" x2="{0}%" y1="0" y2="{1}" stroke="currentColor" stroke-width="2"/>', at, height
    )
    return format_html(
        '<svg width="100%" height="{}" aria-hidden="true" focusable="false">{}{}</svg>',
        height, bars, mark if first <= day <= last else "",
    )  # fmt: skip


@register.filter
def on_day(stage: Stage, day: date) -> str:
    """`{{ stage|on_day:day }}`: over, running, to come."""
    return of_day(stage, day)


@register.filter
def how_far(campaign: Campaign) -> str:
    """`{{ campaign|how_far }}`: planned, running, closed."""
    return state_of(campaign)


def _part(since: date, until: date, whole: int, more: int = 0) -> str:
    return f"{((until - since).days + more) / whole * 100:.2f}"


def _shade(stage: Stage, day: date) -> str:
    return {"open": "0.9", "exempt": "0.35", "judgement": "0.6"}[of_day(stage, day)]


@register.filter
def in_tongue(words: Words | Sentence) -> str:
    """`{{ one.text|in_tongue }}`: in the reader's language."""
    return words.en if tongue() == "en" else words.zh


@register.filter
def breakable(figures: str) -> SafeString:
    """A long number that may be broken every eight figures; copied, it has no gaps."""
    parts = ((figures[n : n + 8],) for n in range(0, len(figures), 8))
    return format_html("<code>{}</code>", format_html_join(SafeString("<wbr>"), "{}", parts))
