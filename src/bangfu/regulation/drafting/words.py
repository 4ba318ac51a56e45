"""The words of the genre, read once from `words.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from bangfu.wording import table

Table = Mapping[str, Any]


def words() -> dict[str, Table]:
    """Every table of `words.toml` by its name."""
    return table("bangfu.regulation.drafting")


@cache
def listed(table: str, key: str) -> tuple[str, ...]:
    """A list of words, the longest first, so that none hides a longer one."""
    return tuple(sorted(words()[table][key], key=len, reverse=True))


def either(choices: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "(?:" + "|".join(re.escape(c) for c in sorted(choices, key=len, reverse=True)) + ")"


@cache
def any_of(table: str, *keys: str) -> str:
    """A pattern for any word of these lists."""
    return either(word for key in keys for word in words()[table][key])


def names_one(table: str, key: str, text: str) -> bool:
    """Whether a text holds one of the words of a list."""
    return any(word in text for word in words()[table][key])


@cache
def patterns(table: str, key: str) -> str:
    """A pattern for any of the patterns of a list."""
    return "(?:" + "|".join(words()[table][key]) + ")"
