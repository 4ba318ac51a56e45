"""`python -m bench.phones [--phones 2000] [--entries 10] [--at-once 20] [--out FILE]`: a county comes back at once.

All phones begin in the same moment, each with a day of entries that were never sent. A site of its own is started for
that in an empty folder, two workers as everywhere, with its judge at work; somebody reads the county's board meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.first_accounts import DEMO, read
from bangfu.site.starting import databases, started
from bench.machine import facts, load
from bench.phones.county import CAST
from bench.phones.phone import AT_ONCE, Entry, Owner, Seen, asked, day_of, send
from bench.phones.phone import read as reading
from bench.site.visitor import Visitor
from bench.sizes import HERE

BOARD = "/home/area/"
QUIET = 10  # seconds of reading before the phones come
JUDGED = 120  # seconds that the judge may take to follow


def main() -> None:
    """Start, measure, print, write."""
    parser = argparse.ArgumentParser(prog="bench.phones")
    parser.add_argument("--phones", type=int, default=2000)
    parser.add_argument("--entries", type=int, default=10)
    parser.add_argument("--at-once", type=int, default=AT_ONCE)
    parser.add_argument("--out", type=Path, default=HERE / "phones.md")
    chosen = parser.parse_args()
    os.environ["BENCH_PHONES"] = str(chosen.phones)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, chosen.phones * 2)), hard))
    with TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder)
        url = started(stack, home, 8800, "bench.phones.county", STANDS_ON.isoformat(), print).url
        office = Visitor(url)
        office.sign_in("county_office", {a["role"]: a["password"] for a in read(home, DEMO)}["county_office"])
        phones = json.loads((home / CAST).read_text(encoding="utf-8"))
        queues = [(phone, day_of(phone, chosen.entries)) for phone in phones]
        before, seen, quiet = load(), Seen(), list[float]()
        since = time.perf_counter()
        port = urlsplit(url).port or 0
        asyncio.run(_come_back(port, office.session, queues, seen, quiet, chosen.at_once))
        whole = time.perf_counter() - since - QUIET
        judged, found = _judged(databases(stack, home).judge, since + QUIET)
    table = _told(chosen.phones, chosen.phones * chosen.entries, seen, quiet, (whole, judged), found)
    text = "\n".join(["# Phones coming back at once\n", facts(before, load()), table])
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


async def _come_back(
    port: int,
    session: str,
    queues: list[tuple[Owner, list[Entry]]],
    seen: Seen,
    quiet: list[float],
    at_once: int,
) -> None:
    for phone, _ in queues[:8]:  # the site is at work already when they come
        await asked(port, "GET", "/record/data.json", phone["session"])
    alone = asyncio.create_task(reading(port, session, BOARD, quiet, seen.errors))
    await asyncio.sleep(QUIET)
    alone.cancel()
    beside = asyncio.create_task(reading(port, session, BOARD, seen.board, seen.errors))
    await asyncio.gather(*(send(port, p, q, seen, at_once) for p, q in queues))
    beside.cancel()


def _judged(url: str, since: float) -> tuple[float, tuple[int, int]]:
    """Seconds until the judge had followed, and how many entries and different ones there are."""
    behind = "select (select seq from duties_snapshot where live) = (select sum(seq) from ledger_book)"
    with psycopg.connect(url, autocommit=True) as judge:
        end = time.perf_counter() + JUDGED
        while judge.execute(behind).fetchone() != (True,) and time.perf_counter() < end:
            time.sleep(0.1)
        took = time.perf_counter() - since
        counted = "select count(*), count(distinct id) from ledger_entry where note like '没有网络的一天%'"
        entries, different = judge.execute(counted).fetchone() or (0, 0)
    return took, (entries, different)


def p95(seconds: list[float]) -> float:
    """The value that nineteen of twenty stay below."""
    return sorted(seconds)[int(len(seconds) * 0.95)] if seconds else 0.0


def _told(
    phones: int,
    wanted: int,
    seen: Seen,
    quiet: list[float],
    whole: tuple[float, float],
    found: tuple[int, int],
) -> str:
    sent, judged = whole
    lines = [
        ("entries handed in, in the ledger, different", f"{wanted:,}, {found[0]:,}, {found[1]:,}"),
        ("answers of the site", ", ".join(f"{n:,} {state}" for state, n in seen.answers.items())),
        (
            "errors (neither taken nor told when to come back)",
            f"{seen.errors.total()} {dict(seen.errors) or ''}",
        ),
        ("until the last phone had sent all", f"{sent:.1f} s ({wanted / sent:,.0f} entries/s)"),
        ("until the judge had followed", f"{judged:.1f} s"),
        ("one phone's whole queue, median and p95", f"{p50(seen.queues):.1f} s, {p95(seen.queues):.1f} s"),
        (
            "one request that was taken, median and p95",
            f"{p50(seen.requests):.2f} s, {p95(seen.requests):.2f} s",
        ),
        ("told to come back later", f"{len(seen.refusals):,} times, p95 {p95(seen.refusals):.2f} s"),
        ("requests of one phone, at most", f"{max(seen.tries)}"),
        ("the county's board before, median and p95", f"{p50(quiet):.2f} s, {p95(quiet):.2f} s"),
        ("the county's board meanwhile, median and p95", f"{p50(seen.board):.2f} s, {p95(seen.board):.2f} s"),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in lines)
    return f"{phones:,} phones at once.\n\n| | |\n|---|---|\n{table}\n"


def p50(seconds: list[float]) -> float:
    """The one in the middle."""
    return sorted(seconds)[len(seconds) // 2] if seconds else 0.0


if __name__ == "__main__":
    main()
