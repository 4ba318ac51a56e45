"""The question of honours by token: who asks about whom, the same answer as on the page, and nothing to enter."""

from __future__ import annotations

import pytest
from tests.site.accountability import dachuan
from tests.site.accountability.conftest import owner_of
from tests.site.acting import Acting
from tests.site.api.programs import Program, program_for
from tests.site.honours.test_pages import IsPerson
from tests.site.routes import group

from bangfu.site.cases.models import Case
from bangfu.site.honours.asking import answers
from bangfu.site.postgres import Cluster

ASKED = {"on": "2019-03-01"}


def program(role: str) -> Program:
    return Program(f"bangfu_d_{role}")


@pytest.mark.parametrize("role", sorted(group("work") - group("commends")))
def test_about_others_and_units_there_is_nothing(
    weighed: str, dachuan_county: Cluster, is_person: IsPerson, role: str
) -> None:
    is_person(role, "p3")  # who gets another seat loses the tokens of the old one
    with owner_of(dachuan_county, weighed) as owner:
        own = program_for(owner, f"99-d-{role}")
    for who in ("p1", "o1", "o2", "nobody"):
        own.json(f"honours/commendation/{who}", ASKED, status=404)
    assert own.json("honours/commendation/p3", ASKED)["lines"]


def test_who_asks_about_themselves_is_told_of_the_own_bar(
    weighed: str, dachuan_county: Cluster, barred: Case, is_person: IsPerson
) -> None:
    is_person("resident_cadre", "p1")
    with owner_of(dachuan_county, weighed) as owner:
        own = program_for(owner, "99-d-resident_cadre")
    assert [line["answer"] for line in own.json("honours/commendation/p1", ASKED)["lines"]] == ["no"]


def test_about_nobody_known_there_is_nothing(weighed: str) -> None:
    program("county_office").json("honours/commendation/nobody", ASKED, status=404)


@pytest.mark.parametrize(("purpose", "asked", "told"), [
    ("medal", {}, "unknown_purpose"), ("commendation", {"on": "x"}, "on"), ("commendation", {"year": "1"}, "year"),
    ("commendation", {"on": "2019-03-01", "year": "2020"}, "year_not_begun"),
])  # fmt: skip
def test_what_cannot_be_answered_is_told_why(
    weighed: str, purpose: str, asked: dict[str, str], told: str
) -> None:
    assert told in str(program("county_office").json(f"honours/{purpose}/p1", asked, status=422))


def test_nothing_can_be_handed_in(weighed: str) -> None:
    assert program("county_office").post("/api/v1/honours/commendation/p1").status_code == 405


@pytest.mark.parametrize("role", sorted(group("commends")))
@pytest.mark.parametrize("who", ["p1", "p3", "o1"])
def test_the_answer_is_that_of_the_page(acting: Acting, barred: Case, role: str, who: str) -> None:
    told = program(role).json(f"honours/commendation/{who}", ASKED)
    with acting(role) as account:
        wanted = [each.line("zh") for each in answers(account, who, "commendation", dachuan.TODAY)]
    assert (told["purpose"], told["on"], told["lines"]) == ("commendation", "2019-03-01", wanted)
    assert {line["answer"] for line in told["lines"]} == ({"no"} if who == "p1" else {"yes"})


def test_a_bar_tells_its_clause_and_days(barred: Case) -> None:
    [line] = program("county_office").json("honours/commendation/p1", ASKED)["lines"]
    [bar] = line["bars"]
    assert (bar["clause"], bar["from"], bar["to"], bar["ends"]) == (
        "三(二)/1/f",
        "2019-03-01",
        "2019-08-31",
        "written",
    )
