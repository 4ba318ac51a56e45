"""The why page: what counted, what did not and the first test it fails, and what is missing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.verdict.oracle_roster import Facts
from tests.verdict.situations import OTHER_VILLAGE, POOR_VILLAGE, act, judged, secretary, tongwei

from bangfu.errors import BangfuError
from bangfu.language import Language
from bangfu.regulation.packs import shipped
from bangfu.verdict.explain import MOST_NOT_COUNTED, Explanation, explain

DACHUAN, GANSU = "dachuan-2017-96", "gansu-2019-33"


def _why(
    facts: Facts, as_of: date, regulation: str, duty: str, tongue: Language = "en", **who: Any
) -> Explanation:
    return explain(judged(facts, as_of, regulation), shipped()[regulation], duty, tongue=tongue, **who)


def _visit(id_: str, *on: int, **cells: Any) -> dict[str, Any]:
    return act(id_, "household_visit", *on, **{"person": "p1", "household": "h1"} | cells)


def test_every_entry_near_the_verdict_has_its_reason() -> None:
    acts = [
        act("counted", "resident_day", 2018, 3, 5, until=date(2018, 3, 12), person="p1"),
        act("again", "resident_day", 2018, 3, 6, person="p1", place=POOR_VILLAGE),
        act("elsewhere", "resident_day", 2018, 3, 20, person="p1", place=OTHER_VILLAGE),
        act("leave", "leave_day", 2018, 3, 21, person="p1"),
        act("future", "resident_day", 2018, 7, 2, person="p1"),
        act("another", "resident_day", 2018, 3, 7, person="p2", place=POOR_VILLAGE),
        act("before", "resident_day", 2017, 12, 30, person="p1", place=POOR_VILLAGE),
    ]
    why = _why(
        secretary(activities=acts), date(2018, 7, 1), DACHUAN, "secretary-residence-share", person="p1"
    )
    assert [e.id for e in why.counted] == ["counted"]
    assert {e.id: e.reason for e in why.not_counted} == {
        "again": "same_day", "elsewhere": "other_target", "leave": "other_kind", "future": "after_as_of", "before": "other_period",
    }  # fmt: skip
    assert all(e.sentence for e in why.not_counted)
    assert why.line["achieved"] == pytest.approx(8 / 250)
    assert [r.id for r in why.readings] == why.line["readings"]


def test_what_is_outside_the_dates_in_force_is_told_so() -> None:
    acts = [
        act("early", "party_committee_study", 2019, 7, 30, organisation="o1"),
        act("first", "party_committee_study", 2019, 7, 31, organisation="o1"),
    ]
    why = _why(tongwei(activities=acts), date(2019, 12, 1), GANSU, "party-committee-study", organisation="o1")
    assert [e.id for e in why.counted] == ["first"]
    assert [(e.id, e.reason) for e in why.not_counted] == [("early", "not_in_force")]


def test_done_after_the_due_part_of_the_year_is_another_time_and_not_a_double() -> None:
    facts = tongwei(
        households=[{"id": "h1", "place": "621121101201", "kinds": "registered"}],
        pairings=[{"person": "p1", "household": "h1"}],
        activities=[act("late", "plan_revision", 2020, 5, 4, person="p1", household="h1")],
    )
    why = _why(
        facts, date(2021, 1, 1), GANSU, "household-plan-revision", period=date(2020, 5, 1), person="p1"
    )
    assert why.line["status"] == "judgement"
    assert [(e.id, e.reason) for e in why.not_counted] == [("late", "other_period")]


def test_before_the_post_and_elsewhere_are_two_reasons() -> None:
    acts = [
        act("before", "resident_day", 2018, 1, 3, person="p1", place=POOR_VILLAGE),
        act("elsewhere", "resident_day", 2018, 3, 20, person="p1", place=OTHER_VILLAGE),
    ]
    posts = [{"role": "first_secretary", "person": "p1", "place": POOR_VILLAGE, "start": date(2018, 1, 5)}]
    facts = secretary(posts=posts, activities=acts)
    why = _why(facts, date(2018, 7, 1), DACHUAN, "secretary-residence-share", person="p1")
    assert {e.id: e.reason for e in why.not_counted} == {"before": "not_in_post", "elsewhere": "other_target"}


def test_a_day_off_and_a_day_counted_already_are_two_reasons() -> None:
    acts = [
        act("counted", "resident_day", 2020, 5, 6, person="p2"),
        act("again", "resident_day", 2020, 5, 6, person="p2", place="621121101201"),
        act("holiday", "resident_day", 2020, 5, 4, person="p2"),
    ]
    why = _why(tongwei(activities=acts), date(2020, 6, 1), GANSU, "resident-workdays", person="p2")
    assert [e.id for e in why.counted] == ["counted"]
    assert {e.id: e.reason for e in why.not_counted} == {"again": "same_day", "holiday": "not_a_workday"}


def test_whoever_came_after_the_base_was_settled_is_no_part_of_it() -> None:
    acts = [_visit("a1", 2018, 4, 9), _visit("new", 2018, 6, 1, household="h3")]
    who = {"person": "p1", "period": date(2018, 6, 30)}
    why = _why(secretary(activities=acts), date(2018, 7, 1), DACHUAN, "secretary-quarterly-coverage", **who)
    assert [e.id for e in why.counted] == ["a1"]
    assert [(e.id, e.reason) for e in why.not_counted] == [("new", "not_in_base")]


def test_a_circular_of_this_month_that_fills_the_month_before_is_told_so() -> None:
    facts = secretary(
        organisations=[{"id": "od", "level": "county", "place": "511703"}],
        posts=[{"role": "organization_department", "organisation": "od", "place": "511703", "start": date(2018, 3, 1)}],
        activities=[act("april", "monthly_circular", 2018, 4, 10, organisation="od", place="511703")],
    )  # fmt: skip
    march, april = (
        _why(
            facts, date(2018, 6, 15), DACHUAN, "monthly-circular", organisation="od", period=date(2018, m, 1)
        )
        for m in (3, 4)
    )
    assert [e.id for e in march.counted] == ["april"]
    assert march.line["status"] == "met"
    assert [(e.id, e.reason) for e in april.not_counted] == [("april", "filled_before")]
    assert april.line["status"] == "unmet"


def test_the_readings_not_taken_and_how_the_first_day_is_known_are_told() -> None:
    first, second = (
        _why(
            tongwei(), date(2020, 12, 1), GANSU, "leader-village-visits", person="p1", period=date(year, 9, 1)
        )
        for year in (2019, 2020)
    )
    assert first.start_note == shipped()[GANSU].regulation.start_note
    assert second.start_note is None
    plain = json.loads(json.dumps(first.as_dict(), default=str))
    assert plain["start_note"]["zh"]
    assert all("others" in reading for reading in plain["readings"])


def test_hundreds_of_entries_make_a_list_that_ends() -> None:
    acts = [act(f"a{n}", "leave_day", 2018, 1 + n % 6, 1 + n % 28, person="p1") for n in range(300)]
    why = _why(
        secretary(activities=acts), date(2018, 7, 1), DACHUAN, "secretary-residence-share", person="p1"
    )
    assert len(why.not_counted) == MOST_NOT_COUNTED


def test_missing_names_the_households_of_the_base_that_were_not_reached() -> None:
    acts = [
        _visit("a1", 2018, 4, 9),
        _visit("a2", 2018, 3, 30, household="h2"),
        _visit("a3", 2018, 6, 1, household="h3"),
    ]
    who = {"person": "p1", "period": date(2018, 6, 30)}
    why = _why(secretary(activities=acts), date(2018, 7, 1), DACHUAN, "secretary-quarterly-coverage", **who)
    assert why.line["achieved"] == pytest.approx(1 / 2)
    assert why.missing == ["h2"], "h3 came in May: not of this quarter's base"


def test_a_visit_before_the_regulation_began_reached_nobody() -> None:
    posts = [{"role": "first_secretary", "person": "p1", "place": POOR_VILLAGE}]
    acts = [_visit("early", 2017, 8, 1), _visit("a2", 2017, 9, 8, household="h2")]
    who = {"person": "p1", "period": date(2017, 9, 30)}
    why = _why(
        secretary(posts=posts, activities=acts),
        date(2017, 10, 1),
        DACHUAN,
        "secretary-quarterly-coverage",
        **who,
    )
    assert why.missing == ["h1"]


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_it_speaks_both_languages_and_is_plain_data(tongue: Language) -> None:
    why = _why(secretary(activities=[_visit("a1", 2018, 4, 9)]), date(2018, 7, 1), DACHUAN, "secretary-monthly-households", tongue,
               person="p1", period=date(2018, 4, 1))  # fmt: skip
    plain = json.loads(json.dumps(why.as_dict(), ensure_ascii=False))
    assert plain["counted"][0]["on"] == "2018-04-09"
    assert why.text
    assert why.number == shipped()[DACHUAN].regulation.number
    assert any("一" <= c <= "鿿" for c in why.asks) == (tongue == "zh")


@pytest.mark.parametrize(
    ("duty", "who"),
    [("no-such-duty", {}), ("party-committee-study", {}), ("party-committee-study", {"organisation": "o9"})],
)
def test_no_verdict_or_more_than_one_is_refused(duty: str, who: dict[str, str]) -> None:
    with pytest.raises(BangfuError) as caught:
        _why(tongwei(), date(2020, 3, 1), GANSU, duty, **who)
    assert [p.code for p in caught.value.problems] == ["no_such_verdict"]
