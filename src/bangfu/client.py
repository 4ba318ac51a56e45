"""A site of Bangfu from a program: record many entries, read verdicts and the ledger, take the case along.

    from bangfu.client import Client

    site = Client("https://bangfu.example.gov.cn", token)
    for outcome in site.record_many(entries):
        if outcome["status"] == "refused":
            print(outcome["id"], outcome["problems"][0]["zh"])
    evaluation = bangfu.evaluate(site.case("a/new/folder"), date.today())

Needs nothing but the standard library. The token says who asks; what it does not open is told as `RefusedError`.
"""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from email.message import Message
from http.client import HTTPException
from io import BytesIO
from itertools import islice
from pathlib import Path
from random import random
from typing import IO, Any, Literal, TypedDict, cast
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

AT_ONCE = 5000  # entries of one call
LONGEST = 15.0  # seconds between two tries
AWAY = (502, 503, 504)  # what a proxy says of a site that is being started again
LINES = "application/x-ndjson"
Params = Mapping[str, Any]


class Problem(TypedDict):
    """Something wrong, as the site tells it."""

    code: str
    field: str | None
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str


class Outcome(TypedDict):
    """What came of one entry."""

    id: str | None
    status: Literal["recorded", "known", "conflict", "refused"]
    seq: int | None
    problems: list[Problem]


class RefusedError(Exception):
    """The site did not do what was asked: the status of its answer, and why."""

    def __init__(self, status: int, problems: Sequence[Problem]) -> None:
        self.status, self.problems = status, list(problems)
        super().__init__(
            "; ".join(f"{p['en']} {p['remedy_en']} ({p['code']})" for p in problems) or str(status)
        )


class _Stay(HTTPRedirectHandler):
    """A token goes to nobody else: an answer that leads away is an error."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


class Client:
    """One site, asked with one token.

    A call that came too often, a day still being judged, a site that has too much to do or is being started again: it is
    asked again, within `patience`. Nothing is done twice by that: an entry is known by the id that it was given.
    """

    def __init__(self, url: str, token: str, *, timeout: float = 120, patience: float = 300) -> None:
        self._root = url.rstrip("/") + "/api/v1/"
        self._token, self._timeout, self._patience = token, timeout, patience
        self._opener = build_opener(_Stay)

    def me(self) -> dict[str, Any]:
        """Whose token this is, how far it sees, and what it may do."""
        return self._json("me")

    def record_many(self, entries: Iterable[Mapping[str, Any]]) -> Iterator[Outcome]:
        """Hand in entries, some thousand a call; the outcome of each, in their order.

        An entry keeps the `id` that it was given where it was written, so that handing it in again is no harm.
        """
        rest = iter(entries)
        while some := list(islice(rest, AT_ONCE)):
            body = "\n".join(json.dumps(dict(e), ensure_ascii=False, default=_told) for e in some).encode()
            yield from self._json("entries", body=body)["entries"]

    def verdicts(self, as_of: date | None = None, **filters: Any) -> Iterator[dict[str, Any]]:
        """The verdicts of a day, today's without one: `status`, `regulation`, `duty`, `place`, `person`, …"""
        yield from self._paged("verdicts", {"as_of": as_of, **filters})

    def verdict(self, as_of: date, number: int) -> dict[str, Any]:
        """One verdict and why."""
        return self._json(f"verdicts/{as_of.isoformat()}/{number}")

    def rows(self, table: Literal["places", "organisations", "people", "households"], **filters: Any) -> Any:
        """A table of the roster, row by row."""
        return self._paged(table, filters)

    def entries(self, after: str = "", **filters: Any) -> Iterator[tuple[dict[str, Any], str]]:
        """Entries in the order of their books, each with the cursor to go on from on another day."""
        more = True
        while more:
            told = self._json("entries", {**filters, "after": after, "limit": 1000})
            more, after = told["more"], told["next"]
            yield from ((entry, after) for entry in told["items"])

    def case(self, folder: Path | str) -> Path:
        """The case that the account sees, written into a new folder that `bangfu.evaluate` reads."""
        home = Path(folder)
        home.mkdir(parents=True)
        with zipfile.ZipFile(BytesIO(self._call("case.zip"))) as packed:
            for name in packed.namelist():
                (home / Path(name).name).write_bytes(packed.read(name))
        return home

    def bring(self, folder: Path | str) -> dict[str, Any]:
        """Hand in a case folder of CSV tables. `status` is `prepared` where its roster brings something new: somebody has
        to accept that on `page`, and the folder is handed in again; else `recorded`, with how many activities came out how.
        """
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
            for path in sorted(Path(folder).glob("*.csv")):
                into.write(path, path.name)
        return self._json("case", body=packed.getvalue(), kind="application/zip")

    def _paged(self, path: str, filters: Params) -> Iterator[dict[str, Any]]:
        after: Any = None
        while True:
            told = self._json(path, {**filters, "after": after, "limit": 1000})
            yield from told["items"]
            after = told["next"]
            if after is None:
                return

    def _json(
        self, path: str, params: Params | None = None, body: bytes | None = None, kind: str = LINES
    ) -> dict[str, Any]:
        return cast("dict[str, Any]", json.loads(self._call(path, params, body, kind)))

    def _call(
        self, path: str, params: Params | None = None, body: bytes | None = None, kind: str = LINES
    ) -> bytes:
        """An answer whole; waits as long as the site asks for, within patience."""
        given = {k: _told(v) for k, v in (params or {}).items() if v is not None and v != ""}
        address = f"{self._root}{quote(path)}?{urlencode(given, doseq=True)}"
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": kind, "Accept-Language": "zh"}
        until, broken = time.monotonic() + self._patience, 0
        while True:
            try:
                asked = Request(address, data=body, headers=headers)
                with self._opener.open(asked, timeout=self._timeout) as answer:
                    if answer.status != 202:
                        return answer.read()
                    wait, refused = int(answer.headers.get("Retry-After", "5")), None
            except HTTPError as error:
                wait, refused = int(error.headers.get("Retry-After", "0") or 0), _refused(error)
                if error.code in AWAY and not wait:
                    wait, broken = _longer(broken), broken + 1
            except (OSError, HTTPException) as error:  # whether it arrived is not known
                wait, broken, refused = _longer(broken), broken + 1, error
            if not wait or time.monotonic() + wait > until:
                raise refused or RefusedError(202, [])
            time.sleep(wait)


def _longer(times: int) -> float:
    """Longer each time, and never as long as another program that lost the same line."""
    return min(0.5 * 2**times, LONGEST) * (0.75 + random() / 2)


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _refused(error: HTTPError) -> RefusedError:
    try:
        return RefusedError(error.code, json.loads(error.read())["problems"])
    except (ValueError, KeyError, TypeError):
        return RefusedError(error.code, [])
