"""A case is opened from a proposal: once, by who weighs, and only while what it rests on stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponseBase
from tests.site.acting import Acting
from tests.site.conftest import Quick

from bangfu.errors import BangfuError
from bangfu.site.accountability.proposing import weighed_for
from bangfu.site.cases.models import Case
from bangfu.site.cases.opening import open_case
from bangfu.site.rectification.models import Finding
from bangfu.site.rectification.moving import move

Browser = Callable[[str], Quick]
YEAR = "三(二)/1/h"  # of the third absence: no allowance for the whole year


def keys(acting: Acting) -> dict[str, str]:
    """The proposals about p1, by provision."""
    with acting("county_office") as account:
        found = weighed_for(account).proposals
    return {p.provision: key for key, p in found.items() if p.person == "p1"}


def opened(browser: Browser, key: str, role: str = "county_office") -> HttpResponseBase:
    return browser(role).post(f"/cases/open/{key}/")


class TestRefused:
    @pytest.mark.parametrize(
        "role", ["organization_department", "county_leader", "inspector", "unit_leader", "township_clerk"]
    )
    def test_who_does_not_prepare_opens_none(self, browser: Browser, acting: Acting, role: str) -> None:
        assert opened(browser, keys(acting)[YEAR], role).status_code == 403

    def test_a_proposal_that_is_none(self, browser: Browser) -> None:
        assert opened(browser, "nothing").status_code == 404

    def test_twice(self, browser: Browser, acting: Acting) -> None:
        key = keys(acting)[YEAR]
        first, second = opened(browser, key), opened(browser, key, "inspection_office")
        assert first["Location"].startswith("/cases/")
        assert second["Location"] == f"/proposals/{key}/"
        assert "已立案" in browser("inspection_office").get(f"/proposals/{key}/").content.decode()
        with acting("county_office"):
            assert Case.objects.count() == 1

    def test_one_whose_finding_fell_meanwhile(self, acting: Acting) -> None:
        key = keys(acting)[YEAR]
        with acting("county_office") as account:
            proposal = weighed_for(account).proposals[key]
        with acting("inspection_office") as office:
            move(office, Finding.objects.get(pk="f2"), "withdraw", "查岗当天为公休日")
        with acting("county_office") as account, pytest.raises(BangfuError, match="case_no_ground"):
            open_case(account, proposal)


def test_a_case_holds_what_was_proposed(browser: Browser, acting: Acting) -> None:
    opened(browser, keys(acting)[YEAR])
    with acting("county_office"):
        case = Case.objects.get()
        causes = sorted(case.causes.values_list("finding", flat=True))
    assert (case.person_id, case.organisation_id, case.proposed_measure) == (
        "p1",
        "o1",
        "allowance_cancelled",
    )
    assert (str(case.proposed_from), str(case.proposed_to), case.state) == (
        "2018-01-01",
        "2018-12-31",
        "opened",
    )
    assert causes == ["f1", "f2", "f3"]
    assert case.conducted_by == "county_committee"
    assert case.unit_id is None


def test_a_finding_withdrawn_ends_it_and_it_can_be_opened_anew(browser: Browser, acting: Acting) -> None:
    opened(browser, keys(acting)["三(二)/1/a"])
    with acting("inspection_office") as office:
        move(office, Finding.objects.get(pk="f1"), "withdraw", "查岗当天为公休日")
        assert Case.objects.get().state == "fallen"
    again = keys(acting)  # f2 is the first absence now
    assert opened(browser, again["三(二)/1/a"])["Location"].startswith("/cases/")
