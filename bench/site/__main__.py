"""`python -m bench.site [--rounds 7] [--home FOLDER] [--out FILE]`: the site at the size of a county, measured.

Starts a site of its own in a folder that is kept (bench/data/site), so that the second run begins at once.
"""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import django

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.first_accounts import DEMO, read
from bangfu.site.starting import databases, started
from bench.machine import facts, load
from bench.site import entry
from bench.site.pages import Page, pages
from bench.site.visitor import Visitor
from bench.sizes import DATA, HERE

TARGET = 0.150  # seconds, p95 of a page
BOARD = 1.0  # seconds until a new entry is on the board
ENTRIES = 7
ROLES = (
    "resident_cadre", "responsible_helper", "unit_contact", "unit_leader", "township_clerk", "township_leader",
    "county_office", "organization_department", "inspector", "county_leader", "provincial_analyst",
)  # fmt: skip


def main() -> None:
    """Start, measure, print, write."""
    parser = argparse.ArgumentParser(prog="bench.site", description="the pages at the size of a county")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--home", type=Path, default=DATA / "site")
    parser.add_argument("--out", type=Path, default=HERE / "site.md")
    chosen = parser.parse_args()
    chosen.home.mkdir(parents=True, exist_ok=True)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bangfu.site.settings", "BANGFU_HOME": str(chosen.home)}
    before = load()
    with ExitStack() as stack:
        url = started(stack, chosen.home, 8700, "bench.site.county", STANDS_ON.isoformat(), print).url
        django.setup()
        passwords = {a["role"]: a["password"] for a in read(chosen.home, DEMO)}
        urls = databases(stack, chosen.home)
        parts = [_walked(url, passwords, chosen.rounds), _counted(url, passwords, urls.judge, urls.owner)]
    text = "\n".join(["# The site at the size of a county\n", facts(before, load()), *parts])
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


def _walked(url: str, passwords: dict[str, str], rounds: int) -> str:
    found: list[Page] = []
    for role in ROLES:
        visitor = Visitor(url)
        start = visitor.sign_in(role, passwords[role])
        here = list(pages(visitor, role, start, rounds))
        slowest = max(here, key=lambda p: p.p95)
        print(
            f"{role}: {len(here)} routes, the slowest {slowest.route} {slowest.p95 * 1000:.0f} ms", flush=True
        )
        found += here
    floor = median(Visitor(url).get("/sign-in/")[2] for _ in range(40))
    over = [p for p in found if p.p95 > TARGET]
    lines = [
        f"| {p.role} | {p.route} | {p.middle * 1000:.0f} | {p.p95 * 1000:.0f} | {p.p95 / floor:.1f} | {p.size / 1024:.0f} |"
        for p in sorted(found, key=lambda p: -p.p95)
    ]
    return (
        f"{len(found)} pages of {len({p.route for p in found})} routes; {len(over)} above {TARGET * 1000:.0f} ms (p95)."
        f" The floor is the sign-in page, which asks nothing of the county: {floor * 1000:.1f} ms.\n\n"
        "| role | route | median ms | p95 ms | × floor | KiB |\n|---|---|---:|---:|---:|---:|\n"
        + "\n".join(lines)
        + "\n"
    )


def _counted(url: str, passwords: dict[str, str], judge: str, owner: str) -> str:
    helper, office = Visitor(url), Visitor(url)
    helper.sign_in("responsible_helper", passwords["responsible_helper"])
    office.sign_in("county_office", passwords["county_office"])
    times = [entry.on_board(helper, office, judge, STANDS_ON, n) for n in range(ENTRIES)]
    answer, board = (median(t[i] for t in times) for i in (0, 1))
    whole = entry.judged_whole(judge, STANDS_ON)
    bare = median(entry.bare_insert(owner) for _ in range(ENTRIES))
    kept = "met" if max(t[1] for t in times) < BOARD else "**not met**"
    rows = (
        ("recorded, judged, answered to the phone", answer),
        ("… and read on the county's board", board),
        ("the other way: take the whole county and judge it anew", whole),
        ("the limit: one bare insert, committed", bare),
    )
    lines = [
        f"| {name} | {took * 1000:.1f} | {took / bare:.0f} | {took / board:.2f} |" for name, took in rows
    ]
    return (
        f"## A new entry\n\nBelow {BOARD:.0f} s on the board: {kept} ({max(t[1] for t in times):.2f} s at most of {ENTRIES}).\n\n"
        "| | ms | × bare insert | × ours |\n|---|---:|---:|---:|\n" + "\n".join(lines) + "\n"
    )


if __name__ == "__main__":
    main()
