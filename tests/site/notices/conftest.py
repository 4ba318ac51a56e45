"""The judged county of the duties, servers that reminders are really sent to, and a door to this machine."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import datetime
from datetime import time as time_of_day
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.test import override_settings
from tests.site.duties.conftest import cluster, database, rows, signed_in

from bangfu.site.clock import SHANGHAI, now, today
from bangfu.site.notices import sweeping
from bangfu.site.notices.models import Choice, Kind, Robot
from bangfu.site.postgres import Cluster
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"
__all__ = ["cluster", "database", "rows", "signed_in"]


class Box:
    """A mailbox: what a mail server took, and how it behaves."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer, self.delay = "250 OK", 0.0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(self.delay)
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@pytest.fixture
def box() -> Iterator[Box]:
    """A real mail server, which the site is told of."""
    made = Box()
    running = Controller(made, hostname="127.0.0.1", port=free())
    running.start()
    words = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": running.port, "EMAIL_USE_SSL": False}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(
        **words, EMAIL_FROM="bangfu@example.gov.cn", EMAIL_BACKEND=backend, EMAIL_TIMEOUT=2
    ):
        yield made
    running.stop()


class Group:
    """A group of WeCom or DingTalk: what its robot heard, and how it answers."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.status, self.answer, self.delay = 200, b'{"errcode":0,"errmsg":"ok"}', 0.0
        self.location, self.port = "", server.server_address[1]


def _handler(groups: list[Group]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            group = groups[0]
            body = self.rfile.read(int(self.headers["Content-Length"]))
            group.heard.append((self.path, json.loads(body)))
            time.sleep(group.delay)
            self.send_response(group.status)
            if group.location:
                self.send_header("Location", group.location)
            self.end_headers()
            with suppress(OSError):  # who asked may have hung up
                self.wfile.write(group.answer)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@pytest.fixture
def group() -> Iterator[Group]:
    """A real server that robots are called at."""
    groups: list[Group] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(groups))
    groups.append(Group(server))
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield groups[0]
    server.shutdown()
    server.server_close()


def free() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


class as_account:  # noqa: N801
    """The scope of an account, as a request has it."""

    def __init__(self, role: str) -> None:
        self.id = f"99-{role}"

    def __enter__(self) -> Account:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        found = enter(self.id)
        assert found is not None
        return found

    def __exit__(self, *error: Any) -> None:
        self.transaction.__exit__(*error)


@pytest.fixture
def stand(cluster: Cluster, database: str) -> Iterator[Callable[..., None]]:
    """Let the installation stand on another day, as if the judge had judged it; `missed` ends what is open."""
    with ExitStack() as days:

        def on(day: str, *, missed: bool = False) -> None:
            with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
                owner.execute("update duties_snapshot set as_of = %s", [day])
                if missed:
                    owner.execute("update duties_verdict set status = 'unmet' where status = 'open'")
            days.enter_context(override_settings(BANGFU_TODAY=day))

        yield on


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the sweep believe an hour of the day."""

    def at(hour: str) -> None:
        monkeypatch.setattr(
            sweeping, "moment", lambda: datetime.combine(today(), time_of_day.fromisoformat(hour), SHANGHAI)
        )

    at("10:00")
    return at


@pytest.fixture
def owner(cluster: Cluster, database: str) -> Callable[..., None]:
    """A statement of the owner of the tables."""

    def run(query: str, *values: Any) -> None:
        with psycopg.connect(cluster.url("bangfu_owner", database)) as found:
            found.execute(query, values)  # type: ignore[arg-type]

    return run


def by_mail(role: str, address: str = "a@example.gov.cn", **words: Any) -> None:
    """Somebody who wants everything by mail."""
    with as_account(role) as account:
        Choice.objects.create(account=account.pk, by_mail=list(Kind.values), address=address, **words)


def robot(role: str, make: str = "wecom", **words: Any) -> Robot:
    """A robot that somebody set."""
    with as_account(role) as account:
        about = words or {"organisation_id": account.organisation_id}
        return Robot.objects.create(
            make=make, name="群", address=ADDRESS, secret="", made_by=account.pk, made_at=now(), **about
        )
