"""Answers and what was given, in templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from bangfu.site.honours.words import (
    ANSWERS,
    COLOURS,
    STATUSES,
    YES_NO,
    category_word,
    condition_word,
    kind_word,
)
from bangfu.site.web.templatetags.marks import pill

register = template.Library()
register.filter("kind_word", kind_word)
register.filter("category_word", category_word)
register.filter("condition_word", condition_word)


@register.filter
def yes_no(code: str) -> str:
    """Yes or no."""
    return str(YES_NO.get(code, code))


@register.simple_tag
def answer(code: str) -> SafeString:
    """The answer as a pill."""
    return pill(COLOURS[code], str(ANSWERS[code]))


@register.simple_tag
def quota_state(code: str) -> SafeString:
    """Whether a quota is kept, as a pill."""
    return pill(code, str(STATUSES[code]))
