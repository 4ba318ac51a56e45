"""The two counties of the ledger's tests, with a series of papers, a second township, and an office in the other county."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from tests.site.acting import Acting
from tests.site.ledger.conftest import acting, browser, cluster  # noqa: F401
from tests.site.ledger.conftest import database as bare_database  # noqa: F401

from bangfu.paper.official import Heading, Paragraph
from bangfu.site.papers.builders import Body
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.making import begin
from bangfu.site.papers.models import Paper
from bangfu.site.postgres import Cluster
from bangfu.site.roster.models import Organisation, Place

COUNTY, TOWN, OTHER_TOWN, FAR_COUNTY = 990001000000, 990001100000, 990001200000, 990002000000
BODY = Body("关于四月份督查情况的反馈", (Heading(level=1, text="问题"), Paragraph(text="甲村有一条。")))
Draft = Callable[..., Paper]

PREPARE = """
insert into roster_place (code, last, name, level, parent_id, tags, area, aliases)
    values (990001200000, 990001200999, '白杨镇', 'township', 990001000000, '{}', '', '{}');
insert into papers_series (id, county_id, word, body, kinds) values
    ('99-series', 990001000000, '甲督发', '甲县监督督查办公室', '{feedback,circular,rectification_notice}'),
    ('99-far', 990002000000, '乙督发', '乙县监督督查办公室', '{feedback}');
"""
ACCOUNTS = {  # who else signs in → role, area
    "other_township": ("township_clerk", OTHER_TOWN),
    "far_inspection": ("inspection_office", FAR_COUNTY),
}


@pytest.fixture
def database(cluster: Cluster, bare_database: str) -> Iterator[str]:  # noqa: F811
    """A database of one's own."""
    with psycopg.connect(cluster.url("bangfu_owner", bare_database)) as owner:
        owner.execute(PREPARE)
        for name, (role, area) in ACCOUNTS.items():
            owner.execute(
                """insert into web_account (id, username, role, area_id, password, name, is_active, must_change, language,
                    large_type, guided) values (%s, %s, %s, %s, '', '', true, false, 'zh-hans', false, false)""",
                [f"99-{name}", name, role, area],
            )
    yield bare_database


@pytest.fixture
def draft(acting: Acting) -> Draft:  # noqa: F811
    """Makes a draft, addressed to the first township and to the unit."""

    def make(by: str = "inspector", place: int = COUNTY, body: Body = BODY) -> Paper:
        with acting(by) as account:
            to = [Place.objects.get(pk=TOWN), Organisation.objects.get(pk="99-unit")]
            return begin(account, Kind.FEEDBACK, Place.objects.get(pk=place), body, to)

    return make
