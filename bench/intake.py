"""`python -m bench.intake [--calls 10]`: entries by the thousand, through the API and straight in.

A county of its own (the demo county, its roster as it is) in an embedded database. Three figures: the whole call of the
API in this process, from the body to the answer with the commit; the part that PostgreSQL takes; and the very rows
once more, inserted by their owner without checks, chain and scope in Python: what the tables cost alone.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
import psutil

from bangfu.site.postgres import Cluster
from bench.machine import facts, load

ENTRIES = 5000  # of one call
SECRET = "bangfu_bench"


@dataclass
class Spent:
    """Seconds of the clock, and of the processor in this process and in the one of PostgreSQL."""

    wall: list[float] = field(default_factory=list[float])
    here: list[float] = field(default_factory=list[float])
    there: list[float] = field(default_factory=list[float])

    def line(self, name: str) -> str:
        """The best of all calls: what others at work on the machine take is no cost of ours."""
        wall, here, there = min(self.wall), min(self.here), min(self.there)
        rate = f"{ENTRIES / wall:,.0f} | {ENTRIES / sorted(self.wall)[len(self.wall) // 2]:,.0f}"
        return f"| {name} | {rate} | {here / ENTRIES * 1e6:.0f} | {there / ENTRIES * 1e6:.0f} |"

    @contextmanager
    def measured(self, backend: psutil.Process) -> Iterator[None]:
        """One call."""
        wall, here, there = time.perf_counter(), time.process_time(), sum(backend.cpu_times()[:2])
        yield
        self.wall.append(time.perf_counter() - wall)
        self.here.append(time.process_time() - here)
        self.there.append(sum(backend.cpu_times()[:2]) - there)


def main() -> None:
    """Make the county, hand in, print."""
    parser = argparse.ArgumentParser(prog="bench.intake")
    parser.add_argument("--calls", type=int, default=10)
    chosen, before = parser.parse_args(), load()
    with TemporaryDirectory() as home, Cluster(Path(home) / "cluster") as cluster:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bangfu.site.settings",
            "BANGFU_HOME": home,
            "BANGFU_TODAY": "2020-11-20",
            "DATABASE_URL": cluster.url("bangfu_owner"),
            "BANGFU_HOSTS": "testserver",
        }
        (Path(home) / "static").mkdir()
        django.setup()
        api, raw = _measured(cluster, chosen.calls)
    print(facts(before, load()))
    print("| way | rows/s, best | rows/s, median | µs here | µs PostgreSQL |\n|---|---:|---:|---:|---:|")
    print(api.line("API"), raw.line("rows alone, by their owner"), sep="\n")


def _measured(cluster: Cluster, calls: int) -> tuple[Spent, Spent]:
    import psycopg
    from django.core.handlers.base import BaseHandler
    from django.db import connection
    from django.test import RequestFactory

    from bangfu.site.clock import now
    from bangfu.site.demo.county import county
    from bangfu.site.founding import found, migrate

    migrate()
    with psycopg.connect(cluster.url("bangfu_owner")) as owner:
        case = county()
        found(owner, case, now(), "bench")
    helpers = [(r["person"], r["household"]) for r in case["pairings"].to_pylist() if not r["end"]]
    _account()
    connection.close()
    connection.settings_dict.update(_as_app(cluster))
    handler, factory = BaseHandler(), RequestFactory(headers={"Authorization": f"Bearer {SECRET}"})
    handler.load_middleware()
    api, raw = Spent(), Spent()
    connection.ensure_connection()
    backend = psutil.Process(connection.connection.info.backend_pid)
    for call in range(calls):
        body = json.dumps(_visits(helpers, call), ensure_ascii=False)
        request = factory.post("/api/v1/entries", body, content_type="application/json")
        with api.measured(backend):
            answer = json.loads(handler.get_response(request).content)
        assert answer["recorded"] == ENTRIES, answer["entries"][:3]
    with psycopg.connect(cluster.url("bangfu_owner")) as owner:
        _again(owner, calls, raw)
    return api, raw


def _account() -> None:
    """An office of the county, and its token."""
    from datetime import date

    from bangfu.site.api.models import Token
    from bangfu.site.clock import now
    from bangfu.site.roster.models import Place
    from bangfu.site.web.ciphers import sm3
    from bangfu.site.web.models import Account

    area = Place.objects.get(level="county")
    account = Account.objects.create(id="bench", username="bench", role="county_office", area=area)
    plain = {"name": "bench", "hash": sm3(SECRET.encode()), "may_record": True}
    Token.objects.create(account=account, until=date(2020, 12, 31), made_at=now(), **plain)


def _as_app(cluster: Cluster) -> dict[str, str]:
    from psycopg.conninfo import conninfo_to_dict

    parts = conninfo_to_dict(cluster.url("bangfu_app"))
    return {"USER": str(parts["user"]), "PASSWORD": str(parts["password"])}


def _visits(helpers: list[tuple[str, str]], call: int) -> list[dict[str, Any]]:
    made_up = random.Random(call)
    chosen = (made_up.choice(helpers) for _ in range(ENTRIES))
    return [
        {
            "id": f"bench-{call:04}-{n:06}",
            "kind": "household_visit",
            "on": f"2020-{made_up.randint(1, 10):02}-{made_up.randint(1, 28):02}",
            "person": person,
            "household": household,
            "note": "查看饮水和住房，核对务工收入",
        }
        for n, (person, household) in enumerate(chosen)
    ]


def _again(owner: Any, calls: int, raw: Spent) -> None:
    """The same rows with other ids in a book of nobody, without the trigger of the chain."""
    backend = psutil.Process(owner.info.backend_pid)
    owner.execute("alter table ledger_entry disable trigger follow_chain")
    for call in range(calls):
        owner.execute(
            "create temp table again as select * from ledger_entry where id like %s", [f"bench-{call:04}-%"]
        )
        owner.execute("update again set id = 'again-' || id, book = 1")
        with raw.measured(backend):
            owner.execute("insert into ledger_entry select * from again")
            owner.commit()
        owner.execute("drop table again")


if __name__ == "__main__":
    main()
