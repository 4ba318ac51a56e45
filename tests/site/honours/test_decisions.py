"""The decision on a year's honours: who drafts and issues it, what it says, who reads it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError
from tests.site.accountability import dachuan
from tests.site.acting import Acting
from tests.site.honours.conftest import COMMENDED
from tests.site.honours.test_pages import Browser, page
from tests.site.reading import body_of
from tests.site.routes import group

from bangfu.errors import BangfuError
from bangfu.paper.official import Table
from bangfu.site.cases.models import Case
from bangfu.site.honours import entering
from bangfu.site.honours.deciding import decision_of, papers_of
from bangfu.site.honours.models import Grant
from bangfu.site.papers import issuing, making
from bangfu.site.papers.builders import Body
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.models import Paper, Series
from bangfu.site.papers.official import official_of
from bangfu.site.roster.models import Place

YEAR = 2018
ADDRESS = f"/commendations/{YEAR}/paper/"
OF_A_UNIT = COMMENDED | {"category": "assisting_unit", "organisation_id": "o1"}
BY_THE_PROVINCE = COMMENDED | {"level": "province", "person_id": "p4"}
OF_ANOTHER_YEAR = COMMENDED | {"granted_on": date(2017, 12, 20), "person_id": "p4"}
A_GRADE = COMMENDED | {"kind": "annual_excellence", "category": "", "person_id": "p4"}


@pytest.fixture
def series(acting: Acting) -> None:
    """Numbers for decisions on honours."""
    with acting("inspection_office"):
        Series.objects.create(
            county_id=dachuan.COUNTY, word="示表", body="示例区帮扶领导小组", kinds=["honours"]
        )


@pytest.fixture
def given(acting: Acting) -> list[Grant]:
    """Two people and a unit were commended."""
    with acting("county_office") as account:
        said = ({**COMMENDED, "person_id": "p3"}, {**COMMENDED, "person_id": "p1"}, OF_A_UNIT)
        return [entering.grant(account, each) for each in said]


@pytest.fixture
def issued(acting: Acting, series: None, given: list[Grant]) -> Paper:
    """The decision of the year, issued."""
    with acting("organization_department") as account:
        paper = decision_of(account, YEAR)
        issuing.issue(account, paper)
        return paper


def text_of(paper: Paper) -> list[str]:
    return [block.text for block in official_of(paper).blocks if not isinstance(block, Table)]


class TestNoDecision:
    def test_is_drafted_by_whom_it_is_not_left_to(
        self, browser: Browser, acting: Acting, series: None, given: list[Grant]
    ) -> None:
        for role in sorted(group("work") - group("grants")):
            assert browser(role).post(ADDRESS).status_code == 403, role
            with acting(role) as account, pytest.raises((BangfuError, DatabaseError)):
                making.begin(account, Kind.HONOURS, Place.objects.get(pk=dachuan.COUNTY), Body("题", ()))
        with acting("county_office"):
            assert not Paper.objects.exists()

    @pytest.mark.parametrize("only", [[], [BY_THE_PROVINCE], [OF_ANOTHER_YEAR], [A_GRADE]])
    def test_is_made_of_nothing(
        self, browser: Browser, acting: Acting, series: None, only: list[dict[str, str]]
    ) -> None:
        with acting("county_office") as account:
            for each in only:
                entering.grant(account, each)
            with pytest.raises(BangfuError, match="no_honours"):
                decision_of(account, YEAR)
        assert browser("county_office").post(ADDRESS).headers["Location"] == f"/commendations/{YEAR}/"
        assert "起草表彰决定" not in page(browser, f"/commendations/{YEAR}/")

    def test_names_what_was_taken_back(self, acting: Acting, series: None, given: list[Grant]) -> None:
        with acting("county_office") as account:
            for each in given:
                entering.take_back(account, each, "登记错了")
            with pytest.raises(BangfuError, match="no_honours"):
                decision_of(account, YEAR)

    def test_is_made_without_a_series(self, acting: Acting, given: list[Grant]) -> None:
        with acting("county_office") as account, pytest.raises(BangfuError, match="paper_no_series"):
            decision_of(account, YEAR)

    def test_is_written_by_hand_or_gathered_by_the_inspection_office(
        self, browser: Browser, series: None
    ) -> None:
        client = browser("inspection_office")
        assert client.post("/papers/gather/honours/").status_code == 404
        assert (
            "有内容需要改"
            in body_of(client.post("/papers/new/", {"kind": "honours", "title": "决定"})).decode()
        )


class TestADecision:
    def test_says_who_was_given_what_under_which_clause(
        self, browser: Browser, acting: Acting, series: None, given: list[Grant]
    ) -> None:
        answer = browser("county_office").post(ADDRESS)
        with acting("county_office"):
            [paper] = papers_of(YEAR)
        assert answer.headers["Location"] == f"/papers/{paper.pk}/"
        text = text_of(paper)
        assert paper.title == "关于达川区2018年帮扶工作表彰的决定"
        assert "四/2" in text[0]
        assert "对1个单位、2名个人予以表彰" in text[0]
        [people] = [each for each in text if each.startswith("个人：")]
        assert set(people[3:-1].split("、")) == {"示例甲（示例局甲）", "示例丙（示例局乙）"}
        assert "单位：示例局甲。" in text
        assert "年度表扬：第一书记（2名个人）" in text
        assert {fact["id"] for fact in paper.facts} == {each.pk for each in given}
        assert f'href="/papers/{paper.pk}/"' in page(browser, f"/commendations/{YEAR}/")

    def test_keeps_the_order_of_the_list(self, acting: Acting, series: None, given: list[Grant]) -> None:
        with acting("county_office") as account:
            listed = [g.person_id for g in Grant.objects.all() if g.person_id]
            [people] = [t for t in text_of(decision_of(account, YEAR)) if t.startswith("个人：")]
        names = {"p1": "示例甲（示例局甲）", "p3": "示例丙（示例局乙）"}
        assert people == f"个人：{'、'.join(names[p] for p in listed)}。"

    def test_is_of_one_honour_where_one_is_chosen(
        self, browser: Browser, acting: Acting, series: None, given: list[Grant]
    ) -> None:
        chosen = "dachuan-2017-96/commendation/assisting_unit"
        assert f'value="{chosen}"' in page(browser, f"/commendations/{YEAR}/")
        browser("county_office").post(ADDRESS, {"honour": chosen})
        with acting("county_office"):
            [paper] = papers_of(YEAR)
        assert [f["id"] for f in paper.facts] == [given[2].pk]

    def test_that_touches_a_later_bar_is_to_be_reviewed_first(
        self, acting: Acting, series: None, barred: Case, given: list[Grant]
    ) -> None:
        with acting("county_office") as account:
            paper = decision_of(account, YEAR)
        marked = [fact["id"] for fact in paper.facts if "请先由授予机关复核" in fact["text"]]
        assert marked == [given[1].pk]


class TestReading:
    def test_a_draft_is_for_those_who_make_it(self, acting: Acting, series: None, given: list[Grant]) -> None:
        with acting("county_office") as account:
            decision_of(account, YEAR)
        for role in sorted(group("work")):
            with acting(role):
                assert papers_of(YEAR).exists() == (role in group("grants")), role

    def test_what_was_issued_is_for_those_who_may_ask(
        self, browser: Browser, acting: Acting, issued: Paper
    ) -> None:
        for role in sorted(group("work")):
            with acting(role):
                assert papers_of(YEAR).exists() == (role in group("commends")), role
            assert browser(role).get(f"/papers/{issued.pk}/").status_code == (
                200 if role in group("commends") else 404
            )
        assert "示表〔2019〕1号" in page(browser, f"/commendations/{YEAR}/", "county_leader")

    def test_the_inspection_office_neither_issues_nor_withdraws_it(
        self, browser: Browser, issued: Paper
    ) -> None:
        client = browser("inspection_office")
        for step in ("issue", "withdraw", "again", "edit"):
            assert client.post(f"/papers/{issued.pk}/{step}/", {"reason": "不该由我撤"}).status_code == 403, (
                step
            )
