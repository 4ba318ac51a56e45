"""The name of a household's head: in full for whoever knows the household, masked for everybody else."""

from __future__ import annotations

from typing import Any

from django import template

from bangfu.site.clock import today
from bangfu.site.roster.known import Known, known_by
from bangfu.site.roster.models import Household

register = template.Library()


@register.simple_tag(takes_context=True)
def head_of(context: Any, household: Household) -> str:
    """`{% head_of household %}`; what this account knows is asked for once a page."""
    request = context["request"]
    known: Known | None = getattr(request, "known_households", None)
    if known is None:
        known = request.known_households = known_by(request.user.person_id, today())
    return known.shown(household.pk, household.place_id, household.head)
