"""What is done for households in templates: words, states, what is missing."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from bangfu.site.measures.gaps import Gap
from bangfu.site.measures.models import Wish
from bangfu.site.measures.words import called
from bangfu.site.roster.models import Household
from bangfu.site.web.templatetags.marks import pill

register = template.Library()
GRAVE = {"not_met": "unmet", "open": "open", "warning": "judgement", "judgement": "judgement"}
COLOURS = {"done": "met", "dropped": "exempt", "not_applicable": "exempt", "": "unmet"}


@register.filter
def help_word(code: str, group: str) -> str:
    """The word of a code; nothing of none."""
    return called(group, code) if code else ""


@register.simple_tag
def help_state(code: str, group: str) -> SafeString:
    """A state or decision as a pill."""
    return pill(COLOURS.get(code, "open"), called(group, code))


@register.simple_tag
def wish_of(household: Household) -> str:
    """What a household said last that it wants; nothing where nobody asked."""
    said = Wish.objects.filter(household=household).first()
    return said.own_words if said else ""


@register.simple_tag
def missing(gap: Gap) -> SafeString:
    """What is missing as a pill, and how grave it is."""
    return pill(GRAVE[gap.grave], gap.word)
