"""The county under Dachuan 2017-96 with what its offices entered, and databases with nothing in them yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from tests.site.accountability import dachuan
from tests.site.accountability.conftest import acting, dachuan_county, weighed

from bangfu.facts.case import Case
from bangfu.site.exchange import take
from bangfu.site.exchange.fitting import ENTERED
from bangfu.site.founding import found
from bangfu.site.postgres import Cluster
from bangfu.site.postgres.cluster import DATABASE

__all__ = ["acting", "dachuan_county", "weighed"]

OFFICES = {
    "checks": """
id,indicator,on,person,organisation,place,household,result
c1,cadres_in_place,2018-06-20,p1,o1,511703101201,,yes
c2,cadres_in_place,2018-09-21,p3,,511703102201,,excused
c3,cadres_in_place,2018-11-05,,o2,511703,,no
""",
    "payments": """
id,what,person,organisation,post,place,from,to,amount,paid_on,payer,use,note
m1,residency_allowance,p1,o1,t1,511703101201,2018-03-01,2018-03-31,800.50,2018-04-02,o1,,
m2,residency_allowance,p3,,,,2018-04-01,2018-04-30,-800,2018-05-02,,,退回
m3,residency_allowance,,o2,,,2018-04-01,2018-04-30,,2018-05-02,,,实物
""",
    "rates": """
what,place,amount,per,from,to,set_by
residency_allowance,511703,800,month,2017-08-01,2018-12-31,示例〔2017〕1号
residency_allowance,511703101,850.25,month,2019-01-01,,示例〔2018〕9号
""",
    "grants": """
id,kind,category,person,organisation,level,granted_on,granted_by,issuer,comprehensive,year,number,regulation
g1,commendation,first_secretary,p1,,county,2018-12-20,区委,committee_or_government,yes,2018,示委〔2018〕7号,dachuan-2017-96
g2,award,,,o2,,2018-12-21,,,,,,
""",
}
Fresh = Callable[[Case], str]


@pytest.fixture
def came(tmp_path: Path) -> Case:
    """The county as it comes, with everything that offices entered."""
    folder = tmp_path / "came"
    folder.mkdir()
    return dachuan.county(folder, **OFFICES)


@pytest.fixture
def fresh(server: Cluster) -> Iterator[Fresh]:
    """`fresh(case)` loads it where nothing was; the address of the owner there."""
    made: list[str] = []

    def load(case: Case) -> str:
        name = f"fresh_{len(made)}"
        server.create_database(name, DATABASE)
        made.append(name)
        url = server.url("bangfu_owner", name)
        with psycopg.connect(url) as owner:
            found(owner, case, dachuan.LOADED, "99-loader")
        return url

    yield load
    for name in made:
        server.drop_database(name)


def taken(url: str) -> Case:
    """Everything that goes in and comes out, without its order."""
    with take.opened(url) as connection:
        return take.case(connection, also=("findings", *ENTERED))


def told(case: Case) -> dict[str, list[str]]:
    """All rows of a case, sorted, without columns beyond the contract's."""
    return {name: sorted(map(str, case[name].to_pylist())) for name in (*take.TAKEN, "findings", *ENTERED)}
