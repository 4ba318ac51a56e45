"""The small marks that stand in every row of a table: icon, pill, and how much of a duty was done.

They are tags, because a component costs ten times as much, and a page has hundreds of them.
"""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bangfu.site.web.templatetags.assets import asset_url
from bangfu.site.web.words import word as word_of

register = template.Library()


@cache
def _icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', asset_url("icons.svg"), name
    )


@register.simple_tag
def icon(*parts: str) -> SafeString:
    """`{% icon "plus" %}`; a name in several parts is put together: `{% icon "status-" state %}`."""
    return _icon("".join(parts))


@register.simple_tag
def pill(state: str, word: str = "") -> SafeString:
    """A state with its icon and its word; without a word, that of a verdict."""
    return format_html(
        '<span class="pill state-{}">{}{}</span>',
        state,
        icon("status-", state),
        word or word_of("status", state),
    )


@register.simple_tag
def done(
    achieved: float | None, required: float | None, state: str = "", text: str = "", label: str = ""
) -> SafeString:
    """What was done of what is required, as a bar and in words; no bar where no amount is required."""
    said = text or " / ".join(str(localize(n)) for n in (achieved or 0, required) if n is not None)
    return format_html(
        '<span class="done{}{}">{}<small>{}</small></span>',
        " uncounted" if required is None else "",
        f" state-{state}" if state else "",
        "" if required is None else _bar(achieved or 0, required, label),
        said,
    )


def _bar(achieved: float, required: float, label: str) -> SafeString:
    return format_html(
        '<progress max="{}" value="{}" aria-label="{}"></progress>',
        str(required),
        str(achieved),
        label or _("完成与要求"),
    )
