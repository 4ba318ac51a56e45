"""The front door, the guided first visit, and the language of both."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from tests.site.conftest import client_for

from bangfu.site.web.guide import STEPS, steps_for
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account
from bangfu.site.web.roles import ROLES

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("role", list(ROLES))
def test_each_role_is_led_by_two_to_four_steps_that_open_for_it_in_both_languages(role: str) -> None:
    steps = steps_for(role)
    assert [step for step, _ in steps] == list(STEPS[role])
    assert 2 <= len(steps) <= 4
    with translation.override("en"):
        assert not [s for step, _ in steps for s in (str(step.title), str(step.text)) if CHINESE.search(s)]


@pytest.mark.usefixtures("site")
class TestPages:
    def test_the_public_reads_what_this_is_and_nothing_of_anybody(self) -> None:
        answer = Client().get("/")
        page = answer.content.decode()
        assert answer.status_code == 200
        assert 'href="/sign-in/"' in page
        assert "户主" not in page

    def test_an_administrator_is_sent_home_and_the_guide_goes_and_comes_back(self) -> None:
        admin = client_for("audit_admin")
        home = admin.get("/").headers["Location"]
        assert "guide-title" in admin.get(home).content.decode()
        admin.post("/me/guided/", {"next": home})
        assert "guide-title" not in admin.get(home).content.decode()
        admin.post("/me/guided/", {"again": "1", "next": home})
        assert "guide-title" in admin.get(home).content.decode()

    def test_a_wrong_old_password_changes_nothing(self) -> None:
        chosen = {"new_password1": "shan-gao-lu-yuan-9", "new_password2": "shan-gao-lu-yuan-9"}
        helper = client_for("responsible_helper")
        assert helper.post("/password/", chosen | {"old_password": "wrong"}).status_code == 200
        with transaction.atomic():
            enter("99-a-responsible_helper")
            assert not Account.objects.get(pk="99-a-responsible_helper").check_password(
                chosen["new_password1"]
            )

    def test_a_short_password_is_refused_in_chinese(self) -> None:
        helper = client_for("responsible_helper")
        page = helper.post(
            "/password/", {"old_password": "x", "new_password1": "ab1", "new_password2": "ab1"}
        )
        assert "密码太短，至少 12 位" in page.content.decode()

    def test_a_missing_page_tells_what_to_do_also_to_a_script(self) -> None:
        assert "请从首页进入" in Client().get("/no-such-page/").content.decode()
        told = Client().get("/no-such-page/", headers={"HX-Request": "true"})
        assert told.headers["Content-Type"].startswith("text/plain")
        assert Client().get("/no-such-page/", headers={"Accept": "application/json"}).json()["problems"]
