"""Tags of the duty pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bangfu.paper.model import STATUSES, Tally
from bangfu.paper.words import percent
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Exemption
from bangfu.site.web.templatetags.marks import done
from bangfu.site.web.words import word

register = template.Library()
CELL = '<td class="num{}" data-label="{}">{}</td>'


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
def share(tally: Tally) -> SafeString:
    """How much of what is settled was met, as a bar; a dash while nothing is."""
    if tally.kept is None:
        return format_html('<span class="muted">{}</span>', "—")
    return done(tally.met, tally.met + tally.unmet, "met", percent(tally.kept), _("落实率"))


@register.simple_tag
def tally_cells(tally: Tally) -> SafeString:
    """The cells under `tally_heads`."""
    return format_html(
        '{}<td data-label="{}">{}</td>',
        format_html_join("", CELL, (_cell(s, tally.of(s)) for s in STATUSES)),
        _("落实率"),
        share(tally),
    )


def _cell(status: str, number: int) -> tuple[str, str, SafeString | str]:
    shown = localize(number)
    missed = status == "unmet" and number
    return (
        "" if number else " zero",
        word("status", status),
        format_html('<b class="state-unmet-text">{}</b>', shown) if missed else shown,
    )


@register.simple_tag
def heads(*labels: str, num: str = "") -> list[dict[str, Any]]:
    """Plain heads of a table; `num="3 4"` are the columns of numbers, from 1."""
    numbers = {int(n) for n in num.split()}
    return [{"label": label, "num": at in numbers} for at, label in enumerate(labels, 1)]
