"""Who changed a row, when, what and why: from the events that the database keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from bangfu.site.roster.words import said
from bangfu.site.web.masking import Kind, masked
from bangfu.site.web.named import names_of

MOST = 50
# What stays out of the history's words: derived, or sealed.
_SILENT = frozenset({"key", "last", "shape"})
_MASKED: dict[str, Kind] = {
    "phone": "phone",
    "id_number": "id_number",
    "bank_account": "bank_account",
    "head": "name",
}


@dataclass(frozen=True)
class Happened:
    """One change of a row: `cells` are column, old, new."""

    at: datetime
    label: str
    who: str
    reason: str
    cells: list[tuple[str, str, str]]


def history_of(row: Model) -> list[Happened]:
    """The latest changes of a row, the newest first."""
    manager: Any = getattr(row, "events")  # noqa: B009 -- made by the tracker, unknown to types
    events = list(manager.order_by("-pgh_id")[: MOST + 1])
    olders = [*events[1:], None][: len(events)]
    accounts = names_of((e.pgh_context or {}).get("account", "") for e in events)
    found: list[Happened] = []
    for event, older in zip(events[:MOST], olders, strict=False):
        context = event.pgh_context or {}
        who = accounts.get(context.get("account", ""), "")
        cells = cells_between(older, event) if older is not None else []
        found.append(Happened(event.pgh_created_at, event.pgh_label, who, context.get("reason", ""), cells))
    return found


def cells_between(old: Any, new: Any) -> list[tuple[str, str, str]]:
    """Column, old and new of what changed from one event to the next; personal data masked."""
    fields = [f for f in type(new)._meta.concrete_fields if not f.name.startswith("pgh_")]
    changed = [
        f for f in fields if f.name not in _SILENT and f.value_from_object(old) != f.value_from_object(new)
    ]
    return [
        (
            said("column", f.name),
            _shown(f.name, f.value_from_object(old)),
            _shown(f.name, f.value_from_object(new)),
        )
        for f in changed
    ]


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    text = _told(value)
    return masked(text, _MASKED[name]) if name in _MASKED else text


def _told(value: Any) -> str:
    """A value that may hold others, as a line to read."""
    if isinstance(value, Mapping):
        return "；".join(f"{key}：{_told(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "、".join(map(_told, value))
    return str(value)
