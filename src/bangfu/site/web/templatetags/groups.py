"""Township groups in templates: words of codes, people as the board names them."""

from __future__ import annotations

from collections import Counter

from django import template

from bangfu.site.exits.words import WORDS as STANDINGS
from bangfu.site.groups.words import WORDS
from bangfu.site.household.words import called

register = template.Library()


@register.filter
def group_word(code: str, group: str) -> str:
    """The word of a code; nothing of none."""
    return WORDS.called(group, code) if code else ""


@register.filter
def standing_word(code: str) -> str:
    """How a household stands, in words."""
    return STANDINGS.called("standing", code)


@register.filter
def most_first(counted: Counter[str]) -> list[tuple[str, int]]:
    """`{% for name, n in row.helpers|most_first %}`."""
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


@register.filter
def cause_word(code: str, without: str) -> str:
    """A cause in words; `without` where no file says one."""
    return called("cause", code) if code else without
