"""The county under Dachuan 2017-96, in which a bar on honours of p1 can be decided, run out and be annulled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.site.accountability import dachuan
from tests.site.accountability.conftest import acting, browser, dachuan_county, owner_of, weighed
from tests.site.acting import Acting

from bangfu.site.accountability.proposing import proposals_for
from bangfu.site.cases.models import Case
from bangfu.site.cases.moving import Ruling, Said, step
from bangfu.site.cases.opening import open_case
from bangfu.site.postgres import Cluster

__all__ = ["acting", "browser", "dachuan_county", "weighed"]

PROVISION = "三(二)/1/f"  # no honours after a second unexcused absence
LAST = date(2019, 8, 31)
COMMENDED = {
    "kind": "commendation", "category": "first_secretary", "granted_on": date(2018, 12, 20), "level": "county",
    "issuer": "committee_or_government", "comprehensive": "yes", "granted_by": "区委", "regulation": "dachuan-2017-96",
}  # fmt: skip


@pytest.fixture
def barred(acting: Acting) -> Case:
    """A bar on honours that was decided about p1, and served, today."""
    with acting("county_office") as account:
        proposal = next(p for p in proposals_for(account) if p.provision == PROVISION)
        case = open_case(account, proposal)
        step(account, case, "notify", Said("拟取消评先资格", date(2019, 3, 10)))
    with acting("concerned") as account:
        step(account, case, "state", Said("没有意见"))
    with acting("inspection_office") as account:
        step(account, case, "submit", Said("本人没有意见"))
    with acting("organization_department") as account:
        step(account, case, "confirm", Said("同意", ruling=Ruling("award_bar", dachuan.TODAY, LAST)))
    with acting("inspection_office") as account:
        step(account, case, "serve", Said("当面送达", date(2019, 3, 20), document="试发〔2019〕1号"))
        return Case.objects.get(pk=case.pk)


@pytest.fixture
def is_person(dachuan_county: Cluster, weighed: str) -> Callable[[str, str], None]:
    """`is_person("county_office", "p1")`: the account is that person's."""

    def set_person(name: str, person: str) -> None:
        with owner_of(dachuan_county, weighed) as owner:
            owner.execute("update web_account set person_id = %s where id = %s", [person, f"99-d-{name}"])

    return set_person
