"""Personal data in full: refused, then shown with a reason that is kept."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.db import transaction
from tests.site import world
from tests.site.conftest import client_for

from bangfu.site.web.limits import LIMITS
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Unmasking

pytestmark = pytest.mark.usefixtures("site")
URL = "/unmask/household/99-own-household/"
ASK = {"field": "id_number", "reason": "核对低保名单"}


def looks() -> int:
    with transaction.atomic():
        enter("99-a-audit_admin")
        return Unmasking.objects.filter(reason=ASK["reason"]).count()


@pytest.mark.parametrize(
    "role", ["responsible_helper", "county_leader", "provincial_analyst", "system_admin"]
)
def test_who_may_not_unmask_is_refused(role: str) -> None:
    assert client_for(role).post(URL, ASK).status_code == 403
    assert looks() == 0


@pytest.mark.parametrize(
    ("url", "ask"),
    [
        ("/unmask/household/99-far-household/", ASK),
        ("/unmask/household/99-none/", ASK),
        ("/unmask/account/99-a-inspector/", ASK),
        (URL, ASK | {"field": "key"}),
    ],
)
def test_another_county_a_missing_row_and_another_field_look_alike(url: str, ask: dict[str, str]) -> None:
    assert client_for("county_office").post(url, ask).status_code == 404
    assert looks() == 0


@pytest.mark.parametrize("reason", ["", "    ", "看"])
def test_without_a_reason_nothing_is_shown(reason: str) -> None:
    answer = client_for("county_office").post(URL, ASK | {"reason": reason})
    assert answer.status_code == 302
    assert world.OWN.secret not in answer.content.decode()


def test_with_a_reason_it_is_shown_and_kept_for_the_audit() -> None:
    office = client_for("county_office")
    assert world.OWN.secret not in office.get("/households/99-own-household/").content.decode()
    answer = office.post(URL, ASK, headers={"HX-Request": "true"})
    assert world.OWN.secret in answer.content.decode()
    assert looks() == 1
    assert ASK["reason"] in client_for("audit_admin").get("/audit/unmaskings/").content.decode()


def test_who_looks_too_often_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "unmask", type(LIMITS["unmask"])(2, 3600))
    office = client_for("county_office")
    assert [office.post(URL, ASK).status_code for _ in range(3)] == [200, 200, 429]
    refused = office.post(URL, ASK, headers={"Accept": "application/json"})
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.json()["problems"][0]["code"] == "too_often"
    assert client_for("inspector").post(URL, ASK).status_code == 200


def test_the_form_that_corrects_a_household_does_not_show_its_head_and_keeps_it_where_it_stays_empty() -> (
    None
):
    office, url = client_for("county_office"), "/households/99-own-household/correct/"
    assert world.OWN.text("户主") not in office.get(url).content.decode()
    left = {"place": world.OWN.village, "head": "", "start": "2019-01-01", "reason": "改开始日期"}
    assert office.post(url, left).status_code == 302
    shown = office.post(URL, ASK | {"field": "head"}, headers={"HX-Request": "true"})
    assert world.OWN.text("户主") in shown.content.decode()


@pytest.mark.parametrize("role", ["township_clerk", "county_office", "inspector", "county_leader"])
def test_no_page_and_no_ordinary_file_shows_a_head_in_full(role: str) -> None:
    client, head = client_for(role), world.OWN.text("户主")
    pages = (
        "/households/",
        "/households/99-own-household/",
        "/people/99-own-person/",
        "/ledger/",
        "/duties/",
    )
    for url in (*pages, "/roster/export/csv/", "/ledger/export/csv/", "/record/data.json"):
        answer = client.get(url)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert head.encode() not in unpacked(content), url


def unpacked(content: bytes) -> bytes:
    """The files of a packed folder one after the other; anything else as it is."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return b"".join(folder.read(name) for name in folder.namelist())
