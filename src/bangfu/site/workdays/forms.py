"""Forms of the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR
from bangfu.site.roster.forms import Day, ReasonForm
from bangfu.site.roster.uploads import refuse_large
from bangfu.site.workdays.changing import Setting, Wanted, as_before
from bangfu.site.workdays.models import MOST_NAME

LONGEST = 366  # days
MOST_TEXT = 60_000  # characters: a year of days, each with a name


class SetForm(ReasonForm):
    """Days that were picked, a span, or both; what they become, and why."""

    field_order = ["what", "start", "end", "name", "reason"]
    what = forms.ChoiceField(
        label=_("改成"),
        choices=[("off", _("休息")), ("worked", _("上班")), ("before", _("恢复原样"))],
        widget=forms.RadioSelect,
    )
    start = forms.DateField(label=_("从"), required=False, widget=Day())
    end = forms.DateField(
        label=_("到"), required=False, widget=Day(), help_text=_("也可以直接在上面点选日子，不填日期。")
    )
    name = forms.CharField(label=_("名称"), required=False, max_length=MOST_NAME, help_text=_("例如春节。"))

    def clean(self) -> dict[str, Any]:
        """At least one day, none outside the years that a case can hold."""
        data = super().clean() or {}
        if self.errors:
            return data
        start, end = data.get("start"), data.get("end") or data.get("start")
        if end and not start:
            self.add_error("start", _("请填第一天。"))
        elif start and end and end < start:
            self.add_error("end", _("“到”不能早于“从”。"))
        elif start and end and (end - start).days >= LONGEST:
            self.add_error("end", _("一次最多一年。"))
        else:
            self.days = sorted(_picked(self.data) | _span(start, end))
            if not self.days:
                self.add_error(None, _("请在日历上点选日子，或填写起止日期。"))
            elif not FIRST_YEAR <= self.days[0].year <= self.days[-1].year <= LAST_YEAR:
                self.add_error(None, _("请核对年份。"))
        return data

    def wanted(self) -> Wanted:
        """What the days become."""
        what, name = self.cleaned_data["what"], self.cleaned_data["name"]
        if what == "before":
            return as_before(self.days)
        return dict.fromkeys(self.days, Setting(what == "worked", name))


class TableForm(forms.Form):
    """The arrangement of a year, pasted or as a file."""

    text = forms.CharField(
        label=_("粘贴表格"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("每行一段：从、到、类别（休或班）、名称；可以从表格软件直接复制。"),
    )
    file = forms.FileField(
        label=_("或者选文件（xlsx、csv）"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )

    def clean_file(self) -> UploadedFile | None:
        """Small enough."""
        file: UploadedFile | None = self.cleaned_data["file"]
        return refuse_large(file) if file else None

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("text")) == bool(data.get("file")):
            self.add_error(None, _("请粘贴表格，或选一个文件；只用其中一种。"))
        return data


class DoForm(ReasonForm):
    """The table that was looked at, and why."""

    text = forms.CharField(max_length=MOST_TEXT, widget=forms.HiddenInput)


class YearForm(ReasonForm):
    """A whole year, and why."""

    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=forms.HiddenInput)


def _picked(data: Any) -> set[date]:
    found: set[date] = set()
    for text in data.getlist("day")[:LONGEST] if hasattr(data, "getlist") else ():
        try:
            found.add(date.fromisoformat(text))
        except ValueError:
            continue
    return found


def _span(start: date | None, end: date | None) -> set[date]:
    if start is None or end is None:
        return set()
    return {start + timedelta(days=n) for n in range((end - start).days + 1)}
