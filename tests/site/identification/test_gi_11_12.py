"""GI-11: whoever on the roll was not looked at is listed by name; GI-12: the list in force hangs on every day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError
from tests.site.identification.steps import CLERK, DAYS, OFFICE, VILLAGE, Steps, later
from tests.site.world import TODAY

from bangfu.site.identification import screening
from bangfu.site.identification.coverage import Lead, coverage, leads
from bangfu.site.identification.models import Notice, NoticeLine, Screening
from bangfu.site.identification.posting import unposted
from bangfu.site.roster.models import Household


def listed(steps: Steps, code: str, who: str = CLERK) -> list[Lead]:
    with steps.acting(who) as user:
        return [lead for lead in leads(user) if lead.code == code]


def covered(steps: Steps, who: str = CLERK) -> tuple[int, int]:
    with steps.acting(who) as user:
        whole = coverage(user)
        assert whole is not None
        return whole.screened, whole.roll


def test_gi_11_through_the_database(steps: Steps) -> None:
    """Nothing marks a household as looked at but a screening with its result; and none leaves the roll while looked at."""
    steps.scheme()
    assert covered(steps) == (1, 1)  # that of the world
    found = steps.begun()
    assert (covered(steps), [lead.name for lead in listed(steps, "unscreened")]) == ((1, 2), ["赵新户"])
    with pytest.raises(DatabaseError), steps.acting(CLERK):
        Screening.objects.filter(pk=found.pk).update(state="appraised")
    steps.move(steps.say(found), "appraise")
    assert covered(steps) == (2, 2)
    assert covered(steps, OFFICE) == (3, 3)


def test_gi_11_through_the_site(steps: Steps) -> None:
    steps.roll()
    words = steps.browser(CLERK).get("/identify/leads/").content.decode()
    assert "赵**" in words
    assert "名册上的户还没有摸排" in words
    words = steps.browser(CLERK).get(f"/identify/villages/{VILLAGE}/").content.decode()
    assert words.count("还没有摸排") > 0
    assert 'max="2" value="1"' in steps.browser(CLERK).get("/identify/").content.decode()


def test_gi_11_through_programs(steps: Steps) -> None:
    assert steps.program(CLERK, "village", VILLAGE, "roll", head="孙某", people=4) == []
    assert [lead.name for lead in listed(steps, "unscreened")] == ["孙某"]


def test_people_who_are_not_on_file_are_listed(steps: Steps) -> None:
    steps.scheme()
    found = steps.say(steps.begun(roll=steps.roll(people=3)))
    steps.move(found, "appraise")
    steps.take(found, 1, 2)
    steps.post(found)
    with later(DAYS):
        steps.confirm(found)
    assert [(lead.name, lead.words) for lead in listed(steps, "fewer")] == [("赵新户", "1 / 3")]


def test_who_left_the_roll_for_a_reason_is_no_gap(steps: Steps) -> None:
    roll = steps.roll()
    assert steps.program(CLERK, "roll", roll.pk, "leave", why="迁") == ["api_field"]
    assert steps.program(CLERK, "roll", roll.pk, "leave", why="整户迁出") == []
    assert covered(steps) == (1, 1)
    steps.scheme()
    busy = steps.begun()
    assert steps.program(CLERK, "roll", busy.roll_id, "leave", why="整户迁出") == ["identify_under_way"]


def hang(steps: Steps) -> Notice:
    with steps.acting(CLERK) as user:
        scheme = screening.scheme_of(VILLAGE, "guangdong-2016-98")
        assert scheme is not None
        return screening.hang(user, VILLAGE, scheme, "村公告栏")


def gaps(steps: Steps, until: int) -> list[tuple[str, int, int]]:
    """The spans without the list, in days after the confirmation."""
    first = TODAY + timedelta(DAYS)
    with steps.acting(CLERK):
        found = unposted(VILLAGE, first + timedelta(until))
    return [(span.code, (span.first - first).days, (span.last - first).days) for span in found]


def test_gi_12_through_the_database(steps: Steps) -> None:
    found, household = steps.confirmed()
    assert gaps(steps, 3) == [("not_posted", 0, 3)]
    with later(DAYS + 2):
        notice = hang(steps)
    assert gaps(steps, 5) == [("not_posted", 0, 1)]
    with later(DAYS + 4), steps.acting(CLERK) as user:
        screening.take_down(user, notice)
    assert gaps(steps, 5) == [("not_posted", 0, 1), ("not_posted", 4, 5)]
    with later(DAYS + 6):
        hang(steps)
        with pytest.raises(DatabaseError), steps.acting(CLERK):  # a version that hangs is changed no more
            NoticeLine.objects.create(
                notice=Notice.objects.get(kind="standing", removed_on=None), screening=found
            )
    with later(DAYS + 8), steps.acting(OFFICE):
        Household.objects.filter(pk=household).update(end=TODAY + timedelta(DAYS + 8))
    assert gaps(steps, 10) == [("not_posted", 0, 1), ("not_posted", 4, 5), ("list_differs", 9, 10)]
    with later(DAYS + 10):
        hang(steps)
    assert gaps(steps, 12)[-1] == ("list_differs", 9, 9)


def test_a_list_that_is_not_the_one_in_force_is_not_posted(steps: Steps) -> None:
    found, _household = steps.confirmed()
    with later(DAYS):
        with pytest.raises(DatabaseError, match="identify_list_differs"), steps.acting(CLERK) as user:
            Notice.objects.create(
                place_id=VILLAGE, kind="standing", scheme=found.scheme, posted_on=TODAY, venue="村口", by=user.pk,
                at=f"{TODAY + timedelta(DAYS)} 10:00+08",
            )  # fmt: skip
        hang(steps)
        with pytest.raises(DatabaseError), steps.acting(CLERK):
            Notice.objects.filter(kind="standing").update(posted_on=TODAY)


def test_gi_12_through_the_site(steps: Steps) -> None:
    steps.confirmed()
    with later(DAYS):
        village = f"/identify/villages/{VILLAGE}/"
        assert "名单没有张贴" in steps.browser(CLERK).get(village).content.decode()
        assert "名单没有张贴" in steps.browser(OFFICE).get("/identify/leads/").content.decode()
        assert steps.page(CLERK, "village", VILLAGE, "hang", venue="村公告栏")[0] == 302
        assert "名单没有张贴" not in steps.browser(CLERK).get(village).content.decode()


def test_gi_12_through_programs(steps: Steps) -> None:
    steps.confirmed()
    with later(DAYS + 1):
        assert len(listed(steps, "not_posted", OFFICE)) == 1
        assert steps.program(CLERK, "village", VILLAGE, "hang", venue="村公告栏") == []
    with later(DAYS + 2):
        assert [(lead.code, lead.on) for lead in listed(steps, "not_posted", OFFICE)] == [
            ("not_posted", TODAY + timedelta(DAYS))
        ]
