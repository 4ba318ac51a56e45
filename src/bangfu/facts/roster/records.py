"""Rows of a case for the checks: posts as small objects, rows of a table by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bangfu.facts.case import Case
from bangfu.facts.places import place_code
from bangfu.facts.roster.spans import Span, span, time_of
from bangfu.regulation.codes import prefix_of


@dataclass(frozen=True, slots=True)
class Post:
    """Who holds which role, where and when."""

    id: str
    role: str
    person: str | None
    organisation: str | None
    place: str | None
    days: Span

    @property
    def holder(self) -> str | None:
        """The person, or for a body's role the organisation."""
        return self.person or self.organisation


class Roster:
    """What the checks ask of a case, worked out once."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def time(self) -> Span:
        """The whole time of the case."""
        return time_of(self.case)

    @cached_property
    def posts(self) -> list[Post]:
        """All posts, in order."""
        return [
            Post(r["id"], r["role"], r["person"], r["organisation"], r["place"], span(r["start"], r["end"]))
            for r in self.rows("posts")
        ]

    @cached_property
    def places(self) -> Mapping[str, dict[str, Any]]:
        """Places by code."""
        return {r["code"]: r for r in self.rows("places")}

    @cached_property
    def organisations(self) -> Mapping[str, dict[str, Any]]:
        """Organisations by id."""
        return {r["id"]: r for r in self.rows("organisations")}

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table as plain data."""
        return self.case[table].to_pylist()

    @cached_property
    def _households(self) -> Mapping[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows("households"):
            for code in self.upwards(row["place"]):
                found[code].append(row)
        return found

    def households_below(self, code: str) -> list[dict[str, Any]]:
        """The households at or below a place."""
        return self._households.get(code, [])

    def upwards(self, code: str | None) -> list[str]:
        """A place and those above it, as the list of places gives them."""
        found: list[str] = []
        while code and code not in found:
            found.append(code)
            code = (self.places.get(code) or {}).get("parent")
        return found

    def name(self, code_or_id: str | None) -> str:
        """The name of a place or organisation, with its code; the code alone where there is no name."""
        record = self.places.get(code_or_id or "") or self.organisations.get(code_or_id or "")
        if record and record["name"]:
            return f"{record['name']} {code_or_id}"
        return code_or_id or "?"

    def reaches(self, above: str, code: str | None) -> bool:
        """Whether a place is `above` or below it, by the list of places or by its digits."""
        code_above = place_code(above)
        digits = prefix_of(code_above) if code_above else above
        return any(c.startswith(digits) for c in self.upwards(code))
