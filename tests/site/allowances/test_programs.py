"""The sheet of a month by token: as on its page, in the part that each reads, and nothing to enter."""

from __future__ import annotations

from datetime import date

import pytest
from tests.site.accountability.conftest import owner_of
from tests.site.acting import Acting
from tests.site.allowances.conftest import Decided
from tests.site.api.programs import Program, program_for
from tests.site.routes import group

from bangfu.site.allowances.reading import month_for
from bangfu.site.postgres import Cluster


def program(role: str) -> Program:
    return Program(f"bangfu_d_{role}")


@pytest.mark.parametrize("role", sorted(group("work") - group("allowances")))
def test_who_may_not_read_it_is_refused(county: str, role: str) -> None:
    assert "not_for_you" in str(program(role).json("allowances/2018-03", status=403))


def test_nothing_can_be_handed_in(county: str) -> None:
    assert program("county_office").post("/api/v1/allowances/2018-03").status_code == 405


@pytest.mark.parametrize(("month", "code"), [
    ("2018-13", "api_field"), ("2018", "api_field"), ("1999-01", "api_field"), ("2019-04", "period_not_begun"),
])  # fmt: skip
def test_a_month_that_makes_no_sense_is_refused(county: str, month: str, code: str) -> None:
    assert code in str(program("county_office").json(f"allowances/{month}", status=422))


@pytest.mark.parametrize(("name", "people"), [
    ("unit_one", {"p1"}), ("unit_two", {"p3"}), ("cadre_one", {"p1"}), ("cadre_three", {"p3"}),
])  # fmt: skip
def test_units_and_cadres_read_the_own_lines_alone(
    county: str, dachuan_county: Cluster, name: str, people: set[str]
) -> None:
    with owner_of(dachuan_county, county) as owner:
        own = program_for(owner, f"99-d-{name}")
    assert {line["person"] for line in own.json("allowances/2018-03")["lines"]} == people
    assert {x["person"] for x in own.json("allowances/2018-03", {"person": "p1"})["lines"]} == people & {"p1"}


@pytest.mark.parametrize("role", ["resident_cadre", "unit_contact", "unit_leader"])
def test_whoever_serves_and_works_for_nobody_here_reads_nothing(county: str, role: str) -> None:
    assert program(role).json("allowances/2018-03")["lines"] == []


@pytest.mark.parametrize("role", sorted(group("allowances of the county")))
def test_it_is_the_sheet_of_the_page(county: str, acting: Acting, decided: Decided, role: str) -> None:
    decided()
    told = program(role).json("allowances/2018-02")
    with acting(role) as account:
        sheet = month_for(account, date(2018, 2, 1))
    assert (told["month"], told["as_of"]) == ("2018-02", sheet.as_of.isoformat())
    assert told["lines"] == list(sheet.lines("zh"))
    [line] = [x for x in told["lines"] if x["person"] == "p1" and x["what"] == "residency_allowance"]
    assert (line["amount"], line["deducted"], line["state"]) == ("800.00", "800.00", "cancelled")
