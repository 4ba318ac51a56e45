"""The layout of a printed table: which column means what. One small TOML file beside the table.

```toml
title = { zh = "市直单位帮扶力量一览表", en = "Assistance by municipal units" }
unit_level = "prefecture"     # left out where the table names no assisting units
county = "621121"
places = "townships.csv"      # the county and its townships with every known spelling, beside this file
known_from = 2018-08-29       # the first day on which the list is known

[[column]]
header = "组长单位"
means = "lead_unit"           # county | township | lead_unit | unit | count | villages | committee
merged = true                 # a blank cell continues the one above
```
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import rtoml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.model import Title

Meaning = Literal["county", "township", "lead_unit", "unit", "count", "villages", "committee"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LayoutColumn(_Strict):
    """One printed column. `merged`: a blank cell continues the one above."""

    header: str
    means: Meaning
    merged: bool = False


class Layout(_Strict):
    """A whole printed table."""

    title: Title
    unit_level: Literal["central", "province", "prefecture", "county"] | None = None
    county: str = Field(pattern=r"^\d{6}$")
    places: str
    known_from: date
    tags: str = "poor_village"
    sheet: str | None = None  # of a workbook; none: the first
    total_label: str = "合计"
    village_endings: tuple[str, ...] = ("村", "社区")
    supervisor: str = ""  # of a supervision list: the body whose committees it names
    unit_prefixes: tuple[str, ...] = ()  # how units of this level begin; none: not checked
    column: tuple[LayoutColumn, ...] = Field(min_length=2)

    def index(self, means: Meaning) -> int | None:
        """Where the column of this meaning stands, if there is one."""
        return next((i for i, c in enumerate(self.column) if c.means == means), None)

    @property
    def headers(self) -> list[str]:
        """The printed headers without white space."""
        return ["".join(c.header.split()) for c in self.column]


def read_layout(path: Path) -> Layout:
    """Read a layout file.

    Raises `BangfuError` naming every fault.
    """
    try:
        return Layout.model_validate(rtoml.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, rtoml.TomlParsingError) as e:
        raise BangfuError(Problem("bad_layout", str(path), details=(("reason", str(e)),))) from e
    except ValidationError as e:
        raise BangfuError(
            *(_problem(path, ".".join(map(str, f["loc"])), f["msg"]) for f in e.errors())
        ) from e


def _problem(path: Path, column: str, reason: str) -> Problem:
    return Problem("bad_layout", str(path), column=column, details=(("reason", reason),))
