"""Proposals and leads by token: the same as on the pages, in pages of their own, and nothing to change."""

from __future__ import annotations

import pytest
from tests.site.acting import Acting
from tests.site.api.programs import Program
from tests.site.routes import group

from bangfu.site.accountability.proposing import weighed_for


def program(role: str) -> Program:
    return Program(f"bangfu_d_{role}")


@pytest.mark.parametrize("what", ["proposals", "leads"])
@pytest.mark.parametrize("role", sorted(group("work") - group("weighs")))
def test_who_may_not_read_them_is_refused(weighed: str, role: str, what: str) -> None:
    told = program(role).json(what, status=403)
    assert "not_for_you" in str(told)


@pytest.mark.parametrize("what", ["proposals", "leads"])
def test_nothing_can_be_handed_in(weighed: str, what: str) -> None:
    assert program("county_office").post(f"/api/v1/{what}").status_code == 405


@pytest.mark.parametrize("asked", [{"place": "no"}, {"limit": "0"}, {"limit": "1001"}])
def test_what_is_wrong_is_told_by_its_field(weighed: str, asked: dict[str, str]) -> None:
    told = program("county_office").json("proposals", asked, status=422)
    assert next(iter(asked)) in str(told)


@pytest.mark.parametrize("role", sorted(group("weighs")))
def test_pages_together_are_everything(weighed: str, acting: Acting, role: str) -> None:
    with acting(role) as account:
        wanted = dict(weighed_for(account).proposals)
    found: dict[str, object] = {}
    after: str | None = ""
    while after is not None:
        page = program(role).json("proposals", {"limit": 7, "after": after})
        found |= {item["key"]: item for item in page["items"]}
        after = page["next"]
    assert set(found) == set(wanted)
    assert all(found[key]["causes"] == list(p.causes) for key, p in wanted.items())  # type: ignore[index]


@pytest.mark.parametrize(("asked", "leads", "people"), [
    ({}, {"f6", "f8", "f9"}, {"p1", "p3", "p4", None}),
    ({"place": "511703101"}, set(), {"p1"}),
    ({"q": "示例甲"}, set(), {"p1"}),
    ({"regulation": "gansu-2019-33"}, {"f6", "f8", "f9"}, set()),
])  # fmt: skip
def test_filters_are_those_of_the_page(
    weighed: str, asked: dict[str, str], leads: set[str], people: set[str | None]
) -> None:
    told = program("county_office").json("leads", asked)
    assert {item["id"] for item in told["items"]} == leads
    told = program("county_office").json("proposals", asked)
    assert {item["person"] for item in told["items"]} <= people
    assert bool(told["items"]) == bool(people)


def test_a_finding_tells_since_when_it_stands(weighed: str) -> None:
    told = program("county_office").json("findings/f1")
    assert (told["kind"], told["person"], told["confirmed_on"]) == ("unexcused_absence", "p1", "2018-02-05")
    assert program("county_office").json("findings/f6")["confirmed_on"] is None
