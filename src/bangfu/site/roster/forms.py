"""What all forms of the roster share: searched fields, reasons, sealed values; what is refused is told at its field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bangfu.errors import BangfuError, Problem
from bangfu.site.roster import id_numbers
from bangfu.site.roster.options import label_of
from bangfu.site.roster.words import in_full


class Combo(forms.HiddenInput):
    """A field that is searched while typing; `kind` is one of `options.offered`.

    `called` gives the words of what is chosen, where that is a code and no row.
    """

    input_type = "text"  # or Django would not list it among the visible

    def __init__(self, kind: str, called: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self.kind = kind
        self.called = called


class Day(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Span(forms.Form):
    """From when to when."""

    start = forms.DateField(label=_("从"), widget=Day())
    end = forms.DateField(label=_("到"), widget=Day())

    def clean_end(self) -> date:
        """Not before the first day."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data["end"]
        if start and end < start:
            raise forms.ValidationError(_("“到”不能早于“从”。"))
        return end


def told(problem: Problem) -> ValidationError:
    """A problem of the catalogue as an error of a form."""
    return ValidationError(in_full(problem), problem.code)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("理由"), min_length=2, max_length=200, help_text=_("会和这次改动一起留存。")
    )


def refuse(form: forms.Form, error: BangfuError) -> None:
    """Tell what was refused at its field, where the form has it."""
    for problem in error.problems:
        form.add_error(problem.column if problem.column in form.fields else None, told(problem))


class Drawn(forms.BaseForm):
    """A form that the page `roster/form.html` draws."""

    def rows(self) -> Iterator[dict[str, Any]]:
        """The fields: searched ones with the words of what is chosen."""
        for bound in self.visible_fields():
            widget = bound.field.widget
            yield {"field": bound, "combo": getattr(widget, "kind", ""), "text": _chosen(bound)}


def _chosen(bound: forms.BoundField) -> str:
    key = bound.value()
    called = getattr(bound.field.widget, "called", None)
    if key and called:
        return called(str(key))
    if not key or not isinstance(bound.field, forms.ModelChoiceField):
        return ""
    row = bound.field.queryset.filter(pk=key).first() if bound.field.queryset is not None else None
    return label_of(row) if row else ""


class RowForm(Drawn, forms.ModelForm):  # type: ignore[type-arg]
    """A form of one row. `correcting` an existing one asks for a reason."""

    correcting = False
    refused_at: ClassVar[dict[str, str]] = {
        "post_held_already": "start",
        "paired_already": "start",
        "ends_before_it_starts": "end",
        "pairing_needs_successor": "end",
        "outside_your_area": "place",
    }

    def __init__(self, *args: Any, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if correcting:
            self.correcting = True
            self.fields["reason"] = ReasonForm.base_fields["reason"]

    def refuse(self, problem: Problem) -> None:
        """Tell what the database refused, at the field it is about."""
        field = self.refused_at.get(problem.code)
        self.add_error(field if field in self.fields else None, told(problem))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", told(Problem("ends_before_it_starts")))
        return cleaned


class SealedForm(RowForm):
    """A row with sealed values: an empty field leaves what is there."""

    sealed: ClassVar[tuple[str, ...]] = ("phone", "id_number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = {name: getattr(self.instance, name) for name in self.sealed}
        for name in self.sealed:
            self.initial[name] = ""
            if self.kept[name]:
                self.fields[name].help_text = _("已有，不填就不改。")

    def clean_id_number(self) -> str:
        """Eighteen characters with the right check digit, or nothing."""
        text = id_numbers.normal(self.cleaned_data.get("id_number", ""))
        if text and not id_numbers.is_valid(text):
            raise told(Problem("bad_id_number"))
        return text

    def save(self, commit: bool = True) -> Any:
        """With what was there, where nothing new was given."""
        for name, value in self.kept.items():
            if not self.cleaned_data.get(name):
                setattr(self.instance, name, value)
        return super().save(commit)
