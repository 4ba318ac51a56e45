"""Pages of a list that may be very long: nobody turns ten thousand rows over, so no more are counted."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

LIMIT = 10_000


class Pages(Paginator):
    """Pages of the first `LIMIT` rows of a query; `more` tells that there are others, which filters bring near."""

    @cached_property
    def _found(self) -> int:
        rows: Any = self.object_list
        return rows.order_by()[: LIMIT + 1].count()

    @cached_property
    def count(self) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        """How many rows can be paged through."""
        return min(self._found, LIMIT)

    @property
    def more(self) -> bool:
        """Whether the list is longer."""
        return self._found > LIMIT
