"""One run: every contestant on every size, each in a process of its own, and the table of it.

`python -m bench.run [--size county|gansu|nation|all] [--out FILE]`. This process stays small and starts one other at a
time, so that neither its memory nor its work is in anybody's figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.machine import facts, load
from bench.sizes import CONTESTANTS, DATA, HERE, NAMES, NOT_RUN, ONE_SHARD, REPEATS, SIZES
from bench.table import Answers, Sheet
from bench.targets import targets


def main() -> None:
    """Measure, print, write; the exit code is 1 where two contestants disagree."""
    parser = argparse.ArgumentParser(
        prog="bench", description="the engine measured against the ways not taken"
    )
    parser.add_argument("--size", choices=[*SIZES, "all"], default="all")
    parser.add_argument(
        "--only", nargs="*", choices=CONTESTANTS, default=list(CONTESTANTS), help="contestants"
    )
    parser.add_argument("--out", type=Path, default=HERE / "results.md")
    chosen = parser.parse_args()
    sizes = list(SIZES) if chosen.size == "all" else [chosen.size]
    before = load()
    sheets: dict[str, Sheet] = {}
    for size in sizes:
        sheets[size] = Sheet(size, _archive(size), _contest(size, chosen.only))
        print(sheets[size].text(), flush=True)
    print(targets(sheets))
    parts = [facts(before, load()), *(s.text() for s in sheets.values()), targets(sheets)]
    chosen.out.write_text("\n".join(parts), encoding="utf-8")
    wrong = [
        f"{size}: {name}: {duty}"
        for size, s in sheets.items()
        for name in s.answers
        for duty in s.unequal(name)
    ]
    if wrong:
        sys.exit("contestants disagree with ours:\n" + "\n".join(wrong))


def _archive(size: str) -> dict[str, int]:
    about = DATA / size / "about.json"
    if not about.exists():
        _say(f"{NAMES[size]}: writing the archive of {SIZES[size]:,} bearers …")
        subprocess.run([sys.executable, "-m", "bench.archive", size], cwd=HERE.parent, check=True)
    return json.loads(about.read_text(encoding="utf-8"))


def _contest(size: str, names: list[str]) -> Answers:
    found: Answers = {}
    for name in names:
        if (size, name) in NOT_RUN:
            found[name] = {"not_run": NOT_RUN[size, name]}
            continue
        _say(f"{NAMES[size]}: {CONTESTANTS[name].replace('*', '')} …")
        found[name] = _measured(name, size)
    return found


def _measured(name: str, size: str) -> dict[str, Any]:
    limit = ["1"] if (size, name) in ONE_SHARD else []
    repeats = "1" if limit else str(REPEATS[name] if name in REPEATS else REPEATS[size])
    command = [sys.executable, "-m", "bench.measure", name, str(DATA / size), repeats, *limit]
    done = subprocess.run(command, cwd=HERE.parent, check=False, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"signal {-done.returncode}"])[-1]
        return {"not_run": f"failed: {last[:80]}"}
    return json.loads(done.stdout.splitlines()[-1])


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
