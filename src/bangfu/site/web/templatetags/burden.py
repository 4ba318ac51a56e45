"""The burden meter in templates: figures, minutes, how they grew, states of forms."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bangfu.site.burden.costs import Time
from bangfu.site.burden.machine import IN_USE, WAITING
from bangfu.site.burden.models import Form
from bangfu.site.burden.words import WORDS, move_word, state_word
from bangfu.site.web.roles import ROLES
from bangfu.site.web.templatetags.marks import pill
from bangfu.site.web.words import tongue

register = template.Library()
register.filter("form_move", move_word)
COLOURS = {"spared": "met", "refused": "unmet"}
REPLIES = {"received": "open", "answered": "met", "mended": "met", "declined": "exempt"}
FINE = 10  # below it one decimal is shown
SMALLEST = Fraction(1, 20)  # what is less is shown as nothing


@register.filter
def figure(value: Fraction | int | None) -> str:
    """A figure that periods were cut for: whole, small ones with a decimal; a dash where nothing is known."""
    if value is None:
        return "—"
    fine = value < FINE and value != int(value)
    return number_format(
        round(float(value), 1 if fine else 0), 1 if fine else 0, use_l10n=True, force_grouping=True
    )


@register.filter
def minutes(time: Time) -> SafeString | str:
    """Minutes; that nothing was set where nothing was, and for how many entries nothing was."""
    if time.unset and not time.seconds:
        return format_html('<span class="muted">{}</span>', _("未设定"))
    told = figure(time.seconds / 60)
    if not time.unset:
        return told
    return format_html(
        '{} <small class="muted">{}</small>', told, _("另有 %(n)s 笔未设定") % {"n": figure(time.unset)}
    )


@register.simple_tag
def grew(now: Fraction, before: Fraction | None) -> SafeString:
    """How much a figure grew or shrank; a dash where nothing is known of before."""
    if before is None:
        return format_html('<span class="muted">{}</span>', "—")
    difference = now - before
    if abs(difference) < SMALLEST:
        return mark_safe("±0")
    return format_html("{}{}", "+" if difference > 0 else "−", figure(abs(difference)))


@register.filter
def burden_word(code: str, group: str) -> str:
    """The word of a code; nothing of none."""
    return WORDS.called(group, code) if code else ""


@register.simple_tag
def form_state(form: Form) -> SafeString:
    """How far a form is, as a pill."""
    colour = "judgement" if form.state in {WAITING, "noted"} else "open" if form.state in IN_USE else "exempt"
    return pill(COLOURS.get(form.state, colour), state_word(form.state))


@register.simple_tag
def reply_state(state: str) -> SafeString:
    """What became of a complaint, as a pill."""
    return pill(REPLIES[state], WORDS.called("reply", state))


@register.simple_tag
def new_columns(form: Any) -> int:
    """How many columns of a form are not known."""
    return sum(1 for one in form.columns.all() if not one.known)


@register.filter
def site_role(code: str) -> str:
    """What a kind of account is called."""
    role = ROLES.get(code)
    return str(getattr(role, tongue())) if role else code
