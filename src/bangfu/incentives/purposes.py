"""What somebody may be proposed for, and which measures shut out from it (`purposes.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field, TypeAdapter

from bangfu.regulation.consequences import MeasureName
from bangfu.regulation.incentives import PurposeName
from bangfu.regulation.shapes import Strict, Title
from bangfu.wording import table

LooksAt = Literal[
    "day",  # the day on which it is asked
    "year_end",  # that day and, for a year gone by, the last day of that year
    "year",  # the year that is assessed
    "term",  # the term of office that is assessed
]


class Purpose(Strict):
    """One thing to be proposed for."""

    zh: str
    en: str
    barred_by: list[MeasureName] = Field(min_length=1)
    looks_at: LooksAt
    only_by_clause: bool = False

    @property
    def title(self) -> Title:
        """Its name."""
        return Title(zh=self.zh, en=self.en)


@cache
def purposes() -> Mapping[PurposeName, Purpose]:
    """All purposes by code, in their order."""
    told = table("bangfu.incentives", "purposes.toml")
    return TypeAdapter(dict[PurposeName, Purpose]).validate_python(told)


def barred_by(measure: str, *, surely: bool) -> frozenset[PurposeName]:
    """What a measure shuts out from by itself; not `surely`, also what it may shut out from by its clause."""
    found = purposes().items()
    return frozenset(
        code for code, p in found if measure in p.barred_by and not (surely and p.only_by_clause)
    )
