"""Texts that a sheet keeps in both languages, and answers in words."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from bangfu.regulation.model import Title
from bangfu.site.checklists import parts, words
from bangfu.site.web.templatetags.marks import pill

register = template.Library()


@register.filter
def in_tongue(both: dict[str, str] | None) -> str:
    """A text that was kept in both languages."""
    return words.in_tongue(both)


@register.filter
def said(title: Title) -> str:
    """A title of a pack."""
    return parts.said(title)


@register.simple_tag
def found(answer: str) -> SafeString:
    """An answer with its sign."""
    return pill(words.STATE[answer], str(words.FOUND[answer]))
