"""Single rows through their forms: what is refused stands at its field, and what is saved bears its reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from tests.site.acting import Acting
from tests.site.roster.conftest import Owner, SignIn

from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Place, Post

POST = {
    "role": "first_secretary",
    "person": "99-cadre",
    "organisation": "99-unit",
    "place": "990001100201",
    "start": "2020-02-01",
    "end": "",
}
PAIRING = {"person": "99-helper", "household": "99-h1", "start": "2020-02-01", "end": ""}
HOUSEHOLD = {"place": "990001100201", "head": "周平", "kinds": ["registered"], "start": "2020-01-01"}


def errors(response: Any) -> dict[str, list[str]]:
    """What the form says at each field."""
    assert response.status_code == 200
    return {field: list(said) for field, said in response.context["form"].errors.items()}


def code(response: Any, field: str) -> str:
    return response.context["form"].errors.as_data()[field][0].code


def test_the_same_post_at_the_same_time_is_refused_at_its_first_day(browser: SignIn) -> None:
    response = browser("county_office").post("/posts/new/", POST)
    assert list(errors(response)) == ["start"]
    assert code(response, "start") == "post_held_already"


def test_the_same_pairing_at_the_same_time_is_refused_at_its_first_day(browser: SignIn) -> None:
    response = browser("county_office").post("/pairings/new/", PAIRING)
    assert code(response, "start") == "paired_already"


def test_a_post_after_the_former_one_ended_is_saved(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    with acting("county_office"):
        old = Post.objects.get(person="99-cadre").pk
    ended = clerk.post(f"/posts/{old}/end/", {"end": "2020-01-31", "reason": "轮换"})
    assert ended.status_code == 302
    assert clerk.post("/posts/new/", POST).status_code == 302
    with acting("county_office"):
        held = Post.objects.filter(person="99-cadre").order_by("start").values_list("start", "end")
        assert [(str(s), str(e)) for s, e in held] == [("2019-01-01", "2020-01-31"), ("2020-02-01", "None")]


def test_a_last_day_before_the_first_is_refused_at_the_last(browser: SignIn) -> None:
    response = browser("county_office").post("/posts/new/", {**POST, "end": "2020-01-01"})
    assert code(response, "end") == "ends_before_it_starts"


def test_a_role_of_a_person_needs_the_person_and_one_of_a_unit_the_unit(browser: SignIn) -> None:
    clerk = browser("county_office")
    assert "person" in errors(clerk.post("/posts/new/", {**POST, "person": ""}))
    unit = {**POST, "role": "assisting_unit", "organisation": ""}
    assert "organisation" in errors(clerk.post("/posts/new/", unit))


@pytest.mark.parametrize(
    ("path", "words", "field"),
    [
        ("/posts/new/", {**POST, "person": "99-stranger"}, "person"),
        ("/posts/new/", {**POST, "organisation": "99-away"}, "organisation"),
        ("/posts/new/", {**POST, "place": "990002100201"}, "place"),
        ("/pairings/new/", {**PAIRING, "person": "99-stranger"}, "person"),
        ("/pairings/new/", {**PAIRING, "household": "99-hb"}, "household"),
        ("/people/new/", {"name": "新人", "organisation": "99-away"}, "organisation"),
        ("/households/new/", {**HOUSEHOLD, "place": "990002100201"}, "place"),
        ("/households/99-h1/move/", {"place": "990002100201", "on": "2020-03-01", "reason": "搬迁"}, "place"),
        (
            "/handovers/new/99-cadre/",
            {"successor": "99-stranger", "on": "2020-03-01", "reason": "轮换"},
            "successor",
        ),
    ],
)
def test_rows_of_another_county_cannot_be_chosen(
    browser: SignIn, path: str, words: dict[str, Any], field: str
) -> None:
    assert field in errors(browser("county_office").post(path, words))


@pytest.mark.parametrize(
    "path",
    [
        "/people/99-stranger/",
        "/people/99-stranger/correct/",
        "/organisations/99-away/",
        "/organisations/99-away/correct/",
        "/households/99-hb/",
        "/households/99-hb/move/",
        "/handovers/new/99-stranger/",
        "/places/990002100201/",
        "/people/99-nobody/",
    ],
)
def test_a_row_of_another_county_is_missing(browser: SignIn, path: str) -> None:
    assert browser("county_office").get(path).status_code == 404


def test_a_township_changes_nothing_beyond_its_border(browser: SignIn, acting: Acting) -> None:
    response = browser("township_clerk").post(
        "/organisations/99-unit/correct/",
        {"name": "改名", "level": "county", "place": "990001000000", "reason": "试试"},
    )
    assert response.status_code in (200, 404)
    with acting("county_office"):
        assert Organisation.objects.get(pk="99-unit").name == "县水务局"


def test_an_id_number_with_a_wrong_check_digit_is_refused(browser: SignIn) -> None:
    response = browser("county_office").post(
        "/households/new/", {**HOUSEHOLD, "id_number": "990101199001010011"}
    )
    assert code(response, "id_number") == "bad_id_number"


def test_a_correction_is_refused_without_a_reason_and_kept_with_it(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    words = {"name": "王水生", "organisation": "99-unit", "phone": "13900000001"}
    assert "reason" in errors(clerk.post("/people/99-cadre/correct/", words))
    assert clerk.post("/people/99-cadre/correct/", {**words, "reason": "换号"}).status_code == 302
    assert "换号" in clerk.get("/people/99-cadre/").content.decode()
    with acting("county_office"):
        assert Person.objects.get(pk="99-cadre").phone == "13900000001"


def test_a_new_household_is_seen_masked_and_found(browser: SignIn) -> None:
    clerk = browser("county_office")
    saved: HttpResponse = clerk.post("/households/new/", HOUSEHOLD)
    assert saved.status_code == 302
    page = clerk.get(saved["Location"]).content.decode()
    assert "周*" in page
    assert "周平" not in page
    assert saved["Location"] in clerk.get("/households/?q=zp").content.decode()


def test_a_new_unit_of_the_province_opens_once_it_is_saved(browser: SignIn, owner: Owner) -> None:
    with owner():
        Place.objects.create(code=990000000000, last=999999999999, name="示例省", level="province")
    clerk = browser("county_office")
    words = {"name": "省水利厅", "level": "province", "place": "990000000000"}
    saved = clerk.post("/organisations/new/", words)
    assert clerk.get(saved["Location"]).status_code == 200


def test_a_moved_household_keeps_its_past_and_takes_its_helper_along(browser: SignIn, acting: Acting) -> None:
    move = {"place": "990001100202", "on": "2020-03-01", "helpers": "on", "reason": "搬迁"}
    saved = browser("county_office").post("/households/99-h1/move/", move)
    assert saved.status_code == 302
    with acting("county_office"):
        old, new = Household.objects.get(pk="99-h1"), Household.objects.exclude(pk="99-h1").get(head="王建国")
        assert (str(old.end), str(new.start), new.place_id) == ("2020-02-29", "2020-03-01", 990001100202)
        assert Pairing.objects.get(household=new, end=None).person.pk == "99-helper"
