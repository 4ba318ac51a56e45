"""What the audit sees, and that nobody alters it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.site.conftest import client_for

from bangfu.site.accounts.histories import TABLES
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Act

pytestmark = pytest.mark.usefixtures("site")
PAGES = ("history/", "sign-ins/", "unmaskings/", "exports/", "security/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["county_office", "system_admin", "security_admin"])
def test_only_the_audit_administrator_opens_the_audit(role: str, page: str) -> None:
    assert client_for(role).get(f"/audit/{page}").status_code == 403
    assert client_for(role).get(f"/audit/{page}export/").status_code == 403


@pytest.mark.parametrize("table", ["web_act", "web_unmasking", "web_accountevent", "roster_householdevent"])
@pytest.mark.parametrize("role", ["audit_admin", "security_admin", "county_office"])
def test_nobody_alters_or_empties_a_log(role: str, table: str) -> None:
    for statement in (f"delete from {table}", f"update {table} set id = id", f"truncate {table}"):
        with pytest.raises(DatabaseError), transaction.atomic():
            enter(f"99-a-{role}")
            connection.cursor().execute(statement)


def test_nobody_writes_an_act_of_another() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        enter("99-a-county_office")
        Act(kind="export", account="99-a-inspector", at="2020-04-15T00:00Z").save(force_insert=True)


def test_a_failed_and_a_good_sign_in_are_told() -> None:
    Client().post("/sign-in/", {"username": "a-nobody", "password": "wrong"})
    page = client_for("audit_admin").get("/audit/sign-ins/?account=a-nobody").content.decode()
    assert "登录失败" in page
    assert "127.0.0.1" in page


def test_a_file_taken_away_is_told_with_its_filters() -> None:
    assert client_for("inspector").get("/ledger/export/csv/?q=x").status_code == 200
    page = client_for("audit_admin").get("/audit/exports/?account=a-inspector").content.decode()
    assert "台账" in page
    assert "q=x" in page


def test_a_change_is_told_with_who_why_old_and_new_and_personal_data_stays_masked() -> None:
    clerk = client_for("township_clerk")
    household = {"place": 990001100201, "head": "欧阳锋刃", "start": "2019-01-01", "reason": "写错了名字"}
    assert clerk.post("/households/99-own-household/correct/", household).status_code == 302
    page = (
        client_for("audit_admin").get("/audit/history/?table=household&row=99-own-household").content.decode()
    )
    assert "写错了名字" in page
    assert "a-township_clerk" in page
    assert "欧**" in page
    assert "欧阳锋刃" not in page


def test_a_log_narrows_by_day_and_goes_along_as_a_file_that_is_logged_itself() -> None:
    audit = client_for("audit_admin")
    assert "没有这样的变更" in audit.get("/audit/history/?last=2001-01-01").content.decode()
    assert audit.get("/audit/history/?table=nothing").status_code == 404
    assert audit.get("/audit/history/export/?table=person").content.decode().startswith("\ufeffat,row")
    assert "变更记录" in audit.get("/audit/exports/").content.decode()


def test_a_number_that_no_row_of_a_table_can_have_narrows_nothing() -> None:
    for table in ("calendar", "disclosure", "place", "person"):
        address = f"/audit/history/?table={table}&row=abc"
        assert client_for("audit_admin").get(address).status_code == 200, table


def test_every_history_that_is_kept_can_be_read() -> None:
    kept = {
        model._meta.label
        for model in apps.get_models()
        if any(field.name == "pgh_obj" for field in model._meta.fields)
    }
    # What a paper said is for those who write it: its versions stand on its own page.
    assert {label for label, _ in TABLES.values()} == kept - {"papers.PaperVersion"}
    audit = client_for("audit_admin")
    for table in TABLES:
        assert audit.get(f"/audit/history/?table={table}").status_code == 200, table
