"""Two counties in a real database, and somebody of every role signed in."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import django
import pytest

HOME = Path(tempfile.mkdtemp(prefix="bangfu-site-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
os.environ.setdefault("BANGFU_HOME", str(HOME))
os.environ.setdefault("BANGFU_JUDGE", "127.0.0.1:1")  # nobody listens there
(Path(os.environ["BANGFU_HOME"]) / "static").mkdir(exist_ok=True)
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.cache import cache as kept  # noqa: E402
from django.core.handlers.base import BaseHandler  # noqa: E402
from django.db import connections  # noqa: E402
from django.http.response import HttpResponseBase  # noqa: E402
from django.test import Client, RequestFactory, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_otp import DEVICE_ID_SESSION_KEY  # noqa: E402
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402
from tests.site import world  # noqa: E402
from tests.site.acting import acting, owner  # noqa: E402
from tests.site.seed import connect, in_memory, seed_of, sown  # noqa: E402

from bangfu.cli.main import main  # noqa: E402
from bangfu.site.notices import robots, trying  # noqa: E402
from bangfu.site.postgres import Cluster  # noqa: E402
from bangfu.site.postgres.cluster import DATABASE  # noqa: E402
from bangfu.site.web.models import Account  # noqa: E402

settings.PASSWORD_HASHERS = ["tests.site.hashing.Light"]
BACKEND = "bangfu.site.web.signin.backend.Backend"
__all__ = ["acting", "owner"]  # fixtures
ClientFor = Callable[..., Client]
SESSIONS: dict[str, str] = {}  # user name → key of the session, the same in every copy of the database
_numbers = count()


Template = Callable[..., Cluster]


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    """A migrated server, stopped, to be copied with `sown`."""
    with django_db_blocker.unblock():  # the plugin lets nobody near a database that it did not make itself
        return seed_of(tmp_path_factory)


@pytest.fixture(scope="session")
def server(seed: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Cluster]:
    """The server of this process, for whoever needs no other than a database of their own."""
    with (
        django_db_blocker.unblock(),
        in_memory(tmp_path_factory, "server") as folder,
        sown(seed, folder / "cluster") as running,
    ):
        yield running


@pytest.fixture(scope="session")
def template(server: Cluster) -> Template:
    """`template("filled", fill)` makes a database to be copied, once for all who ask, and gives the server."""
    made: set[str] = set()

    def make(name: str, fill: Callable[[], None], source: str = DATABASE) -> Cluster:
        if name not in made:
            server.create_database(name, source)
            connect(server.url("bangfu_owner", name))
            fill()
            connections["default"].close()
            made.add(name)
        return server

    return make


@pytest.fixture(scope="session")
def counties(template: Template) -> Cluster:
    """A server with two templates: `alone` holds county a, `both` holds county b besides."""

    def alone() -> None:
        world.fill_common()
        filled("a")

    def filled(county: str) -> None:
        world.fill_county(county)
        sign_in_all(county)

    with override_settings(BANGFU_TODAY=world.TODAY.isoformat()):
        template("alone", alone)
        return template("both", lambda: filled("b"), "alone")


def sign_in_all(county: str) -> None:
    """A session of every account, the administrators' with their second factor."""
    for account in Account.objects.filter(username__startswith=f"{county}-"):
        session = SessionStore()
        session[SESSION_KEY] = account.pk
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        if account.kind.is_administrator:
            device = TOTPDevice.objects.create(user=account, name="totp", confirmed=True)
            session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.set_expiry(timezone.now() + timedelta(days=1))
        # One key a name, whatever the database: a county of another test may have accounts of the same names.
        session._session_key = key = f"session-of-{account.username}"
        session.save(must_create=not session.exists(key))
        SESSIONS[account.username] = session.session_key or ""


def client_for(role: str, county: str = "a") -> Client:
    """A browser signed in as somebody of a role."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = SESSIONS[f"{county}-{role}"]
    return client


class Quick:
    """A browser that keeps nothing from one request to the next; three times as quick as one that keeps every template."""

    def __init__(self, role: str = "", county: str = "a") -> None:
        self.factory = RequestFactory()
        if role:
            self.factory.cookies["sessionid"] = SESSIONS[f"{county}-{role}"]

    def get(self, address: str, data: Any = None, **headers: str) -> HttpResponseBase:
        """The answer to a request."""
        return _handler().get_response(self.factory.get(address, data, headers=headers))

    def post(self, address: str, data: Any = None) -> HttpResponseBase:
        """The answer to a form with a good token."""
        request = self.factory.post(address, data)
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return _handler().get_response(request)


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


@contextmanager
def entered(counties: Cluster, name: str) -> Iterator[str]:
    """Django connects to a database as the site does."""
    connect(counties.url("bangfu_app", name))
    kept.clear()
    with override_settings(BANGFU_TODAY=world.TODAY.isoformat(), ALLOWED_HOSTS=["testserver"]):
        yield name
    connections["default"].close()


@contextmanager
def opened(counties: Cluster, template: str = "both") -> Iterator[str]:
    """A database of one's own, as one of the templates."""
    name = f"site_{next(_numbers)}"
    counties.create_database(name, template)
    with entered(counties, name):
        yield name
    counties.drop_database(name)


@pytest.fixture
def site(counties: Cluster) -> Iterator[str]:
    """The name of a database with both counties."""
    with opened(counties) as name:
        yield name


@pytest.fixture(scope="session")
def _kept(counties: Cluster) -> str:
    counties.create_database("kept", "both")
    return "kept"


@pytest.fixture
def shared(counties: Cluster, _kept: str) -> Iterator[str]:
    """The same for all tests whose requests change nothing."""
    with entered(counties, _kept):
        yield _kept


@pytest.fixture
def browser(site: str) -> ClientFor:
    """A browser of somebody of county a."""
    return client_for


@pytest.fixture
def browser_of(shared: str) -> ClientFor:
    """A browser of somebody of county a, for what changes nothing."""
    return client_for


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


@pytest.fixture
def bangfu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """`bangfu …` in English, on a machine that names no server."""
    monkeypatch.setenv("BANGFU_LANG", "en")
    for name in ("DATABASE_URL", "OWNER_URL", "BANGFU_HOME"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: object) -> Answer:
        code = main([str(word) for word in words])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return run


@pytest.fixture(autouse=True)
def _no_group_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """Robots of made-up groups have addresses of real services."""

    def nobody(_host: str) -> list[str]:
        raise OSError

    monkeypatch.setattr(trying, "DOOR", robots.Door(resolve=nobody))


@pytest.fixture(autouse=True, scope="session")
def _no_home_left() -> Iterator[None]:
    yield
    shutil.rmtree(HOME, ignore_errors=True)
