"""The monthly sheet: hundreds of people times thirty cells, most of them alike."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bangfu.site.attendance.sheet import Line

register = template.Library()


@register.simple_tag
def days(line: Line) -> SafeString:
    """The days of one person's month as cells of the table."""
    return mark_safe("".join(_drawn(c.signs, c.words, c.rest, c.wrong, c.on_leave) for c in line.cells))


@cache
def _drawn(signs: str, words: str, rest: bool, wrong: bool, on_leave: bool) -> SafeString:
    """A cell, whatever day it is; there are a few dozen kinds of them."""
    states = {"rest": rest, "state-unmet": wrong, "on-leave": on_leave}
    css = " ".join(name for name, holds in states.items() if holds)
    if not words:
        return format_html('<td class="{}"></td>', css)
    return format_html(
        '<td class="{}" title="{}">{}<span class="sr-only">{}</span></td>', css, words, signs, words
    )
