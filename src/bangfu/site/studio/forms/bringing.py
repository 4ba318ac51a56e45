"""A document comes in: a file, or pasted text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bangfu.site.roster.uploads import refuse_large


class BringForm(forms.Form):
    """A file, or its text."""

    file = forms.FileField(
        label=_("文件（txt、docx 或 pdf）"), required=False, widget=forms.FileInput(attrs={"accept": ".txt,.docx,.pdf"}),
        help_text=_("只在本机读取，不连外网；带宏、加密、损坏的文件会被拒绝。"),
    )  # fmt: skip
    text = forms.CharField(
        label=_("或者把文件的文字粘贴在这里"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_file(self) -> UploadedFile | None:
        """Not too large."""
        file = self.cleaned_data["file"]
        return refuse_large(file) if file else None

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool((cleaned.get("text") or "").strip()):
            raise forms.ValidationError(_("请选一个文件，或者粘贴文字，二者取一。"))
        return cleaned

    def content(self) -> tuple[bytes, str]:
        """The bytes and the name."""
        file = self.cleaned_data["file"]
        return (
            (file.read(), file.name) if file else (self.cleaned_data["text"].encode(), str(_("粘贴的文字")))
        )
