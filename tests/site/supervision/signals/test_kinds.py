"""Every kind by its cases: below, at and above what gives a hint, and what is innocent."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import django
import pytest
from tests.site.conftest import HOME  # noqa: F401  (which settles where the site is at home)

django.setup()

from bangfu.site.clock import SHANGHAI  # noqa: E402
from bangfu.site.roster.models import Place  # noqa: E402
from bangfu.site.supervision.signals.facts import Fact, Span  # noqa: E402
from bangfu.site.supervision.signals.lead import Material  # noqa: E402
from bangfu.site.supervision.signals.rules import KINDS, SHIPPED, read  # noqa: E402

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
VILLAGES = {"A1": 990001100201, "A2": 990001100202, "B1": 990001200201}
TOWNSHIP = Place(code=990001100000, last=990001100999, name="清水镇", level="township")


def cases() -> Iterator[Any]:
    for path in CASES:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        numbers = told.get("numbers") or read(SHIPPED)[path.stem].numbers
        for case in told["case"]:
            yield pytest.param(path.stem, numbers, case, id=f"{path.stem}: {case['name']}")


def facts(entry: dict[str, Any]) -> Iterator[Fact]:
    """`homes`: as many entries, each at a household; `days`: one a day; `minutes`: each written so much later."""
    times = entry.get("homes") or entry.get("days") or 1
    for n in range(times):
        on = entry.get("on", date(2020, 4, 7)) + timedelta(days=n if "days" in entry else 0)
        written = entry.get("written", datetime.combine(on, datetime.min.time()).replace(hour=8))
        written += timedelta(days=n if "days" in entry else 0, minutes=n * entry.get("minutes", 0))
        village = VILLAGES.get(entry.get("at", ""))
        yield Fact(
            entry["id"] if times == 1 else f"{entry['id']}-{n}", entry["kind"], on, entry.get("until", on),
            entry.get("person", "p"), village, entry.get("home", f"h{n}" if "homes" in entry else None), village,
            entry.get("note", ""), entry.get("by", "x"), written.replace(tzinfo=SHANGHAI),
        )  # fmt: skip


@pytest.mark.parametrize(("kind", "numbers", "case"), list(cases()))
def test_a_hint_is_given_where_the_case_says_so(
    kind: str, numbers: dict[str, int], case: dict[str, Any]
) -> None:
    told = [fact for entry in case["entries"] for fact in facts(entry)]
    span = Span(TOWNSHIP, case.get("month", date(2020, 4, 1)))

    def noted(characters: int, _months: int) -> list[Fact]:
        return [f for f in told if len(f.note) >= characters]

    found = list(KINDS[kind].find(Material(span, told, noted), numbers))
    assert sorted(sorted(lead.ids) for lead in found) == case["leads"]
    assert all(lead.said for lead in found)


def test_every_kind_has_its_cases_and_its_reason() -> None:
    assert {path.stem for path in CASES} == set(KINDS) == set(read(SHIPPED))
    assert all(len(kind.innocent) > 1 for kind in KINDS.values())
