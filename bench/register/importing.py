"""A workbook of an old register goes in by the page that clerks use; beside it, the same rows by openpyxl and plain inserts, and by COPY.

Its progress is asked for all the while, as the page does. With bad cells, each is named and nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import psycopg
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from bench.register.workbook import HEADS, make
from bench.served import Served
from bench.site.visitor import Visitor

TARGET = 60.0  # seconds, whole
START = "2020-11-01"
HEADING = {"村": "行政村", "参加医保": "是否参加医保"}  # as the site calls a column, and as the workbook does
COUNTED = "select (select count(*) from roster_household), (select count(*) from household_member)"


def imported(site: Served, owner: psycopg.Connection, rows: int, bad: int) -> str:
    """A section of the results. Asserts that all of it was written, that with bad cells nothing was, and that each was named."""
    villages = [
        name
        for (name,) in owner.execute(
            "select name from roster_place where level = 'village' group by 1 having count(*) = 1 order by 1"
        )
    ]
    with TemporaryDirectory() as folder:
        good, faulty = Path(folder) / "good.xlsx", Path(folder) / "faulty.xlsx"
        make(good, villages, rows)
        spoilt = make(faulty, villages, rows, bad)
        before = owner.execute(COUNTED).fetchall()
        refused = _sent(site, faulty)
        assert refused.state == "faulty"
        assert owner.execute(COUNTED).fetchall() == before
        [(faults,)] = owner.execute(
            "select faults from household_intake order by made_at desc limit 1"
        ).fetchall()
        named = spoilt & {(row, HEADING.get(column, column)) for row, column, *_ in faults}
        assert named == spoilt, spoilt - named
        found = _sent(site, good)
        whole = found.seconds + _timed(lambda: found.act("apply"))
        [(homes, members)] = owner.execute(COUNTED).fetchall()
        assert members - before[0][1] == rows, (members, before)
        back = _timed(lambda: found.act("undo"))
        assert owner.execute(COUNTED).fetchall() == before
        plain, limit = _plain(owner, good), _copied(owner, good)
    kept = "met" if whole < TARGET else "**not met**"
    return (
        f"## A workbook of {rows:,} rows\n\nUploaded, read with its progress, checked and written below {TARGET:.0f} s: {kept}"
        f" ({homes - before[0][0]:,} households). With {bad} bad cells: {len(named)} of them named, nothing written, told after"
        f" {refused.seconds:.1f} s. The longest answer while it was read took {max(found.steps):.1f} s; a process of the site held"
        f" {_memory(site):.0f} MiB at most. Taken back whole in {back:.1f} s.\n\n| way | s | × limit |\n|---|---:|---:|\n"
        + "".join(
            f"| {name} | {took:.1f} | {took / limit:.1f} |\n"
            for name, took in (
                ("**ours: by the page, every cell checked, under policies, with history**", whole),
                ("plain: openpyxl and `executemany` into a bare table, nothing checked", plain),
                ("the limit: the file read by calamine and COPY of its rows into a bare table", limit),
            )
        )
    )


class _Sent:
    """One workbook on its way through the page."""

    def __init__(self, visitor: Visitor, address: str) -> None:
        self.visitor, self.address, self.steps, self.page, self.state = (
            visitor,
            address,
            list[float](),
            b"",
            "",
        )
        self.seconds = 0.0

    def act(self, what: str) -> None:
        """Write it, or take it back."""
        status, _, _ = self.visitor.post(f"{self.address}{what}/", {"reason": "测量"})
        assert status == 200, f"{what}: {status}"


def _sent(site: Served, path: Path) -> _Sent:
    """Upload it, and let it be read to its end."""
    visitor = site.visitor("county_office")
    since = perf_counter()
    status, page, _ = visitor.upload("/register/imports/", {"start": START}, path)
    assert status == 200, status
    [address] = set(re.findall(rb'action="(/register/imports/[^/]+/)next/"', page))
    sent = _Sent(visitor, address.decode())
    while b"/next/" in page:
        asked = perf_counter()
        status, page, _ = visitor.post(f"{sent.address}next/", {})
        assert status == 200, status
        sent.steps.append(perf_counter() - asked)
    sent.page, sent.seconds = page, perf_counter() - since
    sent.state = "ready" if b"/apply/" in page else "faulty"
    return sent


def _memory(site: Served) -> float:
    """The most that a process which serves pages ever held, in MiB; Linux tells it."""
    port, found = site.url.rstrip("/").rpartition(":")[2].encode(), 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if b"granian" in (said := (folder / "cmdline").read_bytes()) and port in said.split(b"\0"):
                held = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text())
                found = max(found, int(held[1]) / 1024 if held else 0)
    return found


@contextmanager
def _bare(owner: psycopg.Connection) -> Generator[None]:
    """A table of the workbook's columns without a rule."""
    owner.execute("drop table if exists bench_bare")
    owner.execute("create table bench_bare (" + ", ".join(f"c{n} text" for n in range(len(HEADS))) + ")")  # type: ignore[arg-type]
    yield
    owner.execute("drop table bench_bare")


def _timed(work: Callable[[], Any]) -> float:
    since = perf_counter()
    work()
    return perf_counter() - since


def _plain(owner: psycopg.Connection, path: Path) -> float:
    """As most would do it."""
    with _bare(owner), owner.transaction():
        since = perf_counter()
        sheet = load_workbook(path, read_only=True).worksheets[0]
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        marks = ", ".join(["%s"] * len(HEADS))
        owner.cursor().executemany(f"insert into bench_bare values ({marks})", rows)  # type: ignore[arg-type]
        return perf_counter() - since


def _copied(owner: psycopg.Connection, path: Path) -> float:
    """Nothing can be quicker than this."""
    with _bare(owner), owner.transaction():
        since = perf_counter()
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
        with owner.cursor().copy("copy bench_bare from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        return perf_counter() - since
