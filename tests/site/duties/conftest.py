"""Two townships of the demo county, judged by a judge in this process; another county with nobody but an office."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from itertools import count
from typing import Any

import psycopg
import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client, override_settings
from tests.site.browser.small_county import small_county
from tests.site.conftest import SESSIONS, Template, sign_in_all
from tests.site.seed import connect

from bangfu.site.clock import SHANGHAI
from bangfu.site.demo.accounts import seats
from bangfu.site.demo.county import COUNTY, STANDS_ON
from bangfu.site.duties.judge import client
from bangfu.site.duties.judge.judge import Judge
from bangfu.site.duties.judge.serve import Court
from bangfu.site.founding import found
from bangfu.site.postgres import Cluster
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account

COUNTY_CODE = code_of(COUNTY)
SignIn = Callable[..., Client]
_numbers = count()


@pytest.fixture(scope="session")
def cluster(server: Cluster, template: Template) -> Cluster:
    """The server, whose database `judged` holds the county and today's verdicts."""

    def fill() -> None:
        with psycopg.connect(server.url("bangfu_owner", "judged")) as owner:
            found(owner, small_county(), datetime.combine(STANDS_ON, time(8), SHANGHAI), "demo")
        open_accounts()
        sign_in_all("t")
        with judging(server, "judged"):
            pass

    with override_settings(BANGFU_TODAY=STANDS_ON.isoformat()):
        return template("judged", fill)


def open_accounts() -> None:
    """One account a role; a second office that decides; an office of another county."""
    county = Place.objects.get(pk=COUNTY_CODE)
    taken = seats(county)
    for role, seat in [*taken.items(), ("second_office", taken["county_office"])]:
        Account.objects.create(
            id=f"99-{role}",
            username=f"t-{role}",
            role="county_office" if role == "second_office" else role,
            area=seat.area,
            person=seat.person,
            organisation=seat.organisation,
        )
    away = Place.objects.create(code=990002000000, last=990002999999, name="乙县", level="county")
    Account.objects.create(id="99-other_office", username="t-other_office", role="county_office", area=away)


@contextmanager
def judging(cluster: Cluster, name: str) -> Iterator[Judge]:
    """A judge of a database that has judged today; its line is cut in the end, so that the database can be copied."""
    judge = Judge(cluster.url("bangfu_judge", name), lambda: STANDS_ON)
    judge.open()
    yield judge
    judge._connection().close()


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """The name of a database of one's own; Django connects to it as the site does. Nobody judges."""
    name = f"duties_{next(_numbers)}"
    cluster.create_database(name, "judged")
    connect(cluster.url("bangfu_app", name))
    cache.clear()
    with override_settings(BANGFU_TODAY=STANDS_ON.isoformat(), ALLOWED_HOSTS=["testserver"]):
        yield name
    connections["default"].close()
    cluster.drop_database(name)


@pytest.fixture
def judge(cluster: Cluster, database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Judge]:
    """The judge answers, in this process, what it would over its line."""

    def ask(name: str, patience: float = 0, **words: Any) -> Any:
        told = json.loads(court.answer(json.dumps({"ask": name, "with": words}, default=str).encode()))
        if "error" in told:
            raise client.JudgeAway(told["error"])
        return told["answer"]

    monkeypatch.setattr(client, "ask", ask)
    with judging(cluster, database) as running:
        court = Court(running)
        yield running


@pytest.fixture
def signed_in(database: str) -> SignIn:
    """A browser of an account, told to read Chinese unless `language` says otherwise."""

    def sign_in(role: str, language: str = "zh-hans") -> Client:
        browser = Client(raise_request_exception=True)
        browser.cookies["sessionid"] = SESSIONS[f"t-{role}"]
        browser.cookies["django_language"] = language
        return browser

    return sign_in


@pytest.fixture
def rows(cluster: Cluster, database: str) -> Callable[..., list[tuple[Any, ...]]]:
    """What the owner of the tables sees."""

    def ask(query: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
            return owner.execute(query, values).fetchall()

    return ask
