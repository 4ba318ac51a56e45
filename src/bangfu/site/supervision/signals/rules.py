"""When a hint is given: the numbers of each kind with their reason, those that come along or the installation's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import rtoml
from django.conf import settings
from django.utils.functional import Promise
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bangfu.errors import BangfuError, Problem
from bangfu.site.supervision.signals.kinds import (
    copied_notes,
    late_batch,
    many_households,
    over_calendar,
    regular_times,
    two_places,
)
from bangfu.site.supervision.signals.lead import Kind
from bangfu.site.web.words import tongue

SHIPPED, OWN = Path(__file__).parent / "rules.toml", "signals.toml"
KINDS: dict[str, Kind] = {
    module.KIND.code: module.KIND
    for module in (two_places, over_calendar, many_households, copied_notes, late_batch, regular_times)
}
Reason = Annotated[str, Field(min_length=2)]


class _Table(BaseModel):
    """A table of the file: the reason in both languages, and numbers."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Annotated[int, Field(gt=0, strict=True)]]  # pyright: ignore[reportIncompatibleVariableOverride]
    reason_zh: Reason
    reason_en: Reason


@dataclass(frozen=True)
class Rule:
    """A kind with its numbers here; `is_on` where it has all that it needs."""

    kind: Kind
    numbers: dict[str, int]
    reasons: dict[str, str]

    @property
    def is_on(self) -> bool:
        """Whether it is computed."""
        return self.numbers.keys() == self.kind.numbers.keys()

    @property
    def reason(self) -> str:
        """Why these numbers, or none."""
        return self.reasons[tongue()]

    @property
    def told(self) -> list[tuple[Promise, int | None]]:
        """What each number is called, with the number."""
        return [(label, self.numbers.get(name)) for name, label in self.kind.numbers.items()]


def rules() -> dict[str, Rule]:
    """The rule of each kind. Raises `BangfuError` where the installation's own file is not right."""
    own = Path(settings.HOME) / OWN
    return _rules(str(own), own.stat().st_mtime_ns if own.exists() else 0)


@lru_cache(maxsize=2)
def _rules(own: str, changed: int) -> dict[str, Rule]:
    found = read(SHIPPED) | (read(Path(own)) if changed else {})
    return {code: found[code] for code in KINDS}


def read(path: Path) -> dict[str, Rule]:
    """The rules of a file. Raises `BangfuError` for what cannot be read and for what no kind knows."""
    try:
        return {
            code: _rule(code, table) for code, table in rtoml.loads(path.read_text(encoding="utf-8")).items()
        }
    except (OSError, ValueError) as error:  # of TOML, of UTF-8, of pydantic and of a word that is not known
        raise BangfuError(
            Problem("signals_rules", file=path.name, details=(("reason", _first(error)),))
        ) from error


def _rule(code: str, table: object) -> Rule:
    if code not in KINDS:
        raise ValueError(code)
    told = _Table.model_validate(table)
    numbers = told.__pydantic_extra__
    if unknown := numbers.keys() - KINDS[code].numbers.keys():
        raise ValueError(f"{code}.{min(unknown)}")
    return Rule(KINDS[code], numbers, {"zh": told.reason_zh, "en": told.reason_en})


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        [first, *_rest] = error.errors()
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error).partition("\n")[0]
