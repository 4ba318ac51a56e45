"""The pages of proposals and leads, and the same for programs: who opens them, what they show, what they never offer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.site.acting import Acting
from tests.site.conftest import Quick
from tests.site.reading import body_of
from tests.site.routes import group

from bangfu.site.accountability.proposing import weighed_for

Browser = Callable[[str], Quick]
WEIGHS = group("weighs")


def page(browser: Browser, address: str, name: str = "county_office", status: int = 200) -> str:
    answer = browser(name).get(address)
    assert answer.status_code == status, body_of(answer)[:500]
    return body_of(answer).decode()


def words(html: str) -> str:
    """What a reader sees, without marks."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


class TestNobodyElse:
    @pytest.mark.parametrize("address", ["/proposals/", "/proposals/leads/", "/proposals/nothing/"])
    def test_opens_them(self, browser: Browser, address: str) -> None:
        for role in sorted(group("work") - WEIGHS):
            page(browser, address, role, 403)

    def test_finds_a_proposal_about_oneself(self, browser: Browser, acting: Acting) -> None:
        with acting("county_leader") as account:
            of = {key: p.person for key, p in weighed_for(account).proposals.items()}
        for key, person in of.items():
            page(browser, f"/proposals/{key}/", "concerned", 404 if person == "p1" else 200)


class TestTheList:
    def test_offers_nothing_to_do_at_once(self, browser: Browser) -> None:
        for address in ("/proposals/", "/proposals/leads/"):
            main = page(browser, address).partition("<main")[2].partition("</main>")[0]
            assert "checkbox" not in main.replace('id="fold-filters"', "").replace(
                'class="fold sr-only" type="checkbox"', ""
            )
            assert 'method="post"' not in main

    def test_tells_whom_what_by_which_clause_because_of_what(self, browser: Browser) -> None:
        html = page(browser, "/proposals/")
        said = words(html)
        for each in ("示例甲", "召回", "2018年第3次无故脱岗", "三(二)/1", "示例丁", "这里什么也没有决定"):
            assert each in said, each
        assert 'href="/findings/f3/"' in html
        assert "/regulations/dachuan-2017-96/" in html
        assert 'href="/findings/f8/"' not in html

    @pytest.mark.parametrize(("asked", "people"), [
        ("q=示例甲", {"p1"}), ("q=slj", {"p1"}), ("q=没有这个人", set()), ("measure=recall_procedure", {"p1"}),
        ("place=511703102000", {"p3", "p4"}), ("place=511703101201", {"p1"}), ("place=990001000000", set()),
        ("place=x", set()), ("regulation=gansu-2019-33", set()), ("page=99", {"p1", "p3", "p4"}),
    ])  # fmt: skip
    def test_is_narrowed(self, browser: Browser, asked: str, people: set[str]) -> None:
        html = page(browser, f"/proposals/?{asked}")
        assert set(re.findall(r'href="/people/(\w+)/"', html)) - {"new"} == people

    def test_tells_what_stands_beside(self, browser: Browser) -> None:
        assert "仍有争议" in words(page(browser, "/proposals/?q=示例丙")) or "较宽的读法" in words(
            page(browser, "/proposals/")
        )


class TestLeads:
    def test_are_told_with_why_they_are_no_more(self, browser: Browser) -> None:
        html = page(browser, "/proposals/leads/")
        said = words(html)
        assert set(re.findall(r'href="/findings/(f\d)/"', html)) == {"f6", "f8", "f9"}
        for why in ("有异议，还没有复核", "只来自群众反映", "还没有认领"):
            assert why in said

    @pytest.mark.parametrize(("asked", "listed"), [
        ("place=511703101000", set()), ("q=示例丙", {"f6", "f8", "f9"}), ("q=示例甲", set()),
        ("regulation=tongwei-2018-59", {"f6", "f8", "f9"}),
    ])  # fmt: skip
    def test_are_narrowed(self, browser: Browser, asked: str, listed: set[str]) -> None:
        html = page(browser, f"/proposals/leads/?{asked}")
        assert set(re.findall(r'href="/findings/(f\d)/"', html)) == listed


def test_each_proposal_has_a_page_with_its_clause_causes_and_readings(
    browser: Browser, acting: Acting
) -> None:
    with acting("county_office") as account:
        found = dict(weighed_for(account).proposals)
    for key, proposal in found.items():
        html = page(browser, f"/proposals/{key}/")
        said = words(html)
        assert "这只是建议，什么也没有决定" in said
        assert proposal.clause in said
        assert set(re.findall(r'href="/findings/(f\d)/"', html)) == set(proposal.causes)
    page(browser, "/proposals/nothing/", status=404)


def test_a_finding_that_came_with_a_case_has_its_page(browser: Browser) -> None:
    assert "认定属实" in words(page(browser, "/findings/f1/"))
    assert "还没有认定属实" in words(page(browser, "/findings/f6/"))
