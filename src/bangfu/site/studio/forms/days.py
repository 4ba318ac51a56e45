"""A day as regulations may name one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.regulation.shapes import FIRST_YEAR, LAST_YEAR
from bangfu.site.roster.forms import Day


class RuleDay(forms.DateField):
    """A day in the years for which there are calendars; others are slips of the pen."""

    widget = Day

    def validate(self, value: Any) -> None:
        """Refuse a year that no rule has."""
        super().validate(value)
        if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise forms.ValidationError(_("年份要在 %(first)s 到 %(last)s 之间。"), params=years)
