"""The words of a pack's closed lists, read once from `words.toml`."""

from __future__ import annotations

from bangfu.language import Language
from bangfu.wording import table


def _words() -> dict[str, dict[str, dict[str, str]]]:
    return table("bangfu.regulation.composing")


def said(list_: str, code: str, tongue: Language) -> str:
    """How a value of a list is said within a sentence."""
    return _words()[list_][code][tongue]


def named(list_: str, code: str, tongue: Language) -> str:
    """How a value of a list is called where it is chosen."""
    words = _words()[list_].get(code, {})
    return words.get(f"name_{tongue}") or words.get(tongue) or code


def choices(list_: str, tongue: Language) -> list[tuple[str, str]]:
    """All values of a list with their names, in its order."""
    return [(code, named(list_, code, tongue)) for code in _words()[list_]]
