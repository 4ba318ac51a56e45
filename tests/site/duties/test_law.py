"""A document as it is read: every clause with its address, how it stands, what is narrowed to, and whether it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

import psycopg
import pytest
from django.test import Client
from tests.site.duties.conftest import SignIn

from bangfu.regulation.packs import shipped
from bangfu.regulation.templates import FOR_A_PERSON, blanks, templates, written
from bangfu.site.duties.contents import parts_of
from bangfu.site.duties.reading import wording
from bangfu.site.postgres import Cluster

Rows = Callable[..., list[tuple[Any, ...]]]
GANSU, TONGWEI = "/regulations/gansu-2019-33/", "/regulations/tongwei-2018-59/"


def read(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


@pytest.mark.parametrize(
    "address", ["/regulations/none-2020-1/", f"{GANSU}五(九)/", "/regulations/none-2020-1/一/"]
)
def test_what_no_document_has_is_a_missing_page(signed_in: SignIn, address: str) -> None:
    assert signed_in("county_office").get(address).status_code == 404


@pytest.mark.parametrize("address", [GANSU, TONGWEI])
def test_every_provision_has_an_address_of_its_own_and_every_link_within_leads_to_one(
    signed_in: SignIn, address: str
) -> None:
    text = read(signed_in("county_office"), address)
    ids = re.findall(r' id="(c-[^"]+)"', text)
    pack = shipped()[address.split("/")[2]]
    wanted = [f"c-{p.id}" for p in pack.provision] + [
        f"c-{c}" for c in dict.fromkeys(p.clause for p in pack.provision)
    ]
    assert sorted(ids) == sorted(wanted)
    links = {unquote(link) for link in re.findall(r'href="#(c-[^"]+)"', text)}
    assert links == {f"c-{p.clause}" for p in pack.provision}


def test_a_figure_leads_to_the_list_that_it_counts(signed_in: SignIn) -> None:
    browser = signed_in("county_office")
    text = read(browser, GANSU)
    figures = re.findall(r'<a class="state-\w+" href="([^"]+)">[^<]*?(\d+)</a>', text)
    assert len(figures) > 20
    for address, number in figures[::7]:
        assert browser.get(address.replace("&amp;", "&")).context["page"].paginator.count == int(number)


def test_the_head_says_who_issued_it_since_when_it_holds_and_when_it_was_adopted(
    signed_in: SignIn, rows: Rows
) -> None:
    ((adopted,),) = rows("select adopted_on from duties_adoption where regulation = 'tongwei-2018-59'")
    text = read(signed_in("county_office"), TONGWEI)
    assert "2018-08-29 起施行，到 2020-12-31 为止" in text
    assert f"本地 {adopted} 采用" in text
    assert "http://testserver/regulations/tongwei-2018-59/" in text


def test_a_reading_stands_beside_the_provision_that_rests_on_it(signed_in: SignIn) -> None:
    text = read(signed_in("county_office"), GANSU)
    for reading in shipped()["gansu-2019-33"].reading:
        for touched in reading.touches:
            clause = touched.rsplit("/", 1)[0]
            section = text.partition(f'id="c-{clause}"')[2].partition("</section>")[0]
            assert reading.question.zh in section, (reading.id, touched)


def test_nobody_is_offered_what_binds_nobody_like_them(signed_in: SignIn) -> None:
    assert 'value="mine"' not in read(signed_in("inspector"), GANSU)


def test_somebody_reads_what_binds_the_own_posts_and_the_body_they_belong_to(signed_in: SignIn) -> None:
    page = signed_in("resident_cadre").get(f"{GANSU}?who=mine")
    assert 'value="mine" selected' in page.content.decode()
    shown = [item.provision for clause in page.context["clauses"] for item in clause.items]
    assert shown
    assert all({"resident_team", "first_secretary"} & set(p.bearer) for p in shown)
    everything = [
        p
        for p in shipped()["gansu-2019-33"].provision
        if {"resident_team", "first_secretary"} & set(p.bearer)
    ]
    assert shown == everything


@pytest.mark.parametrize(
    ("asked", "kinds"), [("judged", {"duty", "requirement", "milestone"}), ("entitlement", {"entitlement"})]
)
def test_a_document_is_narrowed_to_what_is_judged_or_to_one_kind(
    signed_in: SignIn, asked: str, kinds: set[str]
) -> None:
    page = signed_in("county_office").get(f"{GANSU}?kind={asked}")
    shown = [item.provision for clause in page.context["clauses"] for item in clause.items]
    own = {p.kind for p in shown if p.realised_by is None}
    assert own
    assert own <= kinds
    assert page.context["shown"] == len(shown) < page.context["total"]


def test_a_kind_that_is_none_narrows_nothing_and_a_role_without_provisions_is_told(signed_in: SignIn) -> None:
    browser = signed_in("county_office")
    assert browser.get(f"{GANSU}?kind=%3Cscript%3E").context["wanted"].is_all
    assert "没有这样的条文" in read(browser, f"{GANSU}?who=nobody")


def test_one_turns_from_the_first_clause_to_the_last_and_back(signed_in: SignIn) -> None:
    browser = signed_in("county_office")
    paths = list(dict.fromkeys(p.clause for p in shipped()["gansu-2019-33"].provision))
    for n in (0, 1, len(paths) // 2, len(paths) - 1):
        context = browser.get(f"{GANSU}{paths[n]}/").context
        before, after = context["before"], context["after"]
        assert (before.path if before else None) == (paths[n - 1] if n else None)
        assert (after.path if after else None) == (paths[n + 1] if n + 1 < len(paths) else None)


def test_the_day_of_a_page_is_kept_on_the_way_to_a_clause_and_to_a_list(signed_in: SignIn) -> None:
    text = read(signed_in("county_office"), f"{GANSU}?as_of=2020-11-20")
    assert "/?as_of=2020-11-20" in text
    assert "&amp;status=met&amp;as_of=2020-11-20" in text


def test_what_was_made_of_a_template_says_so(signed_in: SignIn, cluster: Cluster, database: str) -> None:
    [template] = templates().values()
    given = {b.duty: {"at_least": FOR_A_PERSON, "per": "year"} for b in blanks(template)}
    text = written(template, given, "620000000000", date(2026, 1, 1))
    with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
        owner.execute(
            "insert into duties_adoption (regulation, pack, adopted_on, adopted_by) values (%s, %s, '2020-11-01', 'x')",
            ("regular-assistance-62", text),
        )
    browser = signed_in("county_office")
    assert "背后没有文件" not in read(browser, GANSU)
    page = read(browser, "/regulations/regular-assistance-62/")
    assert "背后没有文件" in page
    assert "2026-01-01 才开始施行" in page


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2018, 8, 28), "later"),
        (date(2018, 8, 29), "now"),
        (date(2020, 12, 31), "now"),
        (date(2021, 1, 1), "over"),
    ],
)
def test_a_wording_holds_from_its_first_day_to_its_last(day: date, word: str) -> None:
    assert wording(shipped()["tongwei-2018-59"].regulation, day) == word


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("五(四)", ("五", "(四)")), ("四(二)/3", ("四", "(二)", "3")), ("七尾1", ("七", "尾1")), ("四首", ("四", "首")),
        ("附件2/乡镇/1", ("附件2", "乡镇", "1")), ("第九条/（一）", ("第九条", "（一）")), ("通知", ("通知",)),
    ],
)  # fmt: skip
def test_contents_follow_the_numbering_of_the_document(path: str, parts: tuple[str, ...]) -> None:
    assert parts_of(path) == parts
