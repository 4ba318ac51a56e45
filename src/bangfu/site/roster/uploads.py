"""Files that somebody uploads to the roster: how large, of what kind, where they lie while they are read."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.site.roster.forms import told
from bangfu.site.roster.printed import shipped_layouts
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue

MOST_MEGABYTES = 20


def refuse_large(file: UploadedFile) -> UploadedFile:
    """Refuse before anything is opened."""
    if (file.size or 0) > MOST_MEGABYTES << 20:
        raise told(Problem("too_large_upload", details=(("most", str(MOST_MEGABYTES)),)))
    return file


@contextmanager
def lying(*files: UploadedFile) -> Generator[list[Path]]:
    """The files on disk, with names that no path hides in, for as long as they are read."""
    with TemporaryDirectory(prefix="bangfu-") as folder:
        paths = [Path(folder) / f"{n}{Path(file.name or '').suffix.lower()}" for n, file in enumerate(files)]
        for path, file in zip(paths, files, strict=True):
            with path.open("wb") as target:
                target.writelines(file.chunks())
        yield paths


class WorkbookForm(forms.Form):
    """A workbook of the roster."""

    file = forms.FileField(label=_("工作簿（xlsx）"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))

    def clean_file(self) -> UploadedFile:
        """Small enough, and a workbook by its name."""
        file = refuse_large(self.cleaned_data["file"])
        if not (file.name or "").lower().endswith(".xlsx"):
            raise told(Problem("not_a_workbook"))
        return file


class PrintedForm(forms.Form):
    """A printed list and how it is laid out."""

    table = forms.FileField(
        label=_("打印表（xlsx、csv 或制表符文本）"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    layout = forms.ChoiceField(label=_("版式"), required=False)
    layout_file = forms.FileField(
        label=_("自己的版式文件（toml）"), required=False, widget=forms.FileInput(attrs={"accept": ".toml"})
    )

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = str(account.area.code) if account.area else ""
        near = {n: x for n, x in shipped_layouts().items() if area.startswith(x.county)}
        choices = [(name, str(getattr(layout.title, tongue()))) for name, layout in near.items()]
        self.fields["layout"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]

    def clean_table(self) -> UploadedFile:
        """Small enough."""
        return refuse_large(self.cleaned_data["table"])

    def clean_layout_file(self) -> UploadedFile | None:
        """Small enough."""
        file: UploadedFile | None = self.cleaned_data["layout_file"]
        return refuse_large(file) if file else None

    def clean(self) -> dict[str, Any]:
        """One layout or the other."""
        cleaned = super().clean() or {}
        if not cleaned.get("layout") and not cleaned.get("layout_file"):
            self.add_error("layout", told(Problem("layout_wanted")))
        return cleaned


class TakeoutForm(forms.Form):
    """Why names are wanted in full."""

    reason = forms.CharField(label=_("为什么要全名"), min_length=4, max_length=200)
