"""One county at work from beginning to end of all kills; the tests then look at what it left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
from tests.site.kills.clients import Phone, Program, Recording
from tests.site.kills.county import CAST
from tests.site.kills.killer import SEED, Killer
from tests.site.kills.receivers import Receivers, receiving

from bangfu.site.postgres import Cluster

ROOT = Path(__file__).parents[3]
CLEAN = {
    k: v for k, v in os.environ.items() if not k.startswith(("BANGFU", "DATABASE", "DJANGO", "PROMETHEUS"))
}
PATIENCE = 120  # seconds until everything has come to its end
PORTION = 9  # notices put in for one kill of the sweep; odd, so that mail and robot come first by turns


@dataclass
class Left:
    """What the kills left: the home, what clients and receivers know, and the processes that would not end."""

    home: Path
    told: Recording
    receivers: Receivers
    hits: dict[str, int]
    again: list[str] = field(default_factory=list[str])  # answers to what was acknowledged and came once more
    states: dict[str, str] = field(default_factory=dict[str, str])  # of deliveries, by notice or figure
    seen: bytes = b""  # the notice of a broken sending, as its owner reads it
    processes: list[str] = field(default_factory=list[str])

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with (
            Cluster(self.home / "postgres") as cluster,
            psycopg.connect(cluster.url("bangfu_owner")) as owner,
        ):
            return owner.execute(query, values).fetchall()  # type: ignore[arg-type]


@pytest.fixture(scope="package")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    """The whole story, once."""
    home = tmp_path_factory.mktemp("kills") / "home"
    home.mkdir(mode=0o700)
    with receiving() as receivers:
        yield _story(home, receivers)


def _story(home: Path, receivers: Receivers) -> Left:
    since, told = time.monotonic(), Recording()
    with running(home, receivers) as url:
        cast = json.loads((home / CAST).read_text(encoding="utf-8"))
        cluster, address = Cluster(home / "postgres"), urlsplit(url).netloc
        phones = [Phone(address, session, n, told) for n, session in enumerate(cast["phones"])]
        for phone in phones:
            phone.load()
        programs = [Program(url, s, n, cast["pairs"], told) for n, s in enumerate(cast["programs"])]
        threads = [threading.Thread(target=_run, args=(c.run, told)) for c in (*phones, *programs)]
        for thread in threads:
            thread.start()
        killer = Killer(home, told, receivers, poster(cluster, cast))
        try:
            killer.run()
        except AssertionError as error:
            raise AssertionError(f"{error}; clients: {told.faults[:5]}; hits: {killer.hits}") from error
        finally:
            told.stop.set()
            for thread in threads:
                thread.join(PATIENCE)
        first = phones[0]
        left = Left(home, told, receivers, dict(killer.hits))
        own = [i for i in told.acknowledged if told.handed_in[i]["note"].startswith("phone 0 ")]
        left.again = [status for n in range(0, len(own), 20) for status in first.again(own[n : n + 20])]
        _settle(cluster, left, first, cast)
    left.processes = of_home(home)
    kinds = sorted(left.hits.items())
    print(
        f"seed {SEED}: {sum(left.hits.values())} kills {kinds} in {time.monotonic() - since:.0f} s,"
        f" load {os.getloadavg()[0]:.1f}; {len(told.handed_in)} entries, answers to repeats {dict(told.repeated)};"
        f" {sum(receivers.mails.values())} mails, {sum(receivers.calls.values())} calls, states {_counts(left.states)}"
    )
    return left


def _counts(states: dict[str, str]) -> dict[str, int]:
    return {state: list(states.values()).count(state) for state in sorted(set(states.values()))}


def _run(work: Callable[[], None], told: Recording) -> None:
    try:
        work()
    except Exception as error:  # told by the test, in its own thread
        told.faults.append(repr(error))


class running:  # noqa: N801
    """The site in a process of its own; told to end, it must end all."""

    def __init__(self, home: Path, receivers: Receivers) -> None:
        named = {
            "KILLS_ROBOTS": str(receivers.robot_port),
            "BANGFU_MAIL_HOST": "127.0.0.1",
            "BANGFU_MAIL_PORT": str(receivers.mail_port),
            "BANGFU_MAIL_TLS": "none",
            "BANGFU_MAIL_FROM": "bangfu@example.gov.cn",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }
        command = [sys.executable, "-m", "tests.site.kills.running", str(home)]
        self._log = (home / "running.log").open("wb")
        self._child = subprocess.Popen(
            command, cwd=ROOT, env=CLEAN | named, stdout=subprocess.PIPE, stderr=self._log, text=True
        )

    def __enter__(self) -> str:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            if line.startswith("http"):
                threading.Thread(target=self._child.stdout.read, daemon=True).start()
                return line.strip()
        raise AssertionError("the site did not come up")

    def __exit__(self, *error: object) -> None:
        self._child.send_signal(signal.SIGTERM)
        assert self._child.wait(60) == 0
        self._log.close()


def poster(cluster: Cluster, cast: dict[str, Any]) -> Callable[[], None]:
    """Puts in some notices that wait, every second by robot, as the sweep would have made them."""
    numbers = count(1)

    def post() -> None:
        try:
            with psycopg.connect(cluster.url("bangfu_owner"), connect_timeout=5) as owner:
                for n in (next(numbers) for _ in range(PORTION)):
                    by_robot = n % 2 == 0
                    subject = cast["robot"] if by_robot else cast["office"]
                    figures = json.dumps({"area_week": 700_000 + n})
                    about = [f"kill{n}", cast["office"], subject, n, figures, not by_robot]
                    owner.execute(_NOTICE, about)
                    owner.execute(
                        _DELIVERY, [f"d{n:04}", f"kill{n}", cast["office"], subject if by_robot else None]
                    )
        except psycopg.OperationalError:  # the database is coming back
            time.sleep(0.1)

    return post


def _settle(cluster: Cluster, left: Left, phone: Phone, cast: dict[str, Any]) -> None:
    """Until the judge has followed and nothing waits to be sent; claims that were lost are made as old as they will be."""
    with psycopg.connect(cluster.url("bangfu_owner"), autocommit=True) as owner:

        def until(query: str) -> None:
            end = time.monotonic() + PATIENCE
            while (found := owner.execute(query).fetchone()) != (True,):
                assert time.monotonic() < end, (query, found)
                time.sleep(0.2)

        until("select (select seq from duties_snapshot where live) = (select sum(seq) from ledger_book)")
        owner.execute(
            "update notices_delivery set not_before = now() - interval '20 years' where state = 'waiting'"
        )
        until("select not exists (select from notices_delivery where state = 'waiting')")
        time.sleep(1)  # what was claimed just now is being sent
        owner.execute(
            "update notices_delivery set claimed_at = now() - interval '1 hour' where state = 'sending'"
        )
        until("select not exists (select from notices_delivery where state in ('waiting', 'sending'))")
        states = owner.execute(_STATES).fetchall()
        left.states = dict(states)
    reader = Phone(phone.address, cast["reader"], -1, left.told)
    for notice in [n for n, state in left.states.items() if state == "unknown" and n.startswith("kill")][:1]:
        left.seen = reader.ask("GET", f"/notices/{notice}/")[1]


def of_home(home: Path) -> list[str]:
    """What still runs of a home."""
    found: list[str] = []
    for process in psutil.process_iter(["cmdline", "environ", "cwd"]):
        told = [*(process.info["cmdline"] or []), (process.info["environ"] or {}).get("BANGFU_HOME", "")]
        if str(home) in " ".join([*told, process.info["cwd"] or ""]) and process.pid != os.getpid():
            found.append(" ".join(told))
    return found


_NOTICE = """insert into notices_notice (id, account, subject, kind, day, about, figures, on_site, made_at)
values (%s, %s, %s, 'digest', date '2001-01-01' + %s * 7, '', %s, %s, now())"""
_DELIVERY = """insert into notices_delivery (id, notice_id, account, robot_id, state, not_before, claim, tries, reason)
values (%s, %s, %s, %s, 'waiting', now() - interval '20 years', '', 0, '')"""
_STATES = """select case when d.robot_id is null then n.id else n.figures ->> 'area_week' end, d.state
from notices_delivery d join notices_notice n on n.id = d.notice_id
where d.robot_id is null or n.id like 'kill%'"""
