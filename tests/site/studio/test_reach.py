"""How far the studio reaches: nobody of another county, of another role or past a version changes what is in force."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from tests.site.acting import Acting, acting_as
from tests.site.conftest import ClientFor, client_for
from tests.site.studio.asking import OWN, Adopt, codes, refused
from tests.site.studio.making import COUNTY, brought

from bangfu.errors import BangfuError
from bangfu.site.studio.models import Version
from bangfu.site.studio.versions import State, decide

TABLES = (
    "document",
    "draft",
    "provision",
    "version",
    "trial",
    "draftevent",
    "provisionevent",
    "versionevent",
)


def test_another_county_knows_of_nothing_and_takes_nothing_over(
    acting: Acting, waiting: Version, adopt: Adopt
) -> None:
    there = acting_as("99-b-")
    for role in ("county_office", "county_leader"):
        browser = client_for(role, "b")
        assert browser.get(f"/studio/versions/{waiting.pk}/").status_code == 404
        assert browser.post(f"/studio/versions/{waiting.pk}/decide/", {"state": "adopted"}).status_code == 404
        assert browser.get(f"/studio/{waiting.draft_id}/").status_code == 404
        with there(role), connection.cursor() as cursor:
            cursor.execute("update studio_version set decision = 'x' where id = %s", [waiting.pk])
            assert cursor.rowcount == 0
    adopt(waiting)
    with there("county_office") as account:
        theirs = Version.objects.get(pk="99-far-studioversion")
        theirs.pk, theirs.draft_id, theirs.number = "99-new", "99-far-studiospare", 1
        theirs.regulation, theirs.made_by = waiting.regulation, account.pk
        theirs.save(force_insert=True)
    with there("county_leader") as account, pytest.raises(BangfuError) as error:
        decide(account, Version.objects.get(pk="99-new"), State.ADOPTED, "同意")
    assert codes(error) == ["studio_elsewhere"]


@pytest.mark.parametrize(
    "role", ["township_clerk", "organization_department", "inspector", "responsible_helper"]
)
def test_who_neither_drafts_nor_adopts_sees_nothing(acting: Acting, waiting: Version, role: str) -> None:
    with acting(role), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select count(*) from studio_{table}")
            assert cursor.fetchone() == (0,), table
        refused(
            "row-level security",
            "insert into studio_document (id, place_id, file, sm3, text, brought_by, brought_at) values ('x', %s, '', '', '', %s, now())",
            COUNTY,
            f"99-a-{role}",
        )
    assert client_for(role).get("/studio/").status_code == 403


@pytest.mark.parametrize("role", ["county_leader", "county_office", "system_admin"])
def test_nobody_writes_what_is_in_force(acting: Acting, waiting: Version, adopt: Adopt, role: str) -> None:
    adopt(waiting)
    with acting(role):
        refused(
            "permission denied",
            "insert into duties_adoption (regulation, pack, adopted_on, adopted_by) values ('x', '', now(), 'x')",
        )
        refused(
            "permission denied",
            "update duties_adoption set pack = '' where regulation = %s",
            waiting.regulation,
        )
        refused("permission denied", "delete from duties_adoption where regulation = %s", waiting.regulation)


def test_a_leader_does_not_draft(acting: Acting, waiting: Version) -> None:
    with acting("county_leader") as account:
        with pytest.raises(BangfuError) as error:
            brought(account)
        assert codes(error) == ["not_your_draft"]
        refused("row-level security", "insert into studio_draft (id, place_id, base, regulation, head, who, words, readings, opened_by, opened_at,"
                " closed) values ('x', %s, '', 'x', '{}', '{}', '[]', '[]', %s, now(), false)", COUNTY, account.pk)  # fmt: skip


def test_what_was_handed_in_does_not_change(acting: Acting, waiting: Version) -> None:
    with acting(OWN):
        refused("permission denied", "update studio_version set pack = 'x' where id = %s", waiting.pk)
        refused("permission denied", "delete from studio_version where id = %s", waiting.pk)
        refused("permission denied", "update studio_document set text = 'x'")


def test_a_leader_is_led_nowhere_that_is_closed(browser: ClientFor, waiting: Version) -> None:
    """Every address of the studio that a page shows to whoever only adopts opens for them."""
    leader = browser("county_leader")
    shown = {
        "/studio/",
        f"/studio/{waiting.draft_id}/",
        f"/studio/{waiting.draft_id}/text/",
        f"/studio/versions/{waiting.pk}/",
    }
    for page in sorted(shown):
        for address in re.findall(r'href="(/studio/[^"#?]*)', leader.get(page).content.decode()):
            assert leader.get(address).status_code == 200, (page, address)
