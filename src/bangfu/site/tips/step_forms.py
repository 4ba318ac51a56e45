"""One form for each kind of move: what must be said with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.forms import Combo, Drawn, told
from bangfu.site.roster.models import Organisation
from bangfu.site.tips.forms import long
from bangfu.site.tips.models import Tip
from bangfu.site.tips.states import STEPS
from bangfu.site.tips.words import desk_words

NUMBER = re.compile(r"\d{7,}")  # a phone, an identity card, an account

_TOLD = _("承办单位只看到这一段。去掉姓名、电话和会暴露反映人的细节。")
_WORD = _("反映人凭查询码看到；合并到这一件的反映人也会看到。")
_TEXT = _("承办单位看得到，不要写反映人是谁。")


def _fields() -> dict[str, forms.Field]:
    return {
        "told": long(5, label=_("转给承办单位的内容"), min_length=5, help_text=_TOLD),
        "told_again": long(5, label=_("改写转给承办单位的内容"), required=False, help_text=_TOLD),
        "word": long(5, label=_("写给反映人的话"), min_length=5, help_text=_WORD),
        "text": long(4, label=_("说明"), min_length=2, help_text=_TEXT),
        "note": long(2, label=_("说明"), required=False, help_text=_TEXT),
        "desk": forms.ChoiceField(label=_("交给谁"), help_text=_("不要交给被反映的人或单位。")),
        "body": forms.ModelChoiceField(
            Organisation.objects.all(), label=_("哪个单位"), required=False, widget=Combo("organisations")
        ),
        "duplicate_of": forms.CharField(label=_("与哪一件重复（编号）"), max_length=64),
    }


class StepForm(Drawn, forms.Form):
    """What must be said with a move of one kind."""

    def __init__(self, kind: str, tip: Tip, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{kind}-%s", **kwargs)
        self.kind, self.of = kind, tip
        self.fields.update({name: field for name, field in _fields().items() if name in STEPS[kind].asks})
        if kind == "assign":
            desks = [
                d
                for d in desk_words().items()
                if d[0] != "township" or tip.place_id != county_at(tip.place_id)
            ]
            self.fields["desk"].choices = desks  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A unit is named exactly where one is to answer; no number goes to the body."""
        data = super().clean() or {}
        if "desk" in data:
            if data["desk"] != "unit":
                data["body"] = None
            elif not data.get("body"):
                self.add_error("body", told(Problem("tip_no_body")))
        for name in ("told", "told_again"):
            if NUMBER.search(re.sub(r"[\s-]", "", data.get(name) or "")):
                self.add_error(name, told(Problem("tip_number_told")))
        return data

    def clean_duplicate_of(self) -> Tip:
        """Another tip that is seen."""
        found = (
            Tip.objects.filter(pk=self.cleaned_data["duplicate_of"].strip()).exclude(pk=self.of.pk).first()
        )
        if found is None:
            raise ValidationError(told(Problem("tip_not_another")))
        return found

    def said(self) -> dict[str, Any]:
        """For the move."""
        return dict(self._said())

    def _said(self) -> Iterator[tuple[str, Any]]:
        columns = {"told_again": "told", "note": "text"}
        for name, value in self.cleaned_data.items():
            yield columns.get(name, name), value
