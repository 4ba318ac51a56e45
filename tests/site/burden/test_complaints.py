"""Everybody says what is too much; the office reads no more than is told of it, and the database tells it no name that was not given."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.site.acting import refused
from tests.site.burden.steps import CADRE, CLERK, LEADER, OFFICE, Steps
from tests.site.routes import group
from tests.site.world import FAR, OWN

from bangfu.site.burden.complaining import About, Told, about, complain, counted, reply, told
from bangfu.site.burden.models import Complaint, Reply

SAID = "一件事要填三张表"
PAGE = About("attendance", "attendance")
EVERYBODY = sorted(group("everybody"))


def say(steps: Steps, who: str = CADRE, *, named: bool = False, of: About = PAGE) -> str:
    return steps.by(who, lambda user: complain(user, of, SAID, named=named).pk)


def heard(steps: Steps, who: str = OFFICE) -> list[Told]:
    return [one for one in steps.by(who, lambda _: told()) if one.text == SAID]


def cells(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@pytest.mark.parametrize("who", [role for role in EVERYBODY if role != CADRE])
def test_nobody_else_reads_who_said_it_by_any_question(steps: Steps, who: str) -> None:
    said = say(steps)

    def search(_user: object) -> list[str]:
        questions = [
            "select c::text from burden_complaint c",
            "select t::text from burden_told() t",
            "select t::text from burden_reply t",
        ]
        return [row for question in questions for (row,) in cells(question) if said in row]

    found = steps.by(who, search)
    assert bool(found) == (who == OFFICE)
    assert all("99-a-resident_cadre" not in row and OWN.text(CADRE) not in row for row in found)


def test_what_the_office_reads_holds_no_account_and_no_hour() -> None:
    assert {one.name for one in fields(Told)}.isdisjoint({"by", "at", "account", "person", "named"})


def test_the_office_reads_no_name_and_of_the_only_cadre_no_role(steps: Steps) -> None:
    say(steps)
    [one] = heard(steps)
    assert (one.role, one.township, one.name, one.state) == ("", None, "", "received")


def test_a_name_that_was_ticked_is_told_to_the_office_alone(steps: Steps) -> None:
    say(steps, named=True)
    assert [one.name for one in heard(steps)] == [OWN.text(CADRE)]
    for who in (LEADER, CLERK, "organization_department", "township_leader"):
        assert not heard(steps, who)


def test_nobody_speaks_in_the_name_of_another(steps: Steps) -> None:
    def forge(_user: object) -> None:
        Complaint(
            text=SAID, route="x", on=steps.day, by="99-a-county_leader", at="2020-04-15T08:00:00+08:00"
        ).save(force_insert=True)

    with pytest.raises(DatabaseError, match="burden_not_yours"):
        steps.by(CADRE, forge)


def test_role_and_county_are_written_by_the_database(steps: Steps) -> None:
    def dress(user: Any) -> Complaint:
        made = Complaint(
            text=SAID, named=True, route="x", role=LEADER, county_id=FAR.village // 10**6 * 10**6, on=steps.day, by=user.pk, at="2020-04-15T08:00:00+08:00"
        )  # fmt: skip
        made.save(force_insert=True)
        return Complaint.objects.get(pk=made.pk)

    found = steps.by(CADRE, dress)
    assert (found.role, found.county_id) == (CADRE, OWN.village // 10**6 * 10**6)  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_says_it_and_reads_the_answer(steps: Steps, who: str) -> None:
    said = say(steps, who)
    steps.by(OFFICE, lambda user: reply(user, said, "mended", "已经合成一张"))
    mine = steps.by(who, lambda _: [one.text for one in Reply.objects.filter(complaint=said)])
    assert mine == ["已经合成一张"]
    assert [one.state for one in heard(steps)] == ["mended"]


@pytest.mark.parametrize("who", [CADRE, CLERK, LEADER, "organization_department"])
def test_only_the_office_answers(steps: Steps, who: str) -> None:
    said = say(steps)
    assert (
        refused(lambda: steps.by(who, lambda user: reply(user, said, "declined", "不行")))
        == "burden_not_yours"
    )


def test_an_answer_has_words_and_is_for_something_that_was_said(steps: Steps) -> None:
    said = say(steps)
    assert (
        refused(lambda: steps.by(OFFICE, lambda user: reply(user, said, "answered", " ")))
        == "burden_needs_words"
    )
    assert (
        refused(lambda: steps.by(OFFICE, lambda user: reply(user, "99-none", "answered", "好的")))
        == "burden_not_yours"
    )
    other = FAR.id("burdensaid")
    assert (
        refused(lambda: steps.by(OFFICE, lambda user: reply(user, other, "answered", "好的")))
        == "burden_not_yours"
    )


def test_nothing_that_was_said_is_changed(steps: Steps) -> None:
    said = say(steps)
    with pytest.raises(DatabaseError), steps.acting(CADRE), transaction.atomic():
        Complaint.objects.filter(pk=said).update(text="没什么")


def test_the_page_says_what_it_is_about(steps: Steps) -> None:
    number = OWN.number
    found = steps.by("responsible_helper", lambda user: about(f"/duties/2020-04-15/{number}/", user.role))
    assert found == About("why", "duties", "gansu-2019-33", "helper-household-visits")
    form = OWN.id("burdenform")
    assert steps.by(CADRE, lambda user: about(f"/burden/forms/{form}/fill/", user.role)).form == form
    assert steps.by(CADRE, lambda user: about(f"/burden/forms/{FAR.id('burdenform')}/", user.role)).form == ""
    assert steps.by(CADRE, lambda user: about("/no/such/page/", user.role)) == About("home")


def test_they_are_counted_without_words_for_whoever_looks_over_the_county(steps: Steps) -> None:
    say(steps)
    say(steps, "responsible_helper")
    day = steps.day
    assert ("attendance", "attendance", "", "", "", 2) in steps.by(LEADER, lambda _: counted(day, day))
    for who in (CADRE, CLERK, "unit_leader"):
        assert not steps.by(who, lambda _: counted(day, day))
