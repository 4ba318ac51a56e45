"""Corrections straight against the database: read where somebody works, and answered in one's own name."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, transaction
from tests.site.acting import Acting
from tests.site.world import NEAR, OWN, START

from bangfu.site.clock import now
from bangfu.site.personal.models import Correction

ANSWERED = {"answer": "核实无误，不改", "state": "kept"}


@pytest.fixture
def near_unit_works_here(owner: psycopg.Connection) -> None:
    """The unit of the other township assists a village of this one, too, and sends its cadre elsewhere."""
    owner.execute(
        """insert into roster_post (id, role, organisation_id, place_id, start)
        values ('99-assists-both', 'assisting_unit', %s, %s, %s)""",
        [NEAR.id("organisation"), OWN.village, START],
    )


@pytest.mark.parametrize(("role", "seen"), [
    ("township_clerk", {OWN}), ("county_office", {OWN, NEAR}), ("organization_department", {OWN, NEAR}), ("inspector", set()),
])  # fmt: skip
def test_is_read_where_the_person_works(
    acting: Acting, near_unit_works_here: None, role: str, seen: set[object]
) -> None:
    with acting(role):
        found = set(Correction.objects.values_list("pk", flat=True))
    assert found == {side.id("correction") for side in (OWN, NEAR) if side in seen}


def test_of_who_works_nowhere_the_county_answers(acting: Acting, owner: psycopg.Connection) -> None:
    """The head of a unit has no place of work."""
    owner.execute("delete from roster_pairing where person_id = %s", [OWN.id("person")])
    owner.execute(
        "update personal_correction set person_id = %s where id = %s",
        [OWN.id("person"), OWN.id("correction")],
    )
    with acting("township_clerk"):
        assert not Correction.objects.filter(pk=OWN.id("correction")).exists()
    with acting("county_office") as account:
        answer = {**ANSWERED, "answered_by": account.pk, "answered_at": now()}
        assert Correction.objects.filter(pk=OWN.id("correction")).update(**answer) == 1


@pytest.mark.parametrize("forged", [{"answered_by": "99-a-county_office"}, {"answered_at": now()}, ANSWERED])
def test_nobody_asks_with_an_answer(acting: Acting, forged: dict[str, object]) -> None:
    with acting("resident_cadre") as account, pytest.raises(DatabaseError, match="row-level security"):
        asked = {"person_id": account.person_id, "about": "roster", "text": "不对", "asked_by": account.pk}
        with transaction.atomic():
            Correction.objects.create(**asked, asked_at=now(), **forged)


@pytest.mark.parametrize("by", ["99-a-county_leader", ""])
def test_nobody_answers_in_the_name_of_another(acting: Acting, by: str) -> None:
    answer = {**ANSWERED, "answered_by": by, "answered_at": now()}
    with (
        acting("county_office"),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Correction.objects.filter(pk=OWN.id("correction")).update(**answer)
