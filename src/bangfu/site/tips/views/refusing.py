"""What was refused, told at its field."""

from __future__ import annotations

from django import forms

from bangfu.errors import BangfuError
from bangfu.site.roster.forms import told


def refuse(form: forms.Form, error: BangfuError) -> None:
    """Each problem at its field, or above the form."""
    for problem in error.problems:
        form.add_error(problem.column if problem.column in form.fields else None, told(problem))
