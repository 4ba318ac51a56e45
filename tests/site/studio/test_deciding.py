"""Who decides on a version, once, and that the database holds them to it; what is in force changes by that alone."""

from __future__ import annotations

import psycopg
import pytest
from tests.site.acting import Acting
from tests.site.conftest import ClientFor
from tests.site.studio.asking import OWN, Adopt, codes, refused
from tests.site.studio.making import COUNTY, brought, changed, headed, settled, visits

from bangfu.errors import BangfuError
from bangfu.regulation.packs import worded
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Adoption
from bangfu.site.studio.models import Version
from bangfu.site.studio.versions import State, decide, submit


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


def test_a_draft_begun_before_another_change_takes_nothing_back_unseen(
    acting: Acting, browser: ClientFor, waiting: Version, adopt: Adopt
) -> None:
    adopt(waiting)
    with acting(OWN) as account:
        pack = law().packs[waiting.regulation]
        first = changed(account, pack, 3)
    adopt(first)
    with acting(OWN) as account, pytest.raises(BangfuError) as error:
        changed(account, pack, 4)
    assert codes(error) == ["studio_stale"]
    with acting(OWN) as account:
        late = changed(account, law().packs[waiting.regulation], 4)
    page = browser("county_leader").get(f"/studio/versions/{late.pk}/").content.decode()
    assert all(word in page for word in ("至少3次", "至少4次"))


@pytest.mark.parametrize("by", ["opened_by", "changed_by"])
def test_whoever_had_a_hand_in_it_decides_nothing(
    acting: Acting, owner: psycopg.Connection, waiting: Version, by: str
) -> None:
    """One who opened the draft or settled a rule of it, though another handed it in."""
    leader = "99-a-county_leader"
    table, column = ("studio_draft", "id") if by == "opened_by" else ("studio_provision", "draft_id")
    owner.execute(f"update {table} set {by} = %s where {column} = %s", [leader, waiting.draft_id])
    for state in (Version.State.ADOPTED, Version.State.RETURNED):
        with acting("county_leader") as account, pytest.raises(BangfuError) as error:
            decide(account, Version.objects.get(pk=waiting.pk), state, "不行")
        assert codes(error) == ["studio_second"]


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
