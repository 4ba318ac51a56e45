"""Whether an account may write a row: the database's own rules, asked beforehand so that each row can be told."""

from __future__ import annotations

from dataclasses import dataclass

from bangfu.site.roster.codes import PREFECTURE, county_at
from bangfu.site.roster.rows import Texts, code_of
from bangfu.site.web.models import Account

Standing = dict[str, dict[str, Texts]]


@dataclass(frozen=True)
class Reach:
    """The area of an account, the roster as it would be, and the units it sees already."""

    first: int
    last: int
    rows: Standing
    seen_units: frozenset[str]

    @classmethod
    def of(cls, account: Account, rows: Standing, there: Standing) -> Reach:
        """The reach of an account over a roster."""
        area = account.area
        first, last = (area.code, area.last) if area else (0, -1)
        return cls(first, last, rows, frozenset(there["organisations"]))

    def may(self, table: str, row: Texts, before: Texts | None) -> bool:
        """Whether the row may be written over what was there, if anything was."""
        if table == "organisations" and before is None:
            return self._may_seat(row["place"])
        return self._lies_in(table, row) and (before is None or self._lies_in(table, before))

    def _lies_in(self, table: str, row: Texts) -> bool:
        match table:
            case "places":
                return self._in_area(row["code"])
            case "people":
                return self._sees_unit(row["organisation"])
            case "posts" if not row["place"]:
                return self._in_area(self.rows["organisations"].get(row["organisation"], {}).get("place", ""))
            case "pairings":
                return self._in_area(self.rows["households"].get(row["household"], {}).get("place", ""))
            case _:
                return self._in_area(row["place"])

    def _in_area(self, place: str) -> bool:
        return bool(place) and self.first <= (code_of(place) or 0) <= self.last

    def _may_seat(self, place: str) -> bool:
        """A new unit's seat: in the area, in its county, or above any county; never in another county."""
        code = code_of(place) or 0
        return not place or self._in_area(place) or code == county_at(self.first) or code % PREFECTURE == 0

    def _sees_unit(self, unit: str) -> bool:
        new = self.rows["organisations"].get(unit, {})
        return not unit or unit in self.seen_units or self._in_area(new.get("place", ""))
