"""A case that is taken away comes to the same outside: every line of every month, and who may be proposed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.site.acting import Acting
from tests.site.allowances.conftest import Decided

from bangfu.api import allowances, eligible
from bangfu.facts.reading import read_case
from bangfu.facts.writing import write_case
from bangfu.site.allowances.reading import month_for
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.exchange.scoped import case_for
from bangfu.site.honours.asking import answers

MONTHS = ("2018-01", "2018-02", "2018-05", "2018-08", "2019-01")


@pytest.mark.parametrize("name", ["county_office", "cadre_one"])
def test_the_sheets_are_the_same(
    county: str, acting: Acting, decided: Decided, tmp_path: Path, name: str
) -> None:
    decided()
    with acting(name) as account:
        packs = list(law().packs.values())
        write_case(case_for(account), tmp_path / "case")
        here = {m: month_for(account, date.fromisoformat(f"{m}-01")) for m in MONTHS}
        day = today()
    for month, told in here.items():
        outside = allowances(read_case(tmp_path / "case"), month, day, packs)
        assert here
        assert sorted(map(repr, outside.lines("zh"))) == sorted(map(repr, told.lines("zh"))), month


@pytest.mark.parametrize("purpose", ["award", "promotion", "annual_excellence"])
def test_so_is_who_may_be_proposed(
    county: str, acting: Acting, decided: Decided, tmp_path: Path, purpose: str
) -> None:
    decided()
    day = date(2019, 3, 1)
    with acting("county_office") as account:
        packs = list(law().packs.values())
        write_case(case_for(account), tmp_path / "case")
        here = answers(account, "p1", purpose, day)
    outside = eligible(tmp_path / "case", "p1", purpose, day, None, packs)
    assert here
    assert list(map(repr, outside)) == list(map(repr, here))


@pytest.mark.parametrize(("served", "rulings"), [(False, 0), (True, 3)])
def test_what_was_not_served_is_not_taken_away(
    county: str, acting: Acting, decided: Decided, served: bool, rulings: int
) -> None:
    decided(served)
    with acting("county_office") as account:
        assert case_for(account)["decisions"].num_rows == rulings
