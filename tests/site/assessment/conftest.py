"""The Dachuan district, small: four townships of the east area, a unit with ten households in each, and who works there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import psycopg
import pytest
from django.test import override_settings
from tests.assessment.area import CODES, Rows, case
from tests.site import world
from tests.site.acting import Acting, acting_as
from tests.site.conftest import Template, opened, sign_in_all

from bangfu.site.assessment import surveying
from bangfu.site.assessment.models import Survey
from bangfu.site.clock import SHANGHAI
from bangfu.site.founding import found
from bangfu.site.postgres import Cluster
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.models import Account

SCHEME, YEAR, RUNNING = "dachuan-2017-96-areas", 2019, 2020
COUNTY, COUNTY_CODE = "511703", 511703000000
TOWNS = ("511703101", "511703102", "511703103", "511703104")
UNITS = ("u1", "u2", "u3", "u4")
HOMES = 10  # of each village
HERE = f"/assessment/{SCHEME}/{YEAR}/"


def village(number: int) -> str:
    return f"{TOWNS[number]}201"


def roster() -> dict[str, Rows]:
    """Who serves whom."""
    begun = date(2016, 1, 1)
    places: Rows = [{"code": COUNTY, "name": "达川区", "level": "county"}]
    rows: dict[str, Rows] = {n: [] for n in ("organisations", "people", "posts", "households", "pairings")}
    for n, (town, unit) in enumerate(zip(TOWNS, UNITS, strict=True)):
        places.append(
            {"code": town, "name": f"示例{n}镇", "level": "township", "parent": COUNTY, "area": "东"}
        )
        places.append({"code": village(n), "name": f"示例{n}村", "level": "village", "parent": town})
        rows["organisations"].append({"id": unit, "name": f"示例{n}局", "level": "county", "place": COUNTY})
        rows["people"].append({"id": f"p-{unit}", "name": f"某某{n}", "organisation": unit})
        rows["posts"].append({
            "id": f"a-{unit}", "role": "assisting_unit", "organisation": unit, "place": village(n), "start": begun,
        })  # fmt: skip
        for home in range(HOMES):
            id_ = f"h-{unit}-{home}"
            rows["households"].append({
                "id": id_, "place": village(n), "head": f"户主{n}{home}", "kinds": "registered", "start": begun,
            })  # fmt: skip
            rows["pairings"].append(
                {"id": f"b-{id_}", "person": f"p-{unit}", "household": id_, "start": begun}
            )
    return {"places": places, **rows}


SEATS: dict[str, tuple[int | None, str | None, str | None]] = {
    "county_office": (COUNTY_CODE, None, None),
    "inspection_office": (COUNTY_CODE, None, None),
    "inspector": (COUNTY_CODE, None, None),
    "county_leader": (COUNTY_CODE, None, None),
    "unit_contact": (None, None, "u1"),
    "responsible_helper": (None, "p-u1", None),
    "township_clerk": (511703101000, None, None),
    "audit_admin": (None, None, None),
}


def _accounts() -> None:
    for role, (area, person, unit) in SEATS.items():
        Account.objects.create(
            id=f"d-{role}", username=f"d-{role}", name=role, role=role, is_active=True,
            area=Place.objects.get(pk=area) if area else None,
            person=Person.objects.get(pk=person) if person else None,
            organisation=Organisation.objects.get(pk=unit) if unit else None,
        )  # fmt: skip
    sign_in_all("d")


@pytest.fixture(scope="session")
def district(template: Template, server: Cluster) -> Cluster:
    """A server with the template `district`."""

    def fill() -> None:
        with psycopg.connect(server.url("bangfu_owner", "district")) as owner:
            found(owner, case(**roster()), datetime(2016, 1, 1, tzinfo=SHANGHAI), "founding")
        _accounts()

    with override_settings(BANGFU_TODAY=world.TODAY.isoformat()):
        return template("district", fill)


@pytest.fixture
def here(district: Cluster) -> Iterator[str]:
    """A database of the district, of one's own."""
    with opened(district, "district") as name:
        yield name


@pytest.fixture
def acting(here: str) -> Acting:
    """`with acting("inspector") as account:` is a request of that account."""
    return acting_as("d-")


@pytest.fixture
def survey(acting: Acting) -> Survey:
    """A survey of the villagers, eight households of each village."""
    from tests.site.assessment.asked import ASKED, drawn

    draw = drawn(acting)
    with acting("inspection_office") as account:
        return surveying.prepare(account, draw, ASKED, by_helper=False)


__all__ = ("CODES",)
