"""Locks, second factors and sessions, in the hands of the security administrator."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.test import Client, override_settings
from django_otp.plugins.otp_totp.models import TOTPDevice
from tests.site.conftest import client_for

from bangfu.site.web.middleware.scope import enter

pytestmark = pytest.mark.usefixtures("site")
AUDITOR, SECURITY = "99-a-audit_admin", "99-a-security_admin"


def lock(username: str) -> Client:
    client = Client()
    for _ in range(5):
        answer = client.post("/sign-in/", {"username": username, "password": "wrong-wrong-1"})
    assert answer.status_code == 429
    return client


@pytest.mark.parametrize("role", ["system_admin", "audit_admin", "county_office"])
def test_others_do_not_see_or_release_locks(role: str) -> None:
    assert client_for(role).get("/accounts/locked/").status_code == 403
    assert client_for(role).post(f"/accounts/{AUDITOR}/second-factor/", {"reason": "丢了"}).status_code == 403


def test_a_lock_is_told_released_and_logged() -> None:
    locked = lock("a-inspector")
    admin = client_for("security_admin")
    page = admin.get("/accounts/locked/").content.decode()
    assert "a-inspector" in page
    number = page.split('name="attempt" value="')[1].split('"')[0]
    admin.post("/accounts/locked/", {"attempt": number, "reason": "本人来电"})
    assert locked.post("/sign-in/", {"username": "a-inspector", "password": "x"}).status_code == 200
    assert "本人来电" in client_for("audit_admin").get("/audit/security/").content.decode()


def test_the_owner_cannot_take_back_a_second_factor_and_the_security_administrator_not_their_own() -> None:
    for account in (AUDITOR, SECURITY):
        with pytest.raises(DatabaseError), transaction.atomic():
            enter(account)
            TOTPDevice.objects.filter(user=account).update(confirmed=False)
    own = client_for("security_admin").post(f"/accounts/{SECURITY}/second-factor/", {"reason": "换手机"})
    assert "自己的账号" in own.content.decode()


def test_a_reset_second_factor_signs_out_and_is_set_up_anew() -> None:
    auditor = client_for("audit_admin")
    assert auditor.get("/audit/history/").status_code == 200
    done = client_for("security_admin").post(f"/accounts/{AUDITOR}/second-factor/", {"reason": "换手机"})
    assert done.status_code == 302
    assert auditor.get("/audit/history/").headers["Location"].startswith("/sign-in/")
    with transaction.atomic():
        enter(AUDITOR)
        assert not TOTPDevice.objects.get(user=AUDITOR).confirmed


def test_sessions_of_one_account_end_and_no_others() -> None:
    helper, inspector = client_for("responsible_helper"), client_for("inspector")
    client_for("security_admin").post(
        "/accounts/99-a-responsible_helper/sessions/", {"reason": "手机丢了，要退出"}
    )
    assert helper.get("/me/").status_code == 302
    assert inspector.get("/me/").status_code == 200


@override_settings(AXES_ENABLED=False)
def test_an_address_that_guesses_at_many_names_is_told_when_to_come_back() -> None:
    client = Client()
    for number in range(60):
        client.post("/sign-in/", {"username": f"99-{number}", "password": "wrong"})
    refused = client.post("/sign-in/", {"username": "a-inspector", "password": "x"})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 900
