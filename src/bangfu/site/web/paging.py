"""Pages of a list that may be very long: nobody turns ten thousand rows over, so no more are counted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.paginator import Page, Paginator
from django.db.models import CharField, Func, Value

LIMIT = 10_000


def any_of(keys: Iterable[str]) -> Func:
    """Keys to look for with `pk__in`, sent as one array: ten thousand placeholders take longer to put together than to answer."""
    array = Value(list(keys), output_field=ArrayField(CharField()))
    return Func(array, template="(select unnest(%(expressions)s))", output_field=CharField())


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


class Picked(Pages):
    """The same of a query that takes its time: what it finds is found once, and a page is then fetched by its keys from `near`,
    where that is a shorter question.
    """

    def __init__(self, found: Any, per_page: int, near: Any = None) -> None:
        super().__init__(found, per_page)
        self._near = found if near is None else near

    @cached_property
    def _keys(self) -> list[Any]:
        rows: Any = self.object_list
        return list(rows.values_list("pk", flat=True)[: LIMIT + 1])

    @cached_property
    def _found(self) -> int:
        return len(self._keys)

    def page(self, number: int | str) -> Page:
        """One page, in the order of the query."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self._keys[first : min(first + self.per_page, self.count)]
        rows = {row.pk: row for row in self._near.filter(pk__in=keys)}
        return Page([rows[key] for key in keys if key in rows], number, self)
