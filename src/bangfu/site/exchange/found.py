"""The findings of a case as a county keeps them: each written down and moved, in the order of the machine, to where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from bangfu.facts.case import Case
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.site.roster.codes import code_of, county_at, township_at

Row = dict[str, Any]
BROUGHT = "（随案卷带入）"  # told where somebody would have written words
FINDING = (
    "id", "county_id", "place_id", "body_id", "organisation_id", "person_id", "source", "regulation", "clause", "kind",
    "level", "severity", "bad_influence", "found_on", "text", "opinion", "state", "reopened", "sheet", "row", "made_by",
    "made_at",
)  # fmt: skip
MOVE = ("id", "finding_id", "number", "code", "former", "text", "on", "by", "at")


def findings(case: Case, county: int, at: datetime, by: str) -> Iterator[tuple[Any, ...]]:
    """Rows of `FINDING`. What names no place was found where the person served, or where the unit has its seat."""
    words = vocabulary_of(list(shipped().values()))
    places = Places(case, county)
    for row in case["findings"].to_pylist():
        place = places.of(row)
        influence = None if row["bad_influence"] is None else row["bad_influence"] == "yes"
        yield (
            row["id"], county_at(place), place, None if row["organisation"] else township_at(place), row["organisation"],
            row["person"], row["source"] or "", "", "", row["kind"], row["level"] or "", row["severity"], influence,
            row["on"], f"{words.name('finding', row['kind'], 'zh')}{BROUGHT}", "", "", 0, "", "", by, at,
        )  # fmt: skip


def moves(case: Case, at: datetime, by: str) -> Iterator[tuple[Any, ...]]:
    """Rows of `MOVE`, those of one finding after each other by their numbers."""
    for row in case["findings"].to_pylist():
        for number, code in enumerate(_walk(row), 1):
            yield f"{row['id']}-{number}", row["id"], number, code, "", BROUGHT, row["on"], by, at


def _walk(row: Row) -> Iterator[str]:
    """From the draft to where it stands: fed back, accepted where it was verified, disputed or withdrawn."""
    yield from ("draft", "feed_back")
    if row["state"] == "disputed":
        yield "dispute"
        return
    if row["verified"] == "yes":
        yield "accept"
    if row["state"] == "withdrawn":
        yield "withdraw"


class Places:
    """Where findings, or what a check looked at, were that name no place."""

    def __init__(self, case: Case, county: int, table: str = "findings") -> None:
        self.county = county
        self.seats = {r["id"]: r["place"] for r in case["organisations"].to_pylist()}
        found = {r["person"] for r in case[table].to_pylist() if r["person"] and not r["place"]}
        self.posts = [p for p in case["posts"].to_pylist() if p["person"] in found and p["place"]]

    def of(self, row: Row) -> int:
        """Where one was: of those of other counties the county that is loaded, since a finding is of one county."""
        code = code_of(
            row["place"] or self._served(row["person"], row["on"]) or self.seats.get(row["organisation"])
        )
        return code if code and county_at(code) == self.county else self.county

    def _served(self, person: str | None, on: date) -> str | None:
        held = (p for p in self.posts if p["person"] == person)
        return next((p["place"] for p in held if (p["start"] or on) <= on <= (p["end"] or on)), None)
