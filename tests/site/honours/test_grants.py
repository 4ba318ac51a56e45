"""Entering what was given, the draft for making it known, and taking it back."""

from __future__ import annotations

import pytest
from tests.site.acting import Acting
from tests.site.honours.conftest import COMMENDED
from tests.site.honours.test_pages import Browser, page, words
from tests.site.reading import body_of

from bangfu.site.honours import entering
from bangfu.site.honours.models import Grant


class TestAGrant:
    def test_is_entered_from_a_line_and_made_known(self, browser: Browser, acting: Acting) -> None:
        begun = "/grants/new/?person=p1&kind=commendation&category=first_secretary&year=2018&regulation=dachuan-2017-96"
        assert "示例甲（示例局甲）" in page(browser, begun)
        said = {**COMMENDED, "granted_on": "2018-12-20", "person": "p1", "year": "2018"}
        answer = browser("county_office").post("/grants/new/", said)
        assert answer.status_code == 302
        told = words(page(browser, answer.headers["Location"], "county_leader"))
        for each in (
            "宣传稿（草稿，由人核定后使用）",
            "对象：示例甲（示例局甲）",
            "决定文号：（未填）",
            "四/2",
        ):
            assert each in told, each
        assert "为什么撤回" not in told

    @pytest.mark.parametrize("wrong", [{"granted_on": "2019-03-02"}, {"person": ""}, {"kind": "medal"}])
    def test_is_refused(self, browser: Browser, acting: Acting, wrong: dict[str, str]) -> None:
        said = {**COMMENDED, "granted_on": "2018-12-20", "person": "p1"} | wrong
        answer = browser("county_office").post("/grants/new/", said)
        assert "有内容需要改" in body_of(answer).decode()
        with acting("county_office"):
            assert not Grant.objects.exists()

    def test_is_taken_back_with_a_reason(self, browser: Browser, acting: Acting) -> None:
        with acting("county_office") as account:
            made = entering.grant(account, {**COMMENDED, "person_id": "p1"})
        client = browser("organization_department")
        assert "为什么撤回" in body_of(client.post(f"/grants/{made.pk}/withdraw/", {"reason": ""})).decode()
        assert client.post(f"/grants/{made.pk}/withdraw/", {"reason": "登记错了人"}).status_code == 302
        told = words(page(browser, f"/grants/{made.pk}/"))
        assert "登记错了人" in told
        assert "宣传稿（草稿" not in told
