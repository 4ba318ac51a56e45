"""Forms of checklists: beginning a sheet, and filling one."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.checklists.models import Answer, Sheet
from bangfu.site.checklists.parts import FormPart, posts_of, subject_of
from bangfu.site.checklists.words import FOUND, event
from bangfu.site.clock import today
from bangfu.site.roster.forms import Day, Drawn
from bangfu.site.supervision.models import Campaign


class BeginForm(Drawn, forms.Form):
    """About whom, in which inspection, on which day."""

    post = forms.ChoiceField(label=_("监督对象"))
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("哪次督查"), required=False, empty_label=_("不属于哪次督查"),
        help_text=_("属于一次督查的，公开以前被督查的一方看不到。"),
    )  # fmt: skip
    on = forms.DateField(label=_("填表日期"), widget=Day(), help_text=_("台账按这一天判。"))

    def __init__(self, part: FormPart, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today()}, **kwargs)
        self.posts = {post.pk: post for post in posts_of(part, today())}
        choices = [(pk, f"{subject_of(p)} · {p.place}") for pk, p in self.posts.items()]
        self.fields["post"].choices = choices  # type: ignore[attr-defined]
        open_ones = Campaign.objects.filter(closed_at=None)
        self.fields["campaign"].queryset = open_ones  # type: ignore[attr-defined]


class FillForm(forms.Form):
    """Every row of a sheet. The names of the fields count the rows, so that a script finds them."""

    id = forms.CharField(widget=forms.HiddenInput)  # replaced by one that the phone makes

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"id": secrets.token_hex(16)}, **kwargs)
        self.sheet = sheet
        for n, row in enumerate(sheet.rows):
            self._add(n, row)

    def _add(self, n: int, row: dict[str, Any]) -> None:
        number = row["number"]
        choices = [(code, str(name)) for code, name in FOUND.items()]
        self.fields[f"found-{n}"] = forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, label=_("第 %(n)s 项是否落实") % {"n": number}
        )
        rows = {"rows": 2, "maxlength": 2000}
        for name, label in (("remark", _("备注")), ("reason", _("与台账不同的理由"))):
            self.fields[f"{name}-{n}"] = forms.CharField(
                required=False, max_length=2000, label=label, widget=forms.Textarea(attrs=rows)
            )
        entries = [(e["id"], event(e)) for e in row["entries"]["latest"]]
        self.fields[f"evidence-{n}"] = forms.MultipleChoiceField(
            choices=entries, required=False, label=_("核对过的记录"), widget=forms.CheckboxSelectMultiple
        )

    def lines(self) -> Iterator[dict[str, Any]]:
        """The rows with their fields."""
        for n, row in enumerate(self.sheet.rows):
            fields = {name: self[f"{name}-{n}"] for name in ("found", "remark", "reason", "evidence")}
            yield {"row": row, "says": self.sheet.says[row["clause"]], **fields}

    def handed(self) -> dict[str, Any]:
        """What was filled in, as it is handed in."""
        data = self.cleaned_data
        answers = [
            {
                "row": row["clause"],
                **{name: data[f"{name}-{n}"] for name in ("found", "remark", "reason", "evidence")},
            }
            for n, row in enumerate(self.sheet.rows)
        ]
        return {"id": data["id"], "answers": answers}

    def refuse(self, column: str | None, error: forms.ValidationError) -> None:
        """Tell what was refused at the row it is about."""
        numbers = {row["number"]: n for n, row in enumerate(self.sheet.rows)}
        at = numbers.get(column or "")
        self.add_error(None if at is None else f"reason-{at}", error)


class NarrowForm(forms.Form):
    """The filters of the list."""

    campaign = forms.ModelChoiceField(Campaign.objects.all(), required=False)
    form = forms.CharField(required=False, max_length=100)
    q = forms.CharField(required=False, max_length=100)
    found = forms.ChoiceField(choices=[("", ""), *Answer.Found.choices], required=False)
