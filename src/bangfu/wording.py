"""What the packages say stands in TOML files beside their code: read once, said in the language of whoever asks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import rtoml

from bangfu.language import Language


@cache
def table(package: str, name: str = "words.toml") -> dict[str, Any]:
    """A file of words or data that comes along with a package."""
    return rtoml.loads((files(package) / name).read_text(encoding="utf-8"))


def spoken(words: dict[str, Any], key: str, tongue: Language, **blanks: object) -> str:
    """A word or sentence of a file, its blanks filled in; `status.met` names one inside a group."""
    entry: Any = words
    for part in key.split("."):
        entry = entry[part]
    return str(entry[tongue]).format(**blanks)
