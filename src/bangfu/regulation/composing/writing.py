"""A pack as the text of its file."""

from __future__ import annotations

from typing import Any

import rtoml

from bangfu.regulation.model import Regulation


def as_toml(pack: Regulation) -> str:
    """The text that `packs.parse` reads back as the same pack; what has its usual value is left out."""
    return toml_of(pack.model_dump(exclude_defaults=True))


def toml_of(table: dict[str, Any]) -> str:
    """A table as TOML, without what is not set."""
    return rtoml.dumps(_set(table))


def _set(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _set(v) for k, v in value.items() if v is not None}
    return [_set(v) for v in value] if isinstance(value, list | tuple) else value
