"""`python -m bench.intake [--seconds 10] [--out FILE]`: entries one at a time and by the thousand, beside PostgreSQL.

A county of its own in an embedded database, served as `bangfu run` serves it: two workers, judge and reminders beside
them. What calls stands on the same machine and takes its part of it.
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.starting import databases, started
from bench.intake import raw
from bench.intake.callers import ENTRIES, Taken, heaps, phone, program, together
from bench.intake.county import HELPERS, OFFICES, Recorder, recorders
from bench.machine import facts, load
from bench.sizes import HERE

FASTEST = 40_000  # entries a second
NOTES = """
What others reach with single requests on a comparable machine: ODK Central 191 a second, healthchecks 147 a second.
`µs` of a bulk call are those of one entry. One book is written by one at a time: its entries stand on each other.
A phone waits until its entry was judged, and is told what it counts for.
"""


def main() -> None:
    """Start, hand in, print, write."""
    parser = argparse.ArgumentParser(prog="bench.intake")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--out", type=Path, default=HERE / "intake.md")
    chosen, before = parser.parse_args(), load()
    with TemporaryDirectory() as home, ExitStack() as stack:
        text = _measured(stack, Path(home), chosen.seconds)
    whole = f"# Taking entries in\n\n{facts(before, load())}\n{text}{NOTES}"
    print(whole)
    chosen.out.write_text(whole, encoding="utf-8")


def _measured(stack: ExitStack, home: Path, seconds: float) -> str:
    url = started(stack, home, 8760, "bench.intake.county", STANDS_ON.isoformat(), print).url
    everybody = recorders(home)
    helpers, offices, others = (
        everybody[:HELPERS],
        everybody[HELPERS:][:OFFICES],
        everybody[HELPERS + OFFICES :],
    )
    ones = {
        f"a phone, {HELPERS} at once": together([phone(url, r) for r in helpers], seconds),
        f"the API, {HELPERS} at once": together([program(url, r, "program") for r in helpers], seconds),
    }
    many = {
        "the API": _heaped(url, offices[:1], seconds, "one"),
        f"the API, {OFFICES} at once into one county's book": _heaped(url, offices, seconds, "same"),
        f"the API, {OFFICES} at once, a county each": _heaped(url, [offices[0], *others], seconds, "each"),
    }
    single, bare = raw.measured(databases(stack, home).owner, HELPERS, seconds)
    return _ones(ones | {f"PostgreSQL alone, {HELPERS} at once": single}, single) + _heaps(
        many | {"PostgreSQL alone": bare}, bare
    )


def _heaped(url: str, offices: list[Recorder], seconds: float, mark: str) -> Taken:
    """As many calls as the fastest site imaginable could take in the time."""
    calls = int(seconds * FASTEST / ENTRIES / len(offices)) + 1
    return together([heaps(url, office, f"heap-{mark}", calls) for office in offices], seconds)


def _ones(found: dict[str, Taken], limit: Taken) -> str:
    lines = [
        f"| {name} | {t.rate:,.0f} | {t.rate / limit.rate:.2f} | {t.middle * 1000:.1f} | {t.p95 * 1000:.1f} |"
        for name, t in found.items()
    ]
    head = "| way | entries/s | × PostgreSQL | ms, median | ms, p95 |\n|---|---:|---:|---:|---:|\n"
    return "## One entry, committed and answered\n\n" + head + "\n".join(lines) + "\n"


def _heaps(found: dict[str, Taken], limit: Taken) -> str:
    lines = [
        f"| {name} | {t.rate:,.0f} | {t.rate / limit.rate:.2f} | {1e6 / t.rate:.0f} |"
        for name, t in found.items()
    ]
    head = (
        f"\n## {ENTRIES:,} entries a call\n\n| way | entries/s | × PostgreSQL | µs |\n|---|---:|---:|---:|\n"
    )
    return head + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
