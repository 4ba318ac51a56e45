"""Somebody with a browser that keeps cookies, follows links, and looks at the clock."""

from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from uuid import uuid4

LINK = re.compile(rb'(?:href|hx-get|src)="(/[^"#]*)"')
TOKEN = re.compile(rb'csrfmiddlewaretoken" value="([^"]+)')
REDIRECTS = {301, 302, 303}


class Visitor:
    """One account on one line to the site."""

    def __init__(self, url: str) -> None:
        self._line = HTTPConnection(urlsplit(url).netloc, timeout=180)
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, bytes, float]:
        """Status, body, and seconds of the last answer; redirects are followed."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, Any], as_json: bool = False) -> tuple[int, bytes, float]:
        """The same for something sent."""
        kind = "application/json" if as_json else "application/x-www-form-urlencoded"
        body = json.dumps(fields) if as_json else urlencode(fields)
        headers = {"Content-Type": kind, "X-CSRFToken": self._cookies.get("csrftoken", "")}
        return self._ask("POST", path, body, headers)

    def upload(self, path: str, fields: dict[str, str], file: Path) -> tuple[int, bytes, float]:
        """The same for a form with a file."""
        mark = uuid4().hex
        head = {
            "X-CSRFToken": self._cookies.get("csrftoken", ""),
            "Content-Type": f"multipart/form-data; boundary={mark}",
        }
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
            for k, v in fields.items()
        ]
        last = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
        body = "".join([*parts, last]).encode() + file.read_bytes() + f"\r\n--{mark}--\r\n".encode()
        return self._ask("POST", path, body, head)

    def sign_in(self, username: str, password: str) -> bytes:
        """Sign in and give the page where the account lands."""
        token = TOKEN.search(self.get("/sign-in/")[1])
        named = {"username": username, "password": password}
        sent = {**named, "csrfmiddlewaretoken": token[1].decode() if token else ""}
        status, body, _ = self.post("/sign-in/", sent)
        assert status == 200, f"{username}: {status}"
        return body

    def hang_up(self) -> None:
        """End the line; the next question opens another."""
        self._line.close()

    @property
    def session(self) -> str:
        """The key of the sign-in."""
        return self._cookies["sessionid"]

    def _ask(
        self, method: str, path: str, body: str | bytes | None, more: dict[str, str]
    ) -> tuple[int, bytes, float]:
        while True:
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            since = perf_counter()
            self._line.request(method, path, body, {"Cookie": cookies, "Accept": "text/html", **more})
            answer = self._line.getresponse()
            content = answer.read()
            took = perf_counter() - since
            self._keep(answer.msg.get_all("Set-Cookie") or [])
            if answer.status not in REDIRECTS:
                return answer.status, content, took
            parts = urlsplit(answer.getheader("Location") or "/")
            path = quote(parts.path, safe="/%") + (f"?{parts.query}" if parts.query else "")
            method, body, more = "GET", None, {}

    def _keep(self, told: list[str]) -> None:
        for line in told:
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value


def links(page: bytes) -> list[str]:
    """Where a page leads to, in its order."""
    return [link.decode().replace("&amp;", "&") for link in dict.fromkeys(LINK.findall(page))]
