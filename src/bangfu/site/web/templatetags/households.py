"""The name of a household's head: in full for whoever is paired with it, masked for everybody else."""

from __future__ import annotations

from typing import Any

from django import template

from bangfu.site.clock import today
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Household, Pairing
from bangfu.site.web.masking import masked

register = template.Library()


@register.simple_tag(takes_context=True)
def head_of(context: Any, household: Household) -> str:
    """`{% head_of household %}`; the households of this account are asked for once a page."""
    request = context["request"]
    own: set[str] | None = getattr(request, "own_households", None)
    if own is None:
        person = request.user.person_id
        every = Pairing.objects.filter(person=person) if person else Pairing.objects.none()
        pairs = holding(every, today())
        own = request.own_households = set(pairs.values_list("household_id", flat=True))
    return household.head if household.pk in own else masked(household.head, "name")
