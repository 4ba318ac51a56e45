"""The roster straight against the database as the site's role: nobody is stuck, nobody sees or writes too far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.site.acting import Acting
from tests.site.roster.conftest import Owner

from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Place, Post
from bangfu.site.web.roles import ROLES

MODELS = (Place, Organisation, Person, Post, Household, Pairing)
TABLES = [m._meta.db_table for m in MODELS]
EVENTS = [f"{table}event" for table in TABLES]
OUTSIDE = {"99-away", "99-stranger", "99-hb"}


@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_every_table_and_nothing_of_another_county(acting: Acting, role: str) -> None:
    with acting(role), connection.cursor() as cursor:
        for table in [*TABLES, *EVENTS, "roster_presence", "roster_change"]:
            cursor.execute(f"select count(*) from {table}")
        for model in (Organisation, Person, Household):
            assert not set(model.objects.values_list("pk", flat=True)) & OUTSIDE
        assert not Post.objects.filter(person="99-stranger").exists()


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_refused_or_served_when_it_writes_but_never_stuck(acting: Acting, role: str) -> None:
    keeps = "roster" in ROLES[role].may
    rows: list[Callable[[], object]] = [
        lambda: Person.objects.create(id="99-w1", name="新", organisation_id="99-town"),
        lambda: Post.objects.create(
            id="99-w2", role="team_member", person_id="99-clerk", place_id=990001100201
        ),
        lambda: Household.objects.create(id="99-w3", head="新", place_id=990001100201),
        lambda: Pairing.objects.create(id="99-w4", person_id="99-clerk", household_id="99-h3"),
    ]
    with acting(role):
        for write in rows:
            try:
                with transaction.atomic():
                    write()
            except DatabaseError as error:
                assert "row-level security" in str(error)
                assert not keeps
            else:
                assert keeps


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_or_removes_a_row_of_another_county(acting: Acting, role: str, owner: Owner) -> None:
    with acting(role):
        for model, key, change in (
            (Organisation, "99-away", {"name": "改"}),
            (Person, "99-stranger", {"name": "改"}),
            (Household, "99-hb", {"head": "改"}),
            (Place, 990002100201, {"name": "改"}),
        ):
            assert model.objects.filter(pk=key).update(**change) == 0
        with connection.cursor() as cursor:
            cursor.execute("delete from roster_household where id = '99-hb'")
            assert cursor.rowcount == 0
    with owner():
        assert Person.objects.get(pk="99-stranger").name == "陌生"


@pytest.mark.parametrize(
    "write",
    [
        lambda: Post.objects.create(
            id="99-w", role="team_member", person_id="99-stranger", place_id=990001100201
        ),
        lambda: Post.objects.create(
            id="99-w", role="assisting_unit", organisation_id="99-away", place_id=990001100201
        ),
        lambda: Pairing.objects.create(id="99-w", person_id="99-stranger", household_id="99-h1"),
        lambda: Post.objects.create(
            id="99-w", role="team_member", person_id="99-cadre", place_id=990002100201
        ),
        lambda: Pairing.objects.create(id="99-w", person_id="99-helper", household_id="99-hb"),
    ],
)
def test_nobody_draws_somebody_unseen_into_sight_by_a_post_or_a_pairing(
    acting: Acting, write: Callable[[], object]
) -> None:
    with (
        acting("county_office"),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        write()


def test_a_unit_of_another_county_is_seen_where_it_works_and_its_other_work_is_not(
    acting: Acting, owner: Owner
) -> None:
    with owner():
        village = Place.objects.get(pk=990001100202)
        away = Organisation.objects.get(pk="99-away")
        Post.objects.create(role="assisting_unit", organisation=away, place=village, start=date(2020, 1, 1))
    with acting("county_office"):
        assert Organisation.objects.filter(pk="99-away").exists()
        assert set(Post.objects.filter(organisation="99-away").values_list("place", flat=True)) == {
            village.pk
        }
        assert not Household.objects.filter(pk="99-hb").exists()
    with acting("other_office"):
        assert not Person.objects.filter(pk="99-helper").exists()
        assert not Household.objects.filter(pk="99-h2").exists()


def test_who_once_helped_here_sees_only_the_households_they_were_paired_with(
    acting: Acting, owner: Owner
) -> None:
    with owner():
        Pairing.objects.filter(person="99-helper").update(end=date(2019, 12, 31))
    with acting("responsible_helper"):
        assert set(Household.objects.values_list("pk", flat=True)) <= {"99-h1", "99-h2"}
        assert not Pairing.objects.exclude(person="99-helper").exists()
        assert set(Person.objects.values_list("pk", flat=True)) <= {"99-helper", "99-cadre"}


def test_without_a_scope_there_is_nothing(database: str) -> None:
    with transaction.atomic():
        assert [model.objects.count() for model in MODELS] == [0] * len(MODELS)


def test_a_unit_of_the_province_can_be_entered_and_given_its_first_village(
    acting: Acting, owner: Owner
) -> None:
    with owner():
        Place.objects.create(code=990000000000, last=999999999999, name="示例省", level="province")
    with acting("county_office"):
        Organisation.objects.create(id="99-o1", name="省水利厅", level="province", place_id=990000000000)
        Post.objects.create(
            id="99-t1",
            role="assisting_unit",
            organisation_id="99-o1",
            place_id=990001100202,
            start=date(2020, 5, 1),
        )
    with acting("township_clerk"):
        assert Organisation.objects.filter(pk="99-o1").exists()
