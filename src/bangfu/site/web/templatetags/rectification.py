"""Findings in templates: numbers, states, days left."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bangfu.site.rectification.kinds import INFLUENCES, LEVELS, SEVERITIES, SOURCES, said
from bangfu.site.rectification.models import Finding
from bangfu.site.rectification.narrowing import Row
from bangfu.site.rectification.words import move_word, number_of, state_word
from bangfu.site.web.templatetags.marks import pill

register = template.Library()
register.filter("move_word", move_word)
register.filter("finding_number", number_of)
# State of a finding → the colour it shares with the verdicts.
COLOURS = {"struck_off": "met", "withdrawn": "exempt", "discarded": "exempt", "disputed": "judgement"}


@register.filter
def found_severity(finding: Finding) -> str:
    """How grave it is."""
    return said(SEVERITIES, finding.severity)


@register.filter
def found_influence(finding: Finding) -> str:
    """Whether it had a bad influence; nothing where nobody has said."""
    return "" if finding.bad_influence is None else said(INFLUENCES, "yes" if finding.bad_influence else "no")


@register.filter
def found_source(finding: Finding) -> str:
    """How it came to light, and at which level where that is not the county."""
    source = said(SOURCES, finding.source)
    return (
        source
        if finding.level in ("", Finding.Level.COUNTY)
        else f"{source}（{said(LEVELS, finding.level)}）"
    )


@register.simple_tag
def finding_state(finding: Finding) -> SafeString:
    """The state as a pill."""
    return pill(COLOURS.get(finding.state, "open"), state_word(finding.state))


@register.simple_tag
def days_left(row: Row) -> str:
    """How long until the deadline, or how long past it."""
    if row.left is None:
        return ""
    if row.left < 0:
        return ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", -row.left) % {"n": -row.left}
    if row.left == 0:
        return _("今天到期")
    return ngettext("还有 %(n)s 天", "还有 %(n)s 天", row.left) % {"n": row.left}
