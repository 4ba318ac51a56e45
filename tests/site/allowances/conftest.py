"""The county under Dachuan 2017-96 with accounts of the units that pay and of their cadres, and a monthly rate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from tests.site.accountability import conftest as weighing
from tests.site.accountability import dachuan
from tests.site.acting import Acting
from tests.site.conftest import sign_in_all
from tests.site.seed import connect

from bangfu.site.accountability.proposing import proposals_for
from bangfu.site.allowances.models import Rate
from bangfu.site.cases.models import Case
from bangfu.site.cases.moving import Ruling, Said, step
from bangfu.site.cases.opening import open_case
from bangfu.site.clock import moment
from bangfu.site.postgres import Cluster
from bangfu.site.web.models import Account

UNITS = {"unit_one": "o1", "unit_two": "o2"}
# The fixtures of the county itself.
acting, browser = weighing.acting, weighing.browser
dachuan_county, weighed = weighing.dachuan_county, weighing.weighed
CADRES = {"cadre_one": "p1", "cadre_three": "p3"}
WORDS = "会上研究过"  # what stands in cases, and nobody but their readers may see
Decided = Callable[..., list[Case]]


@pytest.fixture
def county(dachuan_county: Cluster, weighed: str, acting: Acting) -> str:
    """Accounts called `d-unit_one` and so on; 800 yuan a month from August 2017."""
    connect(dachuan_county.url("bangfu_owner", weighed))
    for name, unit in UNITS.items():
        Account.objects.create(
            id=f"99-d-{name}", username=f"d-{name}", role="unit_contact", organisation_id=unit
        )
    for name, person in CADRES.items():
        Account.objects.create(
            id=f"99-d-{name}", username=f"d-{name}", role="resident_cadre", person_id=person
        )
    sign_in_all("d")
    connect(dachuan_county.url("bangfu_app", weighed))
    with acting("county_office") as account:
        Rate.objects.create(
            what="residency_allowance", place_id=dachuan.COUNTY, amount=Decimal(800), per="month",
            start=date(2017, 8, 1), set_by="达川财〔2017〕示例号", made_by=account.pk, made_at=moment(),
        )  # fmt: skip
    return weighed


@pytest.fixture
def decided(county: str, acting: Acting) -> Decided:
    """Every proposal to cancel an allowance carried through until it is decided, and served unless it is said otherwise."""

    def carry(served: bool = True) -> list[Case]:
        with acting("county_office") as account:
            found = [p for p in proposals_for(account) if p.measure == "allowance_cancelled"]
            cases = [open_case(account, p) for p in found]
            for case in cases:
                step(account, case, "notify", Said(WORDS, date(2019, 3, 2)))
        with acting("concerned") as account:
            for case in cases:
                step(account, case, "state", Said(WORDS))
        with acting("county_office") as account:
            for case in cases:
                step(account, case, "submit", Said(WORDS))
        for case in cases:
            with acting("county_leader") as account:
                ruling = Ruling(case.proposed_measure, case.proposed_from, case.proposed_to)
                step(account, case, "confirm", Said(WORDS, ruling=ruling))
            if served:
                with acting("inspection_office") as account:
                    step(account, case, "serve", Said(WORDS, date(2019, 3, 20), document="示例〔2019〕1号"))
        return cases

    return carry
