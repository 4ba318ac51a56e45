"""A form that comes in: what it is, where its columns stand, and what was decided of each column."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bangfu.errors import BangfuError
from bangfu.site.burden.asking import Wanted
from bangfu.site.burden.fields import fields_of
from bangfu.site.burden.matching import matched
from bangfu.site.burden.models import Form
from bangfu.site.burden.reading import columns_of_file, columns_of_text
from bangfu.site.burden.words import WORDS
from bangfu.site.ledger.kinds import vocabulary
from bangfu.site.roster.forms import Drawn, refuse
from bangfu.site.roster.uploads import lying, refuse_large
from bangfu.site.web.asked import plain
from bangfu.site.web.deed import a_code, a_day, a_text
from bangfu.site.web.words import word

ACCEPTED = ".xlsx,.xls,.csv,.tsv,.txt,.docx"
ABOUT = ("name", "asker", "basis", "target", "role", "per", "since", "until")


class GateForm(Drawn, forms.Form):
    """A form of somebody's, with its columns as a file or as text."""

    file = forms.FileField(
        label=_("表格文件"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("xlsx、docx 或 csv，只读表头；文件不保存。"),
    )  # fmt: skip
    columns = forms.CharField(
        label=_("或者粘贴表头"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("各栏用逗号、制表符或换行隔开。"),
    )  # fmt: skip
    name = a_text(_("表名"), 200)
    asker = a_text(_("谁要的"), 200, hint=_("要这张表的单位。"))
    basis = a_text(_("依据的文件和条款"), 300, required=False)
    target = a_code(_("一行是什么"))
    role = a_code(_("谁来填"))
    per = a_code(_("多久填一次"))
    since = a_day(_("从哪天起"))
    until = a_day(_("到哪天止"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(code, word("role", code)) for code in vocabulary().codes("role")]
        for field, offered in (
            ("target", WORDS.choices("target")),
            ("per", WORDS.choices("per")),
            ("role", roles),
        ):
            self.fields[field].choices = offered  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile | None:
        """Small enough."""
        file: UploadedFile | None = self.cleaned_data["file"]
        return refuse_large(file) if file else None

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or self.cleaned_data
        if data.get("until") and data.get("since") and data["until"] < data["since"]:
            self.add_error("until", _("“到”不能早于“从”。"))
        return data

    def read(self) -> list[str]:
        """The columns of what was handed in; none, with the reason told at its field, where there are none."""
        file, text = self.cleaned_data["file"], self.cleaned_data["columns"]
        try:
            if file:
                with lying(file) as [path]:
                    return columns_of_file(path)
            return columns_of_text(text)
        except BangfuError as error:
            refuse(self, error)
            return []

    def asked(self) -> Form:
        """The form, without a county yet."""
        return Form(**{name: self.cleaned_data[name] for name in ABOUT})


def wanted(data: QueryDict, target: str) -> list[Wanted]:
    """The columns as a person left them: a field that is not known is none; what differs from the proposal was chosen."""
    names = [name for given in data.getlist("column") if (name := plain(given, 100))]
    fields, proposed = fields_of(target), matched(names, target)
    chosen, reasons = data.getlist("known"), data.getlist("reason")
    found: list[Wanted] = []
    for number, match in enumerate(proposed):
        known = chosen[number] if number < len(chosen) and chosen[number] in fields else ""
        how = match.how if known == match.known else "person" if known else "none"
        reason = plain(reasons[number], 300) if number < len(reasons) else ""
        found.append(Wanted(match.name, known, how, reason))
    return found
