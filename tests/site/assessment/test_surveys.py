"""Surveys: a code works once, few answers are shown to nobody, and a survey is its draw's alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from tests.site.acting import Acting
from tests.site.assessment.asked import ASKED, answered, codes, drawn
from tests.site.assessment.conftest import HOMES, UNITS
from tests.site.assessment.entered import worked
from tests.site.conftest import client_for
from tests.site.reading import words_of

import bangfu
from bangfu.errors import BangfuError
from bangfu.facts.writing import write_case
from bangfu.site.assessment import surveying
from bangfu.site.assessment.models import Answer, Cell, Line, Slip, Survey
from bangfu.site.exchange.scoped import case_for

RUNNING = 2020


def test_a_survey_needs_an_inspection_that_is_open(acting: Acting) -> None:
    draw = drawn(acting, opened=False)
    with acting("inspection_office") as account, pytest.raises(ProgrammingError), transaction.atomic():
        surveying.prepare(account, draw, ASKED, by_helper=False)


@pytest.mark.parametrize("role", ["county_office", "inspector", "county_leader", "unit_contact"])
def test_the_inspection_office_alone_makes_surveys_and_sees_slips(
    acting: Acting, survey: Survey, role: str
) -> None:
    with acting(role) as account:
        assert not Slip.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            surveying.prepare(account, survey.draw, "pairing_satisfaction", by_helper=True)
        with pytest.raises(DatabaseError), transaction.atomic():
            Slip.objects.create(code="AAAA-AAAA", cell=Cell.objects.filter(survey=survey.pk)[0])


def test_a_draw_is_asked_a_question_once_and_a_household_has_one_slip(acting: Acting, survey: Survey) -> None:
    with acting("inspection_office") as account:
        with pytest.raises(BangfuError, match="survey_made"):
            surveying.prepare(account, survey.draw, ASKED, by_helper=False)
        cell = Cell.objects.filter(survey=survey)[0]
        with pytest.raises(IntegrityError), transaction.atomic():
            Slip.objects.create(code="AAAA-AAAA", cell=cell)
        with pytest.raises(IntegrityError), transaction.atomic():
            Cell.objects.create(survey=survey, place_id=cell.place_id, drawn=1)


@pytest.mark.parametrize("role", ["county_office", "unit_contact", "township_clerk", "responsible_helper"])
def test_answers_are_entered_by_who_inspects(acting: Acting, survey: Survey, role: str) -> None:
    code = codes(acting, "u1")[0]
    with acting(role), pytest.raises(ProgrammingError), transaction.atomic():
        surveying.answer(survey, code, "yes")
    assert client_for(role, "d").post(f"/assessment/surveys/{survey.pk}/answer/", {}).status_code == 403
    assert code in codes(acting, "u1")


@pytest.mark.parametrize("code", ["AAAA-AAAA", "", "x" * 16, "' or true --"])
def test_a_code_that_is_none_is_told(acting: Acting, survey: Survey, code: str) -> None:
    answer = client_for("inspector", "d").post(
        f"/assessment/surveys/{survey.pk}/answer/", {"code": code, "answer": "yes"}
    )
    assert "有内容需要改" in words_of(answer)


def test_a_code_works_once(acting: Acting, survey: Survey) -> None:
    client, code = client_for("inspector", "d"), codes(acting, "u1")[0]
    here = f"/assessment/surveys/{survey.pk}/answer/"
    assert client.post(here, {"code": code, "answer": "yes"}).status_code == 302
    assert "没有这个码，或者已经录过了" in words_of(client.post(here, {"code": code, "answer": "no"}))
    with acting("inspector"):
        assert [p.come for p in surveying.progress(survey)] == [1, 0, 0, 0]


def test_fewer_than_five_are_shown_to_nobody_and_counted_by_nothing(acting: Acting, survey: Survey) -> None:
    answered(acting, survey, "u1", "yyny---")
    worked(acting, RUNNING)
    for role in (
        "county_office",
        "inspection_office",
        "inspector",
        "county_leader",
        "unit_contact",
        "township_clerk",
    ):
        with acting(role) as account:
            assert not Answer.objects.exists(), role
            assert case_for(account)["surveys"].num_rows == 0
    with acting("county_office"):
        assert value_of("u1") is None


def test_five_count_and_open_as_bare_answers(acting: Acting, survey: Survey) -> None:
    answered(acting, survey, "u1", "yynyy-")
    worked(acting, RUNNING)
    with acting("county_office") as account:
        assert value_of("u1") == "4/5"
        assert set(case_for(account)["surveys"]["draw"].to_pylist()) == {survey.draw_id}
    page = words_of(client_for("unit_contact", "d").get(
        f"/assessment/dachuan-2017-96-areas/{RUNNING}/unit:u1:东/{ASKED}/"
    ))  # fmt: skip
    assert page.count("满意</span>") == 4 or page.count("满意") >= 4
    for household in range(HOMES):
        assert f"h-u1-{household}" not in page


def test_a_survey_comes_to_the_same_in_the_exported_case(
    acting: Acting, survey: Survey, tmp_path: Path
) -> None:
    answered(acting, survey, "u1", "yynyy-")
    answered(acting, survey, "u2", "nnn")
    worked(acting, RUNNING)
    with acting("county_office") as account:
        write_case(case_for(account), tmp_path)
        told = [row.told["zh"] for row in Line.objects.all()]
    found = bangfu.assess(tmp_path, "dachuan-2017-96-areas", RUNNING, date(2020, 4, 15))
    assert list(found.lines("zh")) == told


def value_of(unit: str) -> str | None:
    line = Line.objects.get(organisation=unit).told["en"]
    return next(i["value"] for i in line["indicators"] if i["indicator"] == ASKED)


def test_households_are_asked_of_the_unit_of_their_helper(acting: Acting) -> None:
    draw = drawn(acting)
    with acting("inspection_office") as account:
        made = surveying.prepare(account, draw, "pairing_satisfaction", by_helper=True)
        cells = Cell.objects.filter(survey=made)
        assert {c.organisation_id: c.drawn for c in cells} == dict.fromkeys(UNITS, HOMES - 2)


def test_slips_name_no_household(acting: Acting, survey: Survey) -> None:
    client = client_for("inspection_office", "d")
    page = words_of(client.get(f"/assessment/surveys/{survey.pk}/slips/"))
    assert all(code in page for code in codes(acting, "u1"))
    assert "户主" not in page.replace("不写户主姓名", "")
    assert client_for("inspector", "d").get(f"/assessment/surveys/{survey.pk}/slips/").status_code == 403
    assert client.get("/assessment/surveys/").status_code == 200
    assert client.get(f"/assessment/surveys/{survey.pk}/").status_code == 200
