"""What a regulation needs and a roster lacks: holders, posts, anybody who could record an act."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.verdict.oracle_roster import Facts
from tests.verdict.random_case import case_from
from tests.verdict.situations import DACHUAN as PLACES
from tests.verdict.situations import OTHER_VILLAGE, secretary, tongwei

from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.verdict.gap import Gap
from bangfu.verdict.gaps import gaps
from bangfu.verdict.ground import Ground

GANSU, TONGWEI, DACHUAN = (shipped()[i] for i in ("gansu-2019-33", "tongwei-2018-59", "dachuan-2017-96"))
DAY = date(2020, 6, 30)
SECOND = "621121102"


def _gaps(facts: Facts, pack: Regulation = GANSU, first: date = DAY, last: date | None = None) -> list[Gap]:
    case = case_from(facts)
    with Ground.of(case, case.vocabulary([pack])) as ground:
        return gaps(ground, pack, first, last)


def _posts(*posts: dict[str, Any], places: tuple[dict[str, Any], ...] = ()) -> Facts:
    """The small county with further posts, and places."""
    facts = tongwei()
    some, other = facts["posts"][0], facts["places"][0]
    named = [{**some, "id": f"x{n}", **post} for n, post in enumerate(posts)]
    more = [{**other, "tags": None, "name": place["code"], **place} for place in places]
    return facts | {"posts": [*facts["posts"], *named], "places": [*facts["places"], *more]}


def _township(place: str, **days: date) -> dict[str, Any]:
    return {"role": "township_government", "organisation": "o2", "place": place, **days}


def _of(found: list[Gap], kind: str, role: str) -> list[Gap]:
    return [g for g in found if g.kind == kind and role in g.roles]


def test_a_regulation_of_another_place_lacks_nothing_here() -> None:
    assert _gaps(tongwei(), DACHUAN) == []


def test_a_role_that_nobody_holds_is_named_with_its_duties() -> None:
    (gap,) = _of(_gaps(tongwei()), "nobody", "township_government")
    assert gap.rules == ("team-leader-meeting",)
    assert gap.clauses == ("八(二)",)
    assert "无人承担" in gap.zh
    assert "nobody" in gap.en


def test_a_role_held_everywhere_is_no_gap() -> None:
    found = _gaps(_posts(_township("621121101")))
    assert not [g for g in found if "township_government" in g.roles]


def test_a_township_without_a_holder_is_named() -> None:
    places = ({"code": SECOND, "level": "township", "parent": "621121"},)
    (gap,) = _of(_gaps(_posts(_township("621121101"), places=places)), "places", "township_government")
    assert (gap.level, gap.missing, gap.of) == ("township", (SECOND,), 2)


def test_whoever_holds_it_on_another_day_is_not_there() -> None:
    facts = _posts(_township("621121101", end=date(2020, 3, 31)))
    assert _of(_gaps(facts), "nobody", "township_government")
    assert not _of(
        _gaps(facts, first=date(2020, 1, 1), last=date(2020, 12, 31)), "nobody", "township_government"
    )


def test_a_post_that_must_be_held_is_vacant_until_somebody_holds_it() -> None:
    (gap,) = _of(_gaps(tongwei()), "post", "county_chief_team_leader")
    assert (gap.missing, gap.of, gap.rules) == (("621121",), 1, ("county-chief-post",))
    chief = {"role": "county_chief_team_leader", "person": "p1", "organisation": None, "place": "621121"}
    assert not _of(_gaps(_posts(chief)), "post", "county_chief_team_leader")


def test_units_without_their_leader_are_named() -> None:
    (gap,) = _of(_gaps(tongwei(), TONGWEI), "post", "unit_head")
    assert (gap.level, gap.missing, gap.of) == ("unit", ("o2",), 2)
    (leaders,) = _of(_gaps(tongwei()), "units", "unit_leader")
    assert leaders.missing == ("o2",)


def test_villages_count_only_where_they_have_households_to_help() -> None:
    assert not _of(_gaps(tongwei()), "places", "responsible_helper")
    homes = [{"id": "h1", "place": "621121101201", "kinds": "registered"}]
    assert _of(_gaps(tongwei(households=homes)), "nobody", "responsible_helper")


def test_what_counts_only_for_duties_of_nobody_cannot_be_recorded() -> None:
    found = {g.activity for g in _gaps(tongwei()) if g.kind == "activity"}
    assert "chief_leader_meeting" in found
    assert "party_committee_study" not in found  # the prefecture is missing, the units are there
    # Letters may be recorded by anyone, although no lead unit is there.
    assert "commitment_letter" not in found


def test_steps_of_other_days_are_not_asked() -> None:
    rules = {rule for g in _gaps(tongwei(), TONGWEI) for rule in g.rules}
    assert "supervision-meeting" not in rules
    before = {rule for g in _gaps(tongwei(), TONGWEI, date(2018, 9, 15)) for rule in g.rules}
    assert "supervision-meeting" in before


def test_rules_for_villages_that_are_not_there_lack_nobody() -> None:
    found = _gaps(secretary(), DACHUAN, date(2018, 6, 1))
    (gap,) = _of(found, "nobody", "first_secretary")
    assert gap.rules == ("other-secretary-coverage", "other-secretary-monthly-days")
    all_poor = secretary(places=[p for p in PLACES if p["code"] != OTHER_VILLAGE])
    found = _gaps(all_poor, DACHUAN, date(2018, 6, 1))
    assert not _of(found, "nobody", "first_secretary")
    assert _of(found, "nobody", "county_liaison_leader")
