"""A program that shows a token, and a site that listens for one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import RequestFactory, override_settings
from tests.site.conftest import _handler
from tests.site.world import secret_of

from bangfu.site.web.ciphers import sm3


class Program:
    """Something that shows a token."""

    def __init__(self, secret: str) -> None:
        self.factory = RequestFactory(headers={"Authorization": f"Bearer {secret}"})

    def get(self, address: str, data: Any = None) -> Any:
        return _handler().get_response(self.factory.get(address, data))

    def post(self, address: str, data: Any = "{}", content_type: str = "application/json") -> Any:
        return _handler().get_response(self.factory.post(address, data, content_type=content_type))

    def json(self, address: str, data: Any = None, status: int = 200) -> Any:
        """What it is told under an address of the API."""
        answer = self.get(f"/api/v1/{address}", data)
        assert answer.status_code == status, answer.content
        return json.loads(answer.content)

    def hand_in(self, entries: Any, status: int = 200) -> Any:
        """What it is told of entries."""
        answer = self.post("/api/v1/entries", json.dumps(entries))
        assert answer.status_code == status, answer.content
        return json.loads(answer.content)


def program_of(role: str, county: str = "a") -> Program:
    """The program of somebody of a role."""
    return Program(secret_of(role, county))


def program_for(owner: Any, account: str) -> Program:
    """The program of an account that has no token yet; `owner` is a connection of whoever sees everything."""
    secret = f"bangfu_for_{account}"
    owner.execute(
        """insert into api_token (id, account_id, name, hash, may_record, until, made_at)
            values (%s, %s, '对接', %s, false, '2020-12-31', '2019-01-01')""",
        [f"for-{account}", account, sm3(secret.encode())],
    )
    return Program(secret)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def listening() -> Iterator[str]:
    """The address of a site that answers over the network."""
    site = get_wsgi_application()

    def answering(environ: Any, start: Any) -> Any:
        try:
            answer = site(environ, start)
            body = b"".join(answer)
            answer.close()
            return [body]
        finally:
            connections["default"].close()  # each request has a thread of its own

    server = make_server("127.0.0.1", 0, answering, _Server, _Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with override_settings(ALLOWED_HOSTS=["127.0.0.1"]):
            yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
