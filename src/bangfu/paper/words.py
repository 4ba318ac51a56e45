"""The words of the board (`words.toml`) and how figures are written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bangfu.language import Language
from bangfu.paper.model import STATUSES
from bangfu.wording import spoken, table

# A sign beside every status, so that colour is never the only difference.
SIGNS: dict[str, str] = {"met": "✓", "open": "…", "unmet": "✗", "judgement": "?", "exempt": "–"}


def _words() -> dict[str, Any]:
    return table("bangfu.paper")


def word(key: str, tongue: Language, **blanks: object) -> str:
    """A word or sentence; `status.met` names one inside a group."""
    return spoken(_words(), key, tongue, **blanks)


def status_names(tongue: Language) -> list[str]:
    """The statuses by name, in the order of `STATUSES`."""
    return [word(f"status.{s}", tongue) for s in STATUSES]


def percent(share: float | None) -> str:
    """A share as whole percent, rounded down so that 100% means all; a dash where there is none."""
    return "—" if share is None else f"{int(share * 100 + 1e-9)}%"


def figures(achieved: float, required: float | None, unit: str, tongue: Language) -> str:
    """Done and required with their unit, as in “1 / 2 times”; shares as percent."""
    if unit == "share":
        return f"{percent(achieved)} / {percent(required)}"
    name = _words()["unit_name"].get(unit, {}).get(tongue, unit)
    asked = "—" if required is None else f"{required:g}"
    return f"{achieved:g} / {asked} {name}".strip()


def period(start: date, last: date) -> str:
    """A period as short as it can be said: 2019, 2019-03, or its first and last day."""
    if (start.month, start.day, last.month, last.day) == (1, 1, 12, 31) and start.year == last.year:
        return str(start.year)
    if start.day == 1 and start.month == last.month and (last + timedelta(days=1)).day == 1:
        return f"{start:%Y-%m}"
    return f"{start}" if start == last else f"{start} – {last}"
