"""Identification in templates: words, states."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from bangfu.site.identification.models import Screening
from bangfu.site.identification.templates import templates
from bangfu.site.identification.words import WORDS, move_word, state_word
from bangfu.site.web.masking import masked
from bangfu.site.web.tabs import Tabs, tabs_of
from bangfu.site.web.templatetags.marks import pill

register = template.Library()
register.filter("screening_move", move_word)
register.filter("screening_word", state_word)
# As verdicts; none is red: nobody is guilty of a state.
COLOURS = {"confirmed": "met", "not_taken_in": "exempt", "withdrawn": "exempt"}

TABS: Tabs = (
    ("identification", gettext_lazy("各村进度")),
    ("identification_reports", gettext_lazy("报告")),
    ("identification_leads", gettext_lazy("没有做到的")),
    ("identification_schemes", gettext_lazy("识别办法")),
)


@register.simple_tag(takes_context=True)
def identification_tabs(context: Any, current: str) -> list[dict[str, Any]]:
    """The pages of identification that open for this account."""
    return tabs_of(context, TABS, current)


@register.filter
def id_word(code: str, group: str) -> str:
    """The word of a code; nothing of none."""
    return WORDS.called(group, code) if code else ""


@register.filter
def scheme_word(code: str) -> str:
    """The title of a template."""
    found = templates().get(code)
    return str(found) if found else code


@register.simple_tag
def screening_state(screening: Screening) -> SafeString:
    """The state as a pill."""
    return pill(COLOURS.get(screening.state, "open"), state_word(screening.state))


@register.filter
def phone_masked(text: str) -> str:
    """A phone number with its middle hidden."""
    return masked(text, "phone")


@register.filter
def name_masked(text: str) -> str:
    """A surname."""
    return masked(text, "name")
