"""Whom the turns of a case are told, once each, and in words that say nothing of what is held against whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.cases.test_pages import SHORT, step
from tests.site.world import NEAR, OWN, TODAY

from bangfu.site.notices.deciding import events, said

Browser = Callable[[str], Client]


def told(acting: Acting, role: str) -> set[tuple[str, str]]:
    with acting(role) as account:
        found = list(events(account, TODAY))
        for event in found:
            sentence, address = said(event.of, event.what, event.day)
            assert address == f"/cases/{event.of}/"
            assert OWN.mark not in sentence
            assert NEAR.mark not in sentence
    return {(event.of, event.what) for event in found}


@pytest.mark.parametrize(
    "role", ["responsible_helper", "unit_leader", "township_clerk", "inspector", "provincial_analyst"]
)
def test_nobody_else_is_told(acting: Acting, role: str) -> None:
    assert told(acting, role) == set()


def test_nothing_is_said_of_a_case_out_of_view(acting: Acting) -> None:
    with acting("township_clerk"):
        assert said(OWN.id("case"), "notified", TODAY) == ("", "")


def test_each_turn_comes_to_whom_it_concerns(browser: Browser, acting: Acting) -> None:
    case, office = OWN.id("case"), browser("county_office")
    assert told(acting, "resident_cadre") == {(case, "notified")}
    assert told(acting, "county_office") == {(OWN.id("opened"), "opened"), (NEAR.id("opened"), "opened")}
    step(browser("resident_cadre"), "state")
    assert told(acting, "resident_cadre") == set()
    step(office, "submit")
    assert told(acting, "organization_department") == {(case, "submitted")}
    step(browser("organization_department"), "lighten", **SHORT)
    step(office, "serve")
    assert told(acting, "resident_cadre") == {(case, "in_effect")}
    step(browser("resident_cadre"), "appeal")
    assert told(acting, "county_leader") == {(case, "under_review")}
