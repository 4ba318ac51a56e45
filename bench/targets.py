"""What was promised, beside what was measured."""

from __future__ import annotations

import math

from bench.sizes import NAMES
from bench.table import FLOOR, OURS, Sheet


def targets(sheets: dict[str, Sheet]) -> str:
    """One line a target, for the sizes that were measured."""
    measured = {size: sheet for size, sheet in sheets.items() if sheet.seconds(OURS)}
    lines: list[str] = []
    if "county" in measured:
        best, first = (measured["county"].answers[OURS][k] for k in ("seconds", "first"))
        said = f"{best:.2f} s (first run of a process: {first:.2f} s)"
        lines.append(_line("a county year in less than 0.5 s", said, best < 0.5))
    if "nation" in measured:
        lines += _nation(measured["nation"])
    pairs = (("county", "gansu"), ("gansu", "nation"))
    lines += [line for a, b in pairs if {a, b} <= set(measured) for line in _growth(a, b, measured)]
    return "\n".join(["## Targets", "", "| target | measured | |", "|---|---|---|", *lines, ""])


def _nation(nation: Sheet) -> list[str]:
    """Two cores may be used by one process or by two; either way both limits must hold at once."""
    duties = nation.answers[OURS]["duties"]
    lines = [_line("the nation year with at least 50 duties", str(duties), duties >= 50)]
    floor = nation.seconds(FLOOR)
    for name, label in ((OURS, "one process"), ("ours_two", "two processes")):
        seconds = nation.seconds(name)
        if seconds is None or floor is None:
            continue
        ratio, held = seconds / floor, nation.answers[name]["peak"] / 2**30
        what = f"… at most 12 × the bare scan and at most 2 GiB, {label}"
        lines.append(_line(what, f"{ratio:.1f} ×, {held:.2f} GiB", ratio <= 12 and held <= 2))
    return lines


def _growth(small: str, large: str, sheets: dict[str, Sheet]) -> list[str]:
    """The exponent between two sizes: raw, and where a county's cost a shard can be taken off, without it."""
    what = f"{NAMES[small]} to {NAMES[large]}: cost grows no faster than rows^1.05"
    rows = math.log(sheets[large].about["rows"] / sheets[small].about["rows"])
    times = [sheets[s].seconds(OURS) or math.nan for s in (small, large)]
    lines = [_exponent(what, times, rows)]
    fixed = sheets["county"].seconds(OURS) if "county" in sheets and small != "county" else None
    if fixed:
        beyond = [t - fixed * sheets[s].about["shards"] for s, t in zip((small, large), times, strict=True)]
        if min(beyond) > 0:
            lines.append(_exponent("… beyond the fixed cost of a shard", beyond, rows))
    return lines


def _exponent(what: str, times: list[float], rows: float) -> str:
    found = math.log(times[1] / times[0]) / rows
    return _line(what, f"rows^{found:.3f}", found <= 1.05)


def _line(what: str, measured: str, holds: bool) -> str:
    return f"| {what} | {measured} | {'met' if holds else '**not met**'} |"
