"""Tags of the duty pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from bangfu.paper.model import STATUSES
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Exemption
from bangfu.site.web.words import word

register = template.Library()


@register.simple_tag(takes_context=True)
def duty_title(context: Any, exemption: Exemption) -> str:
    """The name of the duty that an exemption is about."""
    request = context["request"]
    known = getattr(request, "law", None) or law()
    request.law = known
    return known.title(exemption.regulation, exemption.duty)


@register.filter
def signed(number: int) -> str:
    """A difference with its sign."""
    return f"{number:+d}" if number else "±0"


@register.simple_tag
def tally_heads(first: str) -> list[dict[str, Any]]:
    """The heads of a table of tallies; `first` is what its rows are."""
    return [*status_heads(first), {"label": _("落实率")}]


@register.simple_tag
def status_heads(first: str) -> list[dict[str, Any]]:
    """The same without the share."""
    return [{"label": first}, *({"label": word("status", s), "num": True} for s in STATUSES)]


@register.simple_tag
def heads(*labels: str) -> list[dict[str, Any]]:
    """Plain heads of a table."""
    return [{"label": label} for label in labels]
