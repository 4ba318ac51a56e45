"""Projects and money in templates: sums, words, states, households in short."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bangfu.site.fund.flow import called, how_many
from bangfu.site.fund.models import Project
from bangfu.site.fund.notice import is_open
from bangfu.site.fund.sums import Sums
from bangfu.site.fund.words import WORDS, move_word, state_word
from bangfu.site.roster.options import household_label
from bangfu.site.web.money import wan, yuan, yuan_short
from bangfu.site.web.templatetags.marks import done, pill

register = template.Library()
register.filter("yuan", yuan)
register.filter("yuan_short", yuan_short)
register.filter("move_word", move_word)
register.filter("household_label", household_label)
register.filter("state_word", state_word)
register.filter("others", how_many)
register.filter("account_label", called)
register.filter("wan", wan)
COLOURS = {"dropped": "exempt", "closed": "met", "accepted": "met"}  # as verdicts; none is red


@register.filter
def fund_word(code: str, group: str) -> str:
    """The word of a code; nothing of none."""
    return WORDS.called(group, code) if code else ""


@register.simple_tag
def project_state(project: Project) -> SafeString:
    """The state as a pill."""
    return pill(COLOURS.get(project.state, "open"), state_word(project.state))


@register.simple_tag
def spent(sums: Sums, part: str) -> SafeString:
    """What was allotted or paid of a budget, as a bar and in yuan."""
    amount, label = (sums.allotted, _("已拨与预算")) if part == "allotted" else (sums.paid, _("已付与预算"))
    return done(amount, sums.budget, text=yuan(amount), label=label)


@register.simple_tag
def shows_projects(county: int) -> bool:
    """Whether a county shows its projects to the public."""
    return is_open(county)
