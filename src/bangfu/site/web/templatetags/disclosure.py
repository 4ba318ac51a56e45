"""What the public pages say of a village."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from bangfu.site.disclosure.reading import Shown

register = template.Library()


@register.filter
def secretary(place: Shown) -> str:
    """Whether somebody holds the post of first secretary, and which unit sent them; never who."""
    if not place.secretaries:
        return _("暂缺")
    units = "、".join(place.secretary_units)
    return _("在任，%(units)s派出") % {"units": units} if units else _("在任")


@register.filter
def passage(clause: str) -> str:
    """Where a clause stands in its document, without the letter that our inventory gives its parts."""
    number, _slash, part = clause.rpartition("/")
    return number if number and part.isalpha() else clause
