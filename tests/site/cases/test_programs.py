"""Cases by token: those of the pages, once they are theirs to read; and a token that reads takes no step."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, transaction
from tests.site.acting import Acting
from tests.site.api.programs import program_for, program_of
from tests.site.routes import group
from tests.site.world import FAR, NEAR, OWN, secret_of

from bangfu.site.cases.models import Case, Step
from bangfu.site.clock import moment, today
from bangfu.site.postgres import Cluster
from bangfu.site.web.middleware.scope import enter_by_token

READERS = group("handles cases")
CASES = [OWN.id("case"), OWN.id("opened"), NEAR.id("case"), NEAR.id("opened")]


@pytest.mark.parametrize("role", sorted(group("work") - READERS - {"resident_cadre"}))
def test_nobody_else_learns_of_any(site: str, role: str) -> None:
    assert program_of(role).json("cases") == {"items": [], "next": None}
    for pk in CASES:
        program_of(role).json(f"cases/{pk}", status=404)


@pytest.mark.parametrize("role", sorted(READERS))
def test_another_countys_is_as_one_that_is_missing(site: str, role: str) -> None:
    far, none = (program_of(role).json(f"cases/{pk}", status=404) for pk in (FAR.id("case"), "99-none"))
    assert far == none


def test_nothing_can_be_handed_in(site: str) -> None:
    for address in ("cases", f"cases/{OWN.id('case')}"):
        assert program_of("county_office").post(f"/api/v1/{address}").status_code == 405


@pytest.mark.parametrize("may_record", [False, True])
@pytest.mark.parametrize("role", sorted(READERS))
def test_a_token_takes_no_step_whatever_a_view_does(
    counties: Cluster, site: str, role: str, may_record: bool
) -> None:
    with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
        owner.execute("update api_token set may_record = %s", [may_record])
    for code in ("notify", "submit", "confirm", "drop"):
        with pytest.raises(DatabaseError), transaction.atomic():
            token = enter_by_token(secret_of(role))
            assert token is not None
            case = Case.objects.get(pk=OWN.id("opened"))
            Step(
                id="x", case=case, code=code, text="由程序办", on=today(), by=token.account_id, at=moment()
            ).save(force_insert=True)


@pytest.mark.parametrize(("asked", "field"), [
    ({"state": "closed"}, "state"), ({"group": "all"}, "group"), ({"measure": "fine"}, "measure"), ({"place": "x"}, "place"),
    ({"limit": "0"}, "limit"),
])  # fmt: skip
def test_what_is_wrong_is_told_by_its_field(site: str, asked: dict[str, str], field: str) -> None:
    assert field in str(program_of("county_office").json("cases", asked, status=422))


def test_whom_it_is_about_reads_it_once_they_were_told(site: str) -> None:
    own = program_of("resident_cadre")
    assert [item["id"] for item in own.json("cases")["items"]] == [OWN.id("case")]
    own.json(f"cases/{OWN.id('opened')}", status=404)


def test_whoever_answers_for_the_unit_reads_of_it_once_it_was_told(counties: Cluster, site: str) -> None:
    """Though the office handles cases: those about its own unit wait until they are told, by token as on the page."""
    url = counties.url("bangfu_owner", site)
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("alter table cases_case disable trigger user")
        owner.execute(
            "update cases_case set person_id = null where id = any (%s)", [[OWN.id("case"), OWN.id("opened")]]
        )
        owner.execute("alter table cases_case enable trigger user")
        owner.execute(
            "update web_account set organisation_id = %s where id = '99-a-county_office'",
            [OWN.id("organisation")],
        )
        own = program_for(owner, "99-a-county_office")
    own.json(f"cases/{OWN.id('opened')}", status=404)
    assert own.json(f"cases/{OWN.id('case')}")["organisation"] == OWN.id("organisation")


@pytest.mark.parametrize("role", sorted(READERS))
def test_pages_together_are_those_of_the_list(site: str, acting: Acting, role: str) -> None:
    with acting(role):
        wanted = set(Case.objects.values_list("pk", flat=True))
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        page = program_of(role).json("cases", {"limit": 1, "after": after})
        found += [item["id"] for item in page["items"]]
        after = page["next"]
    assert found == sorted(wanted)
    assert wanted == set(CASES)


@pytest.mark.parametrize(("asked", "found"), [
    ({"state": "notified"}, {OWN.id("case"), NEAR.id("case")}),
    ({"state": "notified", "person": OWN.id("cadre")}, {OWN.id("case")}),
    ({"measure": "promotion_bar", "regulation": "gansu-2019-33"}, set()),
    ({"group": "barred"}, set()),
])  # fmt: skip
def test_filters_are_those_of_the_page(site: str, asked: dict[str, str], found: set[str]) -> None:
    assert {item["id"] for item in program_of("county_office").json("cases", asked)["items"]} == found


def test_one_tells_what_it_rests_on_and_every_step(site: str) -> None:
    told = program_of("county_office").json(f"cases/{OWN.id('case')}")
    assert (told["regulation"], told["clause"], told["provision"]) == (
        "tongwei-2018-59",
        "四(三)/4",
        "四(三)/4/d",
    )
    assert (told["state"], told["measure"], told["proposed_measure"]) == ("notified", "", "promotion_bar")
    assert (told["person"], told["answer_by"], told["causes"]) == (
        OWN.id("cadre"),
        "2020-04-25",
        [OWN.id("finding")],
    )
    assert [(s["number"], s["step"], s["text"]) for s in told["steps"]] == [
        (1, "open", OWN.text("告知")), (2, "notify", OWN.text("告知")),
    ]  # fmt: skip
