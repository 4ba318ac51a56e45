"""Words of the administrators' pages."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from bangfu.site.web.roles import ROLES
from bangfu.site.web.words import tongue

register = template.Library()


@register.filter
def role_name(code: str) -> str:
    """`{{ account.role|role_name }}`, in the reader's language."""
    return getattr(ROLES[code], tongue())


@register.filter
def named(words: Mapping[str, str], code: str) -> str:
    """`{{ words|named:act.kind }}`; the code itself where there is no word."""
    return words.get(code, code)
