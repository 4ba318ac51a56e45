"""Who decides on a version, once, and that the database holds them to it; what is in force changes by that alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from tests.site.acting import Acting, acting_as
from tests.site.conftest import ClientFor, client_for
from tests.site.studio.making import COUNTY, brought, changed, headed, settled, visits

from bangfu.errors import BangfuError
from bangfu.regulation.packs import worded
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Adoption
from bangfu.site.studio.models import Version
from bangfu.site.studio.versions import State, decide, submit

Adopt = Callable[[Version], Version]
OWN = "county_office"  # who may both draft and adopt, only not the own version
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


def refused(said: type[DatabaseError] | str, statement: str, *values: str | int) -> None:
    """The database refuses a statement in these words."""
    with pytest.raises(DatabaseError, match=str(said)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def codes(error: pytest.ExceptionInfo[BangfuError]) -> list[str]:
    return [p.code for p in error.value.problems]


@pytest.mark.parametrize("state", [State.ADOPTED, State.RETURNED])
def test_whoever_made_it_decides_nothing(acting: Acting, waiting: Version, state: str) -> None:
    with acting(OWN) as account, pytest.raises(BangfuError) as error:
        decide(account, waiting, state, "自己批")
    assert codes(error) == ["studio_second"]
    with acting(OWN):
        change = "update studio_version set state = %s, decided_by = %s, decision = 'x', decided_at = now() where id = %s"
        refused("studio_second", change, state, f"99-a-{OWN}", waiting.pk)
        refused("not_your_draft", change, state, "99-a-county_leader", waiting.pk)  # in somebody else's name
        assert Version.objects.get(pk=waiting.pk).state == State.SUBMITTED
        assert not Adoption.objects.filter(regulation=waiting.regulation).exists()


def test_the_page_offers_its_maker_nothing_but_to_withdraw(browser: ClientFor, waiting: Version) -> None:
    mine, leader = browser(OWN), browser("county_leader")
    page = mine.get(f"/studio/versions/{waiting.pk}/").content.decode()
    assert 'value="withdrawn"' in page
    assert 'value="adopted"' not in page
    answer = mine.post(f"/studio/versions/{waiting.pk}/decide/", {"state": "adopted"})
    assert (answer.status_code, "提交的人不能自己批准" in answer.content.decode()) == (422, True)
    assert (
        leader.post(f"/studio/versions/{waiting.pk}/decide/", {"state": "returned"}).status_code == 422
    )  # without a reason
    assert leader.post(f"/studio/versions/{waiting.pk}/decide/", {"state": "withdrawn"}).status_code == 422
    assert leader.post(f"/studio/versions/{waiting.pk}/decide/", {"state": "adopted"}).status_code == 302
    assert waiting.regulation in leader.get("/regulations/").content.decode()


def test_another_person_adopts_it_once(acting: Acting, waiting: Version, adopt: Adopt) -> None:
    done = adopt(waiting)
    assert (done.state, done.decided_by) == (State.ADOPTED, "99-a-county_leader")
    for state in (State.ADOPTED, State.RETURNED, State.WITHDRAWN, State.SUBMITTED):
        with acting("county_leader") as account, pytest.raises(BangfuError) as error:
            decide(account, Version.objects.get(pk=waiting.pk), state, "再来")
        assert codes(error) == ["studio_state"]
    with acting("responsible_helper"):  # whoever signs in knows what is in force
        row = Adoption.objects.get(regulation=waiting.regulation)
        assert (row.place and row.place.pk, row.pack, row.adopted_by) == (
            COUNTY,
            waiting.pack,
            "99-a-county_leader",
        )
        assert law().title(waiting.regulation, "visits") == "走访"


@pytest.mark.parametrize("state", [State.RETURNED, State.WITHDRAWN])
def test_what_was_returned_or_withdrawn_is_never_adopted(
    acting: Acting, waiting: Version, adopt: Adopt, state: str
) -> None:
    with acting("county_leader" if state == State.RETURNED else OWN) as account:
        decide(account, waiting, state, "次数不对")
    with pytest.raises(BangfuError) as error:
        adopt(waiting)
    assert codes(error) == ["studio_state"]
    with acting(OWN) as account:  # but handed in again
        assert submit(account, waiting.draft, "改好了").number == 2


def test_of_a_draft_one_version_waits(acting: Acting, waiting: Version) -> None:
    with acting(OWN) as account, pytest.raises(BangfuError) as error:
        submit(account, waiting.draft, "再交一次")
    assert codes(error) == ["studio_waiting"]


def test_what_was_changed_meanwhile_is_not_written_over(
    acting: Acting, waiting: Version, adopt: Adopt
) -> None:
    adopt(waiting)
    with acting(OWN) as account:
        pack = law().packs[waiting.regulation]
        first, second = changed(account, pack, 3), changed(account, pack, 4)
    adopt(first)
    with pytest.raises(BangfuError) as error:
        adopt(second)
    assert codes(error) == ["studio_stale"]
    with acting(OWN):
        assert Adoption.objects.get(regulation=waiting.regulation).pack == first.pack
        assert Version.objects.get(pk=second.pk).state == State.SUBMITTED


def test_whoever_reviews_sees_it_beside_what_is_in_force_by_now(
    acting: Acting, browser: ClientFor, waiting: Version, adopt: Adopt
) -> None:
    """Begun before another change was adopted, it would take that back: so it is told."""
    adopt(waiting)
    with acting(OWN) as account:
        pack = law().packs[waiting.regulation]
        first = changed(account, pack, 3)
    adopt(first)
    with acting(OWN) as account:
        late = changed(account, pack, 4)
    page = browser("county_leader").get(f"/studio/versions/{late.pk}/").content.decode()
    assert "至少3次" in page
    assert "至少4次" in page
    assert "至少2次" not in page


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


def test_what_is_not_ready_is_not_handed_in(acting: Acting) -> None:
    with acting(OWN) as account:
        draft = brought(account)
        told = []
        for step in (lambda: headed(draft), lambda: settled(account, draft, visits(2))):
            with pytest.raises(BangfuError) as error:
                submit(account, draft, "")
            told += [(p.code, dict(p.details).get("count")) for p in error.value.problems]
            step()
        assert told == [("studio_open", "2"), ("studio_open", "2")]
        draft.head = {**draft.head, "number": ""}
        with pytest.raises(BangfuError) as error:
            submit(account, draft, "")
        assert codes(error) == ["studio_head"]
        assert worded("x", submit(account, headed(draft), "").pack).regulation.number == "某办发〔2020〕8号"
