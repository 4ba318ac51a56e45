"""What accounts of county a enter about groups, three ways: straight into tables, on pages, by programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from tests.site.acting import Acting
from tests.site.world import OWN

from bangfu.errors import BangfuError
from bangfu.site.clock import moment
from bangfu.site.groups.desk import DESKS
from bangfu.site.groups.gaps import Gap, gaps
from bangfu.site.groups.models import Group, Member

CLERK, OFFICE, INSPECTOR = "township_clerk", "county_office", "inspector"
TOWN, COUNTY, VILLAGE = OWN.village // 1000 * 1000, OWN.village // 10**6 * 10**6, OWN.village
GROUP, UNIT, HELPER, CADRE = OWN.id("group"), OWN.id("organisation"), OWN.id("person"), OWN.id("cadre")
TODAY, YESTERDAY, LATER = date(2020, 4, 15), date(2020, 4, 14), date(2021, 3, 1)
PAGE = f"/groups/{TOWN}/"
JOINS = {
    "person": HELPER,
    "role": "member",
    "source": "township_cadre",
    "fixed": "false",
    "start": "2020-04-01",
}


def refused(act: Callable[[], object]) -> str:
    """What the database says to something: a word of the catalogue, or the constraint that stood in the way."""
    with pytest.raises(DatabaseError) as told, transaction.atomic():
        act()
    diag: Any = getattr(told.value.__cause__, "diag", None)
    return diag.constraint_name or diag.message_primary


def send(
    acting: Acting, role: str, word: str, subject: object, what: str, fields: dict[str, Any]
) -> list[str]:
    """What a program is refused that sends the fields of a deed; nothing where it was done."""
    model, deeds = DESKS[word]
    with acting(role) as user:
        assert deeds[what].open_to(user)
        deed = deeds[what](model._default_manager.get(pk=subject), fields)
        if not deed.is_valid():
            return [
                f"{name}: {each.code}" for name, errors in deed.errors.as_data().items() for each in errors
            ]
        try:
            with transaction.atomic():
                deed.do(user)
        except BangfuError as error:
            return [problem.code for problem in error.problems]
    return []


def posted(client: Client, address: str, fields: dict[str, Any]) -> str:
    """The page that answers a form; nothing where it was saved."""
    answer = client.post(address, fields)
    assert answer.status_code in (200, 302)
    return answer.content.decode() if answer.status_code == 200 else ""


def lacking(acting: Acting, day: date = TODAY, group: str = GROUP) -> list[Gap]:
    """What the group lacks, as the county office is told."""
    with acting(OFFICE):
        return gaps(Group.objects.select_related("place").get(pk=group), day)


def codes(found: list[Gap]) -> set[str]:
    return {gap.code for gap in found}


def joining(**other: Any) -> Callable[[], Member]:
    """Straight into the table."""
    row = {
        "group_id": GROUP,
        "person_id": HELPER,
        "role": "member",
        "source": "township_cadre",
        "start": YESTERDAY,
    }
    made = {"made_by": f"99-a-{CLERK}", "made_at": moment()}
    return lambda: Member.objects.create(**{**row, **made, **other})
