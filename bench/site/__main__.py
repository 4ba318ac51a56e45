"""`python -m bench.site [--rounds 7] [--home FOLDER] [--out FILE]`: the site at the size of a county, measured.

Starts a site of its own in a folder that is kept (bench/data/site), so that the second run begins at once.
"""

from __future__ import annotations

from statistics import median

from bangfu.site.demo.county import STANDS_ON
from bench.machine import facts, load
from bench.served import TARGET, Served, options, serving
from bench.site import entry
from bench.site.pages import Page, pages

BOARD = 1.0  # seconds until a new entry is on the board
ENTRIES = 7
ROLES = (
    "resident_cadre", "responsible_helper", "unit_contact", "unit_leader", "township_clerk", "township_leader",
    "county_office", "organization_department", "inspector", "county_leader", "provincial_analyst",
)  # fmt: skip


def main() -> None:
    """Start, measure, print, write."""
    chosen, before = options("site", 7).parse_args(), load()
    with serving(chosen.home, chosen.port, "bench.site.county") as site:
        parts = [_walked(site, chosen.rounds), _counted(site)]
    text = "\n".join(["# The site at the size of a county\n", facts(before, load()), *parts])
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


def _walked(site: Served, rounds: int) -> str:
    found: list[Page] = []
    for role in ROLES:
        visitor = site.visitor(role)
        start = visitor.get("/")[1]
        here = list(pages(visitor, role, start, rounds))
        slowest = max(here, key=lambda p: p.p95)
        print(
            f"{role}: {len(here)} routes, the slowest {slowest.route} {slowest.p95 * 1000:.0f} ms", flush=True
        )
        found += here
    floor = site.floor(40)
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


def _counted(site: Served) -> str:
    helper, office = site.visitor("responsible_helper"), site.visitor("county_office")
    judge, owner = site.urls.judge, site.urls.owner
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
