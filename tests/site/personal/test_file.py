"""One's own file: whole, one's own alone, and put right by somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.world import NEAR, OWN

from bangfu.site.personal.models import Correction

Browser = Callable[[str], Client]
ASKED = {"about": "roster", "text": "三月一日就到村了，名册写成四月"}


def page(browser: Browser, role: str = "resident_cadre") -> str:
    return browser(role).get("/me/file/").content.decode()


class TestReading:
    def test_an_account_without_a_person_is_told_so(self, browser: Browser) -> None:
        assert "这个账号没有对应的人员" in page(browser, "county_leader")
        asked = browser("county_leader").post("/me/file/correct/", ASKED)
        assert "这个账号没有对应的人员" in asked.content.decode()
        assert browser("audit_admin").get("/me/file/").status_code == 403

    def test_everything_about_the_cadre_stands_there_and_nothing_of_others(self, browser: Browser) -> None:
        said = page(browser)
        assert f"139**{OWN.secret[-4:]}" in said
        for part in ("没有例会记录", "探亲", "决定", "到村日期不对", "县委", "核对过"):
            assert OWN.text(part) in said
        assert "800.00 元" in said
        assert f"/cases/{OWN.id('case')}/" in said
        assert OWN.id("opened") not in said
        assert NEAR.mark not in said

    def test_a_helper_sees_pairings_and_entries(self, browser: Browser) -> None:
        said = page(browser, "responsible_helper")
        assert f"/households/{OWN.id('household')}/" in said
        assert "2020-01-01" in said
        assert OWN.text("因病") in said


class TestPuttingRight:
    @pytest.mark.parametrize(
        "data", [{"about": "roster", "text": ""}, {"about": "什么", "text": "不对的地方"}]
    )
    def test_what_says_nothing_is_refused(
        self, browser: Browser, acting: Acting, data: dict[str, str]
    ) -> None:
        assert browser("resident_cadre").post("/me/file/correct/", data).status_code == 200
        with acting("county_office"):
            assert Correction.objects.count() == 2

    def test_asked_and_answered_once(self, browser: Browser, acting: Acting) -> None:
        assert browser("resident_cadre").post("/me/file/correct/", ASKED).status_code == 302
        with acting("county_office"):
            asked = Correction.objects.get(text=ASKED["text"])
        clerk = browser("township_clerk")
        assert ASKED["text"] in clerk.get("/corrections/").content.decode()
        answer = {"state": "corrected", "answer": "已把到村日期改为三月一日"}
        assert "改了什么" in clerk.post(f"/corrections/{asked.pk}/", answer | {"answer": ""}).content.decode()
        clerk.post(f"/corrections/{asked.pk}/", answer)
        again = clerk.post(f"/corrections/{asked.pk}/", answer | {"state": "kept"}, follow=True)
        assert "已经有人答复过" in again.content.decode()
        assert answer["answer"] in page(browser)

    def test_nobody_answers_the_own_one(self, browser: Browser, acting: Acting) -> None:
        """The township clerk asks about himself."""
        clerk = browser("township_clerk")
        clerk.post("/me/file/correct/", ASKED)
        with acting("township_clerk") as account:
            mine = Correction.objects.get(person=account.person_id)
        said = clerk.post(f"/corrections/{mine.pk}/", {"state": "corrected", "answer": "自己改"}, follow=True)
        assert "是您自己提的" in said.content.decode()
        with acting("township_clerk"):
            assert Correction.objects.get(pk=mine.pk).state == "asked"
