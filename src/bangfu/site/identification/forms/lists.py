"""The lists of a screening on one page: every item with its answer, and what it rests on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bangfu.site.identification import screening
from bangfu.site.identification.forms.deed import Step
from bangfu.site.identification.models import Answer, Screening
from bangfu.site.identification.words import WORDS
from bangfu.site.web.deed import a_code, a_text, some_lines
from bangfu.site.web.models import Account

Item = tuple[str, int]


def items(found: Screening) -> list[tuple[str, int, str]]:
    """Every item of the scheme: list, number, text."""
    scheme = found.scheme
    return [(name, n, text) for name in scheme.of.lists for n, text in enumerate(scheme.items(name), 1)]


def latest(found: Screening) -> dict[Item, Answer]:
    """The answer that holds, of each item that has one."""
    return {(row.list, row.number): row for row in Answer.objects.filter(screening=found).order_by("pk")}


class ListsForm(Step):
    """What was found of all items; those that are left empty stay open."""

    title = _("填写清单")
    common = some_lines(
        _("各条共同的依据"), 500, required=False, hint=_("看到什么、谁说的、哪份材料。下面没有单写依据的，都用这一段。")
    )  # fmt: skip

    def __init__(self, subject: Screening, data: Any = None) -> None:
        super().__init__(subject, data)
        self.known = latest(subject)
        for name, number, text in items(subject):
            row = self.known.get((name, number))
            said, why = _names(name, number)
            self.fields[said] = a_code(f"{WORDS.called('list', name)}{number} {text}", required=False)
            self.fields[why] = a_text(_("依据"), 500, required=False)
            self.fields[said].initial, self.fields[why].initial = (
                (row.said, row.evidence) if row else ("", "")
            )
            self.choose(said, self.file.choices("said"))

    def clean(self) -> dict[str, Any]:
        """No answer without what it rests on."""
        data = super().clean() or {}
        for name, number, _text in items(self.subject):
            said, why = _names(name, number)
            if data.get(said) and not (data.get(why) or data.get("common")):
                self.add_error(why, forms.ValidationError(_("写明依据，或者在最上面写各条共同的依据。")))
        return data

    def do(self, user: Account) -> None:
        """Enter what is new. Raises `BangfuError`; then none of it is kept."""
        data = self.cleaned_data
        with transaction.atomic():
            for name, number, _text in items(self.subject):
                said, why = (data[field] for field in _names(name, number))
                row = self.known.get((name, number))
                why = why or data["common"]
                if said and (row is None or (said, why) != (row.said, row.evidence)):
                    screening.say(user, self.subject, (name, number), said, why)


def _names(name: str, number: int) -> tuple[str, str]:
    return f"{name}-{number}", f"{name}-{number}-evidence"
