"""The county of the ledger's tests with verdicts on its unit, and an inspection whose team has one of two inspectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from tests.site.acting import Acting
from tests.site.ledger.conftest import acting, browser, cluster  # noqa: F401
from tests.site.ledger.conftest import database as bare_database  # noqa: F401
from tests.site.seed import connect

from bangfu.site.checklists.models import Sheet
from bangfu.site.clock import now
from bangfu.site.postgres import Cluster
from bangfu.site.supervision.models import Campaign, Member, Team

Owner = psycopg.Connection[Any]
Browser = Callable[[str], Client]
UNITS = "tongwei-2018-59:annex2-assisting-units:0"
MET, UNMET, OPEN = "附件2/帮扶单位/9", "附件2/帮扶单位/2", "附件2/帮扶单位/1"
SETTING = """
insert into duties_snapshot (as_of, live, packs, seq, edition, made_at) values ('2020-04-15', true, '{}', 0, 1, now());
insert into duties_verdict (snapshot_id, number, regulation, clause, duty, role, organisation_id, period_start, period_end,
        achieved, unit, status, marks)
    select s.id, v.number, 'tongwei-2018-59', '四(四)/2', v.duty, 'assisting_unit', '99-unit', v.first::date, v.last::date, 0, 'times',
        v.status, 0
    from duties_snapshot s, (values
        (1, 'report-to-lead-unit', '2020-01-01', '2020-03-31', 'unmet'), (2, 'report-to-lead-unit', '2020-04-01', '2020-06-30', 'open'),
        (3, 'report-to-township', '2020-01-01', '2020-03-31', 'met'), (4, 'cadre-return-visits', '2020-01-01', '2020-03-31', 'met')
    ) v (number, duty, first, last, status);
insert into roster_person (id, name, key, rank, staff_type, phone, id_number, organisation_id)
    values ('99-watcher', '查真', 'cz', '', '', '', '', '99-office');
update web_account set person_id = '99-watcher' where id = '99-inspector';
insert into web_account select (jsonb_populate_record(a,
    '{"id": "99-other_inspector", "username": "other_inspector", "person_id": null}')).* from web_account a where id = '99-inspector';
"""


@pytest.fixture
def owner(cluster: Cluster, database: str) -> Iterator[Owner]:  # noqa: F811
    """Who sees everything."""
    with psycopg.connect(cluster.url("bangfu_owner", database), autocommit=True) as found:
        yield found


@pytest.fixture
def database(cluster: Cluster, bare_database: str) -> Iterator[str]:  # noqa: F811
    """A database of one's own, with verdicts and an inspection that is not opened."""
    connect(cluster.url("bangfu_owner", bare_database))
    with connection.cursor() as cursor:
        cursor.execute(SETTING)
    campaign = Campaign.objects.create(
        id="99-campaign", place_id=990001000000, regulation="tongwei-2018-59", kind="special", title="春季督查",
        start=date(2020, 4, 1), end=date(2020, 5, 1), made_by="99-inspection_office", made_at=now(),
    )  # fmt: skip
    team = Team.objects.create(id="99-team", campaign=campaign, name="一组")
    Member.objects.create(id="99-member", team=team, person_id="99-watcher", leads=True)
    connect(cluster.url("bangfu_app", bare_database))
    yield bare_database


@pytest.fixture
def begun(browser: Browser, acting: Acting) -> Callable[..., str]:  # noqa: F811
    """Begins a sheet about the unit, and gives its id."""

    def begin(by: str = "inspector", campaign: str = "") -> str:
        client, address = browser(by), f"/checklists/new/?part={UNITS}"
        [post] = client.get(address).context["form"].posts
        answer = client.post(address, {"post": post, "campaign": campaign, "on": "2020-04-15"})
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"]).split("/")[2]

    return begin


def answers(sheet: Sheet, **other: str) -> dict[str, Any]:
    """A form in which every row is answered as the ledger says, or not seen; `other` says otherwise."""
    found = {"met": "yes", "unmet": "no", "": "not_seen"}
    told: dict[str, Any] = {"id": "99-handing-0001"}
    for n, row in enumerate(sheet.rows):
        told[f"found-{n}"] = found[sheet.says[row["clause"]]]
    return told | {name.replace("_", "-"): value for name, value in other.items()}
