"""Filters for codes and figures in templates."""

from __future__ import annotations

from datetime import date

from django import template

from bangfu.paper import words as paper
from bangfu.site.web import words

register = template.Library()


@register.filter
def word(code: str, kind: str) -> str:
    """`{{ verdict.status|word:"status" }}`."""
    return words.word(kind, code)


@register.filter
def percent(share: float | None) -> str:
    """A share as whole percent."""
    return paper.percent(share)


@register.filter
def until(start: date, last: date) -> str:
    """A period as short as it can be said: `{{ row.start|until:row.end }}`."""
    return paper.period(start, last)


@register.filter
def amount(value: float | None, unit: str) -> str:
    """A number with its unit: `{{ v.achieved|amount:v.unit }}`."""
    return words.amount(value, unit)
