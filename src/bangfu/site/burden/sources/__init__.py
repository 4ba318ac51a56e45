"""Where the values of known fields come from: for each kind of line a table from field to what fills it."""

from __future__ import annotations

from bangfu.site.burden.sources.batch import Batch, Fill, Value
from bangfu.site.burden.sources.counted import counted
from bangfu.site.burden.sources.households import HOUSEHOLDS
from bangfu.site.burden.sources.people import PEOPLE
from bangfu.site.burden.sources.units import UNITS
from bangfu.site.burden.sources.villages import VILLAGES

FILLS: dict[str, dict[str, Fill]] = {
    "household": HOUSEHOLDS,
    "village": VILLAGES,
    "person": PEOPLE,
    "unit": UNITS,
}

__all__ = ["FILLS", "Batch", "Value", "values_of"]


def values_of(batch: Batch, field: str) -> dict[str | int, Value]:
    """What a known field says of each line; of what stands nowhere nothing."""
    fill = FILLS[batch.target].get(field)
    return fill(batch) if fill else counted(batch, field)
