"""Entries in words for pages: what differs between two of them, and who recorded one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from bangfu.site.ledger.draft import LABELS
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Household
from bangfu.site.web.masking import masked
from bangfu.site.web.words import tongue, word

COMPARED = (
    "kind", "on", "until", "person", "organisation", "place", "household", "counterpart_person",
    "counterpart_organisation", "note", "location",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One field that two entries say differently."""

    label: str
    before: str
    after: str


def label_of(name: str) -> str:
    """What a field of an entry is called."""
    zh, en = LABELS[name]
    return zh if tongue() == "zh" else en.capitalize()


def differences(before: Entry, after: Entry) -> list[Difference]:
    """What a correction changed."""
    return [
        Difference(label_of(name), _said(name, old), _said(name, new))
        for name in COMPARED
        if (old := getattr(before, name)) != (new := getattr(after, name))
    ]


def _said(name: str, value: Any) -> str:
    if value in (None, ""):
        return "—"
    if name == "kind":
        return word("activity", value)
    if isinstance(value, Household):
        return f"{masked(value.head, 'name')} {value.pk}"
    return _("有") if name == "location" else str(value)


def recorder_of(entry: Entry) -> str:
    """The name of the account that recorded an entry, which others may not look up."""
    with connection.cursor() as cursor:
        cursor.execute("select account_name(%s)", [entry.recorded_by])
        (name,) = cursor.fetchone() or ("",)
    return name or entry.recorded_by
