"""A county under Dachuan 2017-96 in a database of its own, and who signs in there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from django.core.cache import cache as kept
from django.db import connections
from django.test import override_settings
from tests.site.accountability import dachuan
from tests.site.acting import Acting, acting_as
from tests.site.conftest import Quick, Template, sign_in_all
from tests.site.seed import connect

from bangfu.site.api.models import Token
from bangfu.site.founding import found
from bangfu.site.postgres import Cluster
from bangfu.site.roster.models import Place
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.models import Account
from bangfu.site.web.roles import ROLES

NAME = "weighed"


@pytest.fixture(scope="session")
def dachuan_county(template: Template, server: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """A template that holds the county; accounts are called `d-ROLE`, those of the other township `d-west_ROLE`."""
    folder = tmp_path_factory.mktemp("dachuan")

    def fill() -> None:
        with psycopg.connect(server.url("bangfu_owner", NAME)) as owner:
            found(owner, dachuan.county(folder), dachuan.LOADED, "99-loader")
        county = Place.objects.get(pk=dachuan.COUNTY)
        towns = {"township_clerk": Place.objects.get(pk=dachuan.TOWN)}
        for role, kind in ROLES.items():
            area = None if kind.is_administrator else towns.get(role, county)
            account = Account.objects.create(id=f"99-d-{role}", username=f"d-{role}", role=role, area=area)
            if kind.sees != "none":
                Token.objects.create(
                    id=f"99-d-{role}", account=account, name="对接", hash=sm3(f"bangfu_d_{role}".encode()),
                    until=date(2020, 12, 31), made_at=dachuan.LOADED,
                )  # fmt: skip
        for role in ("inspection_office", "inspector"):
            Account.objects.create(
                id=f"99-d-second_{role}", username=f"d-second_{role}", role=role, area=county
            )
        west = Place.objects.get(pk=dachuan.OTHER_TOWN)
        Account.objects.create(
            id="99-d-west_clerk", username="d-west_clerk", role="township_clerk", area=west
        )
        Account.objects.create(
            id="99-d-second_county_leader",
            username="d-second_county_leader",
            role="county_leader",
            area=county,
        )
        concerned = {
            "id": "99-d-concerned",
            "username": "d-concerned",
            "role": "county_leader",
            "person_id": "p1",
        }
        Account.objects.create(**concerned, area=county)
        sign_in_all("d")

    return template(NAME, fill)


@pytest.fixture
def weighed(dachuan_county: Cluster, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of one's own that holds the county."""
    name = f"{NAME}_{abs(hash(request.node.nodeid))}"
    dachuan_county.create_database(name, NAME)
    connect(dachuan_county.url("bangfu_app", name))
    kept.clear()
    with override_settings(BANGFU_TODAY=dachuan.TODAY.isoformat(), ALLOWED_HOSTS=["testserver"]):
        yield name
    connections["default"].close()
    dachuan_county.drop_database(name)


@pytest.fixture
def acting(weighed: str) -> Acting:
    """`with acting("inspector") as account:` is a request of that account."""
    return acting_as("99-d-")


@pytest.fixture
def browser(weighed: str) -> Callable[[str], Quick]:
    """A browser of somebody of the county."""
    return lambda name: Quick(name, "d")


def owner_of(counties: Cluster, name: str) -> Any:
    """Who sees everything."""
    return psycopg.connect(counties.url("bangfu_owner", name), autocommit=True)
