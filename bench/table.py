"""The tables: seconds as ratios to the bare scan, peaks, agreement, and the targets."""

from __future__ import annotations

import math
from typing import Any

from bench.sizes import CONTESTANTS

Answers = dict[str, dict[str, Any]]
ALL = "ours"  # whose answers the others must equal, and whose duties they are scaled to


def section(name: str, about: dict[str, int], answers: Answers) -> str:
    """The table of one size."""
    gib = about["bytes"] / 2**30
    lines = [
        f"## {name[0].upper()}{name[1:]}: {about['bearers']:,} bearers, {about['rows']:,} rows, "
        f"{about['shards']} shard(s), {gib:.2f} GiB",
        "",
        "| | duties | seconds | × bare scan | × ours | peak GiB | answers |",
        "|---|---:|---:|---:|---:|---:|---|",
        *(line for contestant, found in answers.items() for line in _lines(contestant, found, about, answers)),
        "",
    ]
    return "\n".join(lines)


def _lines(name: str, found: dict[str, Any], about: dict[str, int], answers: Answers) -> list[str]:
    label = CONTESTANTS[name]
    if "missing" in found or "not_run" in found:
        why = found.get("not_run") or f"{found['missing']} is not installed"
        return [f"| {label} | — | — | — | — | — | {why} |"]
    whole = _whole(found, about)
    about_word = "≈ " if found["shards"] < about["shards"] else ""
    lines = [_line(label, found["duties"] or "", about_word, whole, answers, about, found["peak"], _verdict(name, found, answers))]
    for duty, seconds in found["parts"].items():
        lines.append(_line(f"… {duty.split('/')[1]}", 1, "", seconds, answers, about))
    duties = answers.get(ALL, {}).get("duties", 0)
    if found["parts"] and duties:
        whole *= duties / found["duties"]
        lines.append(_line("… as many duties as ours (extrapolated)", duties, "≈ ", whole, answers, about))
    return lines


def _line(
    label: str,
    duties: object,
    sign: str,
    seconds: float,
    answers: Answers,
    about: dict[str, int],
    peak: int | None = None,
    verdict: str = "",
) -> str:
    ratios = [_whole(answers[o], about) if "seconds" in answers.get(o, {}) else None for o in ("scan", ALL)]
    shown = " | ".join(f"{sign}{seconds / r:.2f}" if r else "—" for r in ratios)
    memory = f"{peak / 2**30:.2f}" if peak else ""
    return f"| {label} | {duties} | {sign}{seconds:.3f} | {shown} | {memory} | {verdict} |"


def _whole(found: dict[str, Any], about: dict[str, int]) -> float:
    """Seconds for all shards, where only some ran."""
    return found["seconds"] * about["shards"] / found["shards"]


def _verdict(name: str, found: dict[str, Any], answers: Answers) -> str:
    if not found["met"]:
        return ""
    if name == ALL:
        return f"{found['verdicts']:,} verdicts, {sum(found['met'].values()):,} met"
    if "met" not in answers.get(ALL, {}) or found["shards"] < answers[ALL]["shards"]:
        return f"not compared ({found['shards']} shard)"
    wrong = _unequal(found, answers[ALL])
    return f"differ: {', '.join(wrong)}" if wrong else f"{len(found['met'])} equal to ours"


def _unequal(found: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    return [duty for duty, met in found["met"].items() if ours["met"].get(duty) != met]


def disagreements(answers: Answers) -> list[str]:
    """Every duty on which a contestant that saw all shards gives another number of met verdicts than ours."""
    ours = answers.get(ALL, {})
    if "met" not in ours:
        return []
    return [
        f"{name} {duty}: {found['met'][duty]:,}, ours {ours['met'].get(duty, 0):,}"
        for name, found in answers.items()
        if "met" in found and found["shards"] == ours["shards"]
        for duty in _unequal(found, ours)
    ]


def targets(archives: dict[str, dict[str, int]], answers: dict[str, Answers]) -> str:
    """What was promised, beside what was measured."""
    seconds = {s: a[ALL]["seconds"] for s, a in answers.items() if "seconds" in a.get(ALL, {})}
    lines = ["## Targets", "", "| target | measured | |", "|---|---|---|"]
    if "county" in seconds:
        first = answers["county"][ALL]["first"]
        said = f"{seconds['county']:.2f} s (first run of the process: {first:.2f} s)"
        lines.append(_target("a county year in less than 0.5 s", said, seconds["county"] < 0.5))
    if "nation" in seconds and "seconds" in answers["nation"].get("scan", {}):
        nation = answers["nation"]
        ratio, held = seconds["nation"] / nation["scan"]["seconds"], nation[ALL]["peak"] / 2**30
        lines.append(_target("the nation year: at least 50 duties", str(nation[ALL]["duties"]), nation[ALL]["duties"] >= 50))
        lines.append(_target("… at most 12 × the bare scan", f"{ratio:.1f} ×", ratio <= 12))
        lines.append(_target("… at most 2 GiB", f"{held:.2f} GiB", held <= 2))
    if "county" in seconds:
        lines += [_growth(a, b, archives, seconds) for a, b in (("gansu", "nation"), ("county", "gansu")) if {a, b} <= set(seconds)]
    return "\n".join([*lines, ""])


def _growth(small: str, large: str, archives: dict[str, dict[str, int]], seconds: dict[str, float]) -> str:
    """The exponent between two sizes, raw and (if both are larger than a county) beyond a county's cost a shard."""
    rows = math.log(archives[large]["rows"] / archives[small]["rows"])
    raw = math.log(seconds[large] / seconds[small]) / rows
    said, worst = f"{raw:.3f}", raw
    beyond = [seconds[s] - seconds["county"] * archives[s]["shards"] for s in (small, large)]
    if small != "county" and min(beyond) > 0:
        net = math.log(beyond[1] / beyond[0]) / rows
        said, worst = f"{said}; beyond the fixed cost of a shard {net:.3f}", max(raw, net)
    return _target(f"{small} to {large}: cost grows no faster than rows^1.05", said, worst <= 1.05)


def _target(what: str, measured: str, holds: bool) -> str:
    return f"| {what} | {measured} | {'met' if holds else '**not met**'} |"
