"""One administrator opens an account, another lets it in; neither can enter as somebody else alone."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from tests.site.conftest import client_for

from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

pytestmark = pytest.mark.usefixtures("site")
HELPER = "99-a-responsible_helper"
NEW = {"username": "99-new", "name": "新人", "role": "inspector", "area": "990001000000", "reason": "新到岗"}


def password_on(page: str) -> str:
    found = re.search(r'first-password">(\w+)<', page)
    assert found
    return found[1]


def opened() -> tuple[str, str]:
    """The id and first password of a new inspector, not let in yet."""
    page = client_for("system_admin").post("/accounts/new/", NEW).content.decode()
    with transaction.atomic():
        enter("99-a-system_admin")
        return Account.objects.get(username="99-new").pk, password_on(page)


def signs_in(username: str, password: str) -> Client | None:
    client = Client()
    answer = client.post("/sign-in/", {"username": username, "password": password})
    return client if answer.status_code == 302 else None


@pytest.mark.parametrize("role", ["county_office", "county_leader", "audit_admin", "security_admin"])
def test_nobody_but_the_system_administrator_opens_an_account(role: str) -> None:
    assert client_for(role).post("/accounts/new/", NEW).status_code == 403


def test_a_new_account_does_not_sign_in_before_it_is_let_in() -> None:
    _, password = opened()
    assert signs_in("99-new", password) is None


def test_the_system_administrator_cannot_let_in_what_they_opened() -> None:
    pk, password = opened()
    assert client_for("system_admin").post(f"/accounts/{pk}/admit/", {"reason": "我来"}).status_code == 403
    assert signs_in("99-new", password) is None


def test_an_account_let_in_has_to_choose_its_own_password_first() -> None:
    pk, password = opened()
    assert (
        client_for("security_admin").post(f"/accounts/{pk}/admit/", {"reason": "已核对"}).status_code == 302
    )
    client = signs_in("99-new", password)
    assert client is not None
    assert client.get("/duties/").headers["Location"] == "/password/"
    chosen = {"new_password1": "shan-gao-lu-yuan-9", "new_password2": "shan-gao-lu-yuan-9"}
    assert client.post("/password/", chosen).status_code == 302
    assert client.get("/me/").status_code == 200


def test_a_taken_user_name_and_a_seat_that_sees_nothing_are_refused_at_their_field() -> None:
    taken = client_for("system_admin").post("/accounts/new/", NEW | {"username": "a-inspector"})
    assert "已经有人用了" in taken.content.decode()
    nowhere = client_for("system_admin").post("/accounts/new/", NEW | {"area": ""})
    assert "这个岗位还缺：范围" in nowhere.content.decode()


def test_a_reset_password_closes_the_account_until_the_other_administrator_lets_it_in() -> None:
    page = client_for("system_admin").post(f"/accounts/{HELPER}/password/", {"reason": "忘了"})
    password = password_on(page.content.decode())
    assert signs_in("a-responsible_helper", password) is None
    client_for("security_admin").post(f"/accounts/{HELPER}/admit/", {"reason": "核对本人"})
    assert signs_in("a-responsible_helper", password) is not None


@pytest.mark.parametrize(
    ("role", "change"),
    [
        ("system_admin", {"role": "county_office"}),
        ("system_admin", {"password": "x"}),
        ("system_admin", {"username": "99-other"}),
        ("security_admin", {"password": "x"}),
        ("audit_admin", {"is_active": False}),
        ("county_office", {"role": "county_leader"}),
    ],
)
def test_the_database_refuses_what_the_role_may_not_change_of_another(
    role: str, change: dict[str, str]
) -> None:
    with transaction.atomic():
        enter(f"99-a-{role}")
        try:
            with transaction.atomic():
                changed = Account.objects.filter(pk=HELPER).update(**change)
        except DatabaseError:
            changed = 0
    assert changed == 0


def test_nobody_changes_their_own_rights() -> None:
    own = "/accounts/99-a-security_admin"
    seat = {"role": "county_office", "area": "990001000000", "reason": "试试"}
    assert "自己的账号" in client_for("security_admin").post(f"{own}/seat/", seat).content.decode()
    assert (
        "自己的账号" in client_for("security_admin").post(f"{own}/end/", {"reason": "试试"}).content.decode()
    )


def test_an_ended_account_is_out_at_once_and_its_seat_can_be_changed_with_a_reason() -> None:
    helper = client_for("responsible_helper")
    assert helper.get("/me/").status_code == 200
    assert client_for("system_admin").post(f"/accounts/{HELPER}/end/", {"reason": ""}).status_code == 200
    assert client_for("system_admin").post(f"/accounts/{HELPER}/end/", {"reason": "离岗"}).status_code == 302
    assert helper.get("/me/").status_code == 302
    seat = {"role": "inspector", "area": "990001000000", "reason": "转岗"}
    assert client_for("security_admin").post(f"/accounts/{HELPER}/seat/", seat).status_code == 302
    page = client_for("security_admin").get(f"/accounts/{HELPER}/").content.decode()
    assert "督查人员" in page
    assert "转岗" in page


def test_accounts_for_many_come_from_the_posts_that_lack_one() -> None:
    admin = client_for("system_admin")
    assert "99-near-cadre" in admin.get("/accounts/proposed/").content.decode()
    assert admin.post("/accounts/proposed/", {"reason": "开户"}).status_code == 302  # nobody ticked
    sheet = admin.post("/accounts/proposed/", {"person": ["99-near-cadre"], "reason": "开户"})
    assert sheet.headers["Content-Disposition"].startswith("attachment")
    assert "99-near-cadre" not in admin.get("/accounts/proposed/").content.decode()
    assert "等放行" in admin.get("/accounts/?state=waiting").content.decode()


def test_many_that_wait_are_let_in_together_with_a_reason() -> None:
    pk, password = opened()
    admin = client_for("security_admin")
    assert (
        client_for("system_admin").post("/accounts/admit/", {"account": [pk], "reason": "核对"}).status_code
        == 403
    )
    admin.post("/accounts/admit/", {"account": [pk], "reason": ""})
    assert signs_in("99-new", password) is None
    assert pk in admin.get("/accounts/?state=waiting").content.decode()
    admin.post("/accounts/admit/", {"account": [pk, HELPER], "reason": "已核对"})
    assert signs_in("99-new", password) is not None
