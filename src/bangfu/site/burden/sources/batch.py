"""The lines of a form that are filled together, and what several fields look up of them once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from bangfu.site.clock import today
from bangfu.site.roster.holding import on
from bangfu.site.roster.known import Known, known_by
from bangfu.site.roster.models import Organisation, Pairing, Person, Place, Post
from bangfu.site.web.masking import Kind, masked
from bangfu.site.web.models import Account
from bangfu.site.web.paging import any_of

Value = str | int | float | date | None
Fill = Callable[["Batch"], dict[str | int, Value]]
JOINT = "、"
FEW = 500  # lines for which others' rows are looked up by their keys; of more all in view are


@dataclass(frozen=True)
class Batch:
    """Lines of one kind. `since` and `until`: the period that counts; `in_full`: names and numbers are not masked."""

    user: Account
    target: str
    rows: list[Any]
    since: date
    until: date
    in_full: bool = False

    @property
    def keys(self) -> list[str | int]:
        """The key of each line."""
        return [row.pk for row in self.rows]

    def near(self, field: str) -> dict[str, Any]:
        """A condition that keeps other rows to these lines, where these are few."""
        if len(self.rows) > FEW:
            return {}
        return {f"{field}__in": self.keys if self.target == "village" else any_of(map(str, self.keys))}

    @cached_property
    def known(self) -> Known:
        """Which households whoever asks knows by name."""
        return known_by(self.user.person_id, today())

    def hidden(self, row: Any, text: str, kind: Kind) -> str:
        """A piece of personal data as it may be shown: the name of a household that one knows is in full in any case."""
        known = kind == "name" and self.known.has(row.pk, row.place_id)
        return text if known else self.secret(text, kind)

    def secret(self, text: str, kind: Kind) -> str:
        """The same of whom nobody knows beforehand."""
        return text if self.in_full else masked(text, kind)

    @cached_property
    def places(self) -> dict[int, Place]:
        """All places in view by code, and what lies above them."""
        return Place.objects.in_bulk()

    def names_at(self, codes: dict[Any, int | None], step: int) -> dict[str | int, Value]:
        """The name of the place that others lie in, as far up as `step` says."""
        at = {key: self.places.get((code or 0) // step * step) for key, code in codes.items()}
        return {key: place.name if place else "" for key, place in at.items()}

    @cached_property
    def posts(self) -> list[Post]:
        """The posts held today, in view."""
        rows = Post.objects.filter(on(today())).select_related("person", "organisation", "place")
        return list(rows.order_by("role", "pk"))

    @cached_property
    def pairings(self) -> list[Pairing]:
        """The pairings of today, in view."""
        return list(Pairing.objects.filter(on(today())).order_by("start", "pk"))

    @cached_property
    def persons(self) -> dict[str, Person]:
        """The people in view."""
        return Person.objects.select_related("organisation").in_bulk()

    @cached_property
    def units(self) -> dict[str, Organisation]:
        """The units in view."""
        return Organisation.objects.in_bulk()


def joined(pairs: Iterable[tuple[Any, str]]) -> dict[str | int, Value]:
    """Texts of the same key, each once, in their order."""
    found: dict[Any, dict[str, None]] = defaultdict(dict)
    for key, text in pairs:
        if key is not None and text:
            found[key][text] = None
    return {key: JOINT.join(texts) for key, texts in found.items()}


def tallied(keys: Iterable[Any]) -> dict[str | int, Value]:
    """How often each key comes."""
    found: dict[Any, int] = defaultdict(int)
    for key in keys:
        found[key] += 1
    return dict(found)


PAPER: dict[str, Fill] = {
    "number": lambda batch: {key: number for number, key in enumerate(batch.keys, 1)},
    "remark": lambda _batch: {},
    "filled_on": lambda batch: dict.fromkeys(batch.keys, today()),
    "filled_by": lambda batch: dict.fromkeys(batch.keys, str(batch.user)),
}
