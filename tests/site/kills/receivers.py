"""Two that are told by the sweep, a mail server and a group's robot: what arrived, and whether something is arriving now."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from tests.site.notices.conftest import free

SLOW = 0.05  # seconds over each, so that a kill falls into it


class Receivers:
    """Counts of notices: by mail each names its own page, by robot a figure that is no other's.

    What was handed over counts, whether or not the answer came back: people read it.
    """

    def __init__(self) -> None:
        self.mails, self.calls = Counter[str](), Counter[str]()
        self.arriving = threading.Event()
        self.mail_port = self.robot_port = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        text = message_from_bytes(envelope.content, policy=policy.default).get_content()
        self.mails.update(re.findall(r"/notices/(\w+)/", text))
        self.arriving.set()
        try:
            await asyncio.sleep(SLOW)  # broken off where the sweep is killed
        finally:
            self.arriving.clear()
        return "250 OK"

    def heard(self, body: dict[str, Any]) -> None:
        self.calls.update(re.findall(r"\*\*(7\d{5})\*\*", body["markdown"]["content"]))
        self.arriving.set()
        time.sleep(SLOW)
        self.arriving.clear()


@contextmanager
def receiving() -> Iterator[Receivers]:
    """Both at work."""
    made = Receivers()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.heard(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            with suppress(OSError):  # who told it may have been killed
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b'{"errcode":0,"errmsg":"ok"}')

        def log_message(self, format: str, *args: Any) -> None:
            pass

    mails = Controller(made, hostname="127.0.0.1", port=free())
    robots = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    mails.start()
    threading.Thread(target=robots.serve_forever, daemon=True).start()
    made.mail_port, made.robot_port = mails.port, robots.server_address[1]
    try:
        yield made
    finally:
        robots.shutdown()
        robots.server_close()
        mails.stop()
