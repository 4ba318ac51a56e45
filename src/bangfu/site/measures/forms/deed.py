"""What all forms of this app share."""

from __future__ import annotations

from typing import Any

from django import forms

from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR
from bangfu.site.measures.words import WORDS
from bangfu.site.roster.forms import Combo
from bangfu.site.roster.models import Person
from bangfu.site.web.deed import Deed, one_of


class HelpDeed(Deed):
    """Something to enter about a household: by who helps it, and by who keeps households there."""

    rights = ("help", "households")
    file = WORDS


def a_person(label: Any, *, required: bool = True, hint: Any = "") -> forms.ModelChoiceField:
    """Somebody by name, searched while typing."""
    field = one_of(Person.objects.all(), label, required=required)
    field.widget, field.help_text = Combo("people"), hint
    return field


def a_year(label: Any) -> forms.IntegerField:
    """A year."""
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR)
