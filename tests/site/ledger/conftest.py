"""Two counties with a few people each, in a real database that every test has to itself."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import django
import psycopg
import pytest
from tests.site.acting import Acting, acting_as

HOME = tempfile.mkdtemp(prefix="bangfu-ledger-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
os.environ.setdefault("BANGFU_HOME", HOME)
(Path(os.environ["BANGFU_HOME"]) / "static").mkdir(exist_ok=True)
django.setup()

from django.db import connection, connections, transaction  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from tests.site.conftest import Template  # noqa: E402
from tests.site.seed import connect  # noqa: E402

from bangfu.site.duties.models import Adoption  # noqa: E402
from bangfu.site.postgres import Cluster  # noqa: E402
from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Place, Post  # noqa: E402
from bangfu.site.web.models import Account  # noqa: E402
from bangfu.site.web.roles import ROLES  # noqa: E402

TODAY = date(2020, 4, 15)
_numbers = iter(range(1_000_000))


@pytest.fixture(scope="session")
def cluster(template: Template) -> Cluster:
    """The server, with the two counties in `filled`."""
    return template("filled", fill)


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """The name of a database of one's own; Django connects to it as the site does."""
    name = f"ledger_{next(_numbers)}"
    cluster.create_database(name, "filled")
    connect(cluster.url("bangfu_app", name))
    with override_settings(BANGFU_TODAY=TODAY.isoformat(), ALLOWED_HOSTS=["testserver"]):
        yield name
    connections["default"].close()
    cluster.drop_database(name)


@pytest.fixture
def acting(database: str) -> Acting:
    """`with acting("clerk") as account:` is a request of that account."""
    return acting_as("99-")


@pytest.fixture
def browser(database: str) -> Callable[[str], Client]:
    """A browser signed in as somebody."""

    def sign_in(username: str) -> Client:
        client = Client()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('app.account', %s, true)", [f"99-{username}"])
            client.force_login(
                Account.objects.get(pk=f"99-{username}"), "bangfu.site.web.signin.backend.Backend"
            )
        return client

    return sign_in


def fill() -> None:
    """County a: a township with two villages, a first secretary in the first, a helper of two households, one in each
    village, their unit, and an office. County b: a village, a household and a cadre of which a must know nothing.
    """
    a, township, one, two = (
        place(c, n, level, parent)
        for c, n, level, parent in (
            (990001, "甲县", "county", None),
            (990001100, "清水镇", "township", 990001),
            (990001100201, "上湾村", "village", 990001100),
            (990001100202, "下湾村", "village", 990001100),
        )
    )
    b = place(990002, "乙县", "county", None)
    place(990002100, "浑水镇", "township", 990002)
    far = place(990002100201, "远村", "village", 990002100)
    unit = Organisation.objects.create(id="99-unit", name="县水务局", key="xswj", level="county", place=a)
    office = Organisation.objects.create(id="99-office", name="县帮扶办", level="county", place=a)
    town = Organisation.objects.create(id="99-town", name="清水镇政府", level="township", place=township)
    away = Organisation.objects.create(id="99-away", name="乙县粮食局", level="county", place=b)
    cadre = Person.objects.create(id="99-cadre", name="王水生", key="wss wangshuisheng", organisation=unit)
    helper = Person.objects.create(id="99-helper", name="李平", key="lp liping", organisation=unit)
    clerk = Person.objects.create(id="99-clerk", name="赵文", organisation=town)
    stranger = Person.objects.create(id="99-stranger", name="陌生", organisation=away)
    start = date(2019, 1, 1)
    Post.objects.create(role="assisting_unit", organisation=unit, place=one, start=start)
    Post.objects.create(role="first_secretary", person=cadre, organisation=unit, place=one, start=start)
    Post.objects.create(role="first_secretary", person=stranger, organisation=away, place=far, start=start)
    Post.objects.create(role="assistance_office", organisation=office, place=a, start=start)
    Post.objects.create(role="township_government", organisation=town, place=township, start=start)
    first = household("99-h1", one, "王建国", "wjg wangjianguo")
    second = household("99-h2", two, "张秀英", "zxy zhangxiuying")
    household("99-h3", one, "刘大山", "lds liudashan")
    household("99-hb", far, "远方", "yf yuanfang")
    for home in (first, second):
        Pairing.objects.create(person=helper, household=home, start=start)
    for regulation in ("gansu-2019-33", "tongwei-2018-59"):
        Adoption.objects.create(regulation=regulation, adopted_on=start, adopted_by="99-county_office")
    seats = {
        "resident_cadre": (one, cadre, None),
        "responsible_helper": (None, helper, None),
        "unit_contact": (None, None, unit),
        "unit_leader": (None, helper, unit),
        "township_clerk": (township, clerk, town),
        "township_leader": (township, None, town),
        "system_admin": (None, None, None),
        "security_admin": (None, None, None),
        "audit_admin": (None, None, None),
    }
    for role in ROLES:
        area, person, organisation = seats.get(role, (a, None, None))
        account(role, role, area, person, organisation)
    account("stranger", "resident_cadre", far, stranger, None)
    account("other_office", "county_office", b, None, None)


def place(code: int, name: str, level: str, parent: int | None) -> Place:
    """A place by the digits of its code that say something."""
    width = len(str(code))
    return Place.objects.create(
        code=code * 10 ** (12 - width),
        last=(code + 1) * 10 ** (12 - width) - 1,
        name=name,
        level=level,
        parent_id=parent and parent * 10 ** (12 - len(str(parent))),
    )


def household(id_: str, at: Place, head: str, key: str) -> Household:
    return Household.objects.create(id=id_, place=at, head=head, key=key, kinds=["registered"])


def account(
    username: str, role: str, area: Place | None, person: Person | None, organisation: Organisation | None
) -> Account:
    return Account.objects.create(
        id=f"99-{username}",
        username=username,
        role=role,
        area=area,
        person=person,
        organisation=organisation,
        is_active=True,
    )


@pytest.fixture(autouse=True, scope="session")
def _tidy() -> Iterator[None]:
    yield
    for path in sorted(Path(HOME).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    Path(HOME).rmdir()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, object]]]:
    """What the judge says of entries, by id; it knows nothing of others, as if it were away."""
    said: dict[str, list[dict[str, object]]] = {}
    monkeypatch.setattr(
        "bangfu.site.ledger.answers.counts_for", lambda ids: {i: said[i] for i in ids if i in said}
    )
    return said


@pytest.fixture
def owed(cluster: Cluster, database: str) -> None:
    """The helper owes household visits this year, as last judged."""
    with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
        owner.execute(
            """insert into duties_snapshot (as_of, live, packs, seq, edition, made_at)
                values ('2020-04-15', true, '{}', 0, 1, now())"""
        )
        owner.execute(
            """insert into duties_verdict (snapshot_id, number, regulation, clause, duty, role, person_id, period_start,
                    period_end, achieved, unit, status, marks)
                select s.id, 1, 'gansu-2019-33', '十(四)', 'helper-household-visits', 'responsible_helper', '99-helper', '2020-01-01',
                    '2020-12-31', 0, 'times', 'open', 0 from duties_snapshot s"""
        )
