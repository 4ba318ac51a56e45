"""The tables: seconds as ratios to the bare scan, peaks, and who agrees with us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bench.sizes import CONTESTANTS, NAMES

Answers = dict[str, dict[str, Any]]
OURS, FLOOR = "ours", "scan"  # whose answers the others must equal; what seconds are compared with

_HEAD = """
| | duties | seconds | × bare scan | × ours | CPU s | × bare scan | peak GiB | answers |
|---|---:|---:|---:|---:|---:|---:|---:|---|
"""


@dataclass(frozen=True)
class Sheet:
    """What was measured at one size: `about` the archive, `answers` by contestant."""

    size: str
    about: dict[str, int]
    answers: Answers

    def text(self) -> str:
        """The heading and the table."""
        a, name = self.about, NAMES[self.size]
        heading = (
            f"## {name[0].upper()}{name[1:]}: {a['bearers']:,} bearers, {a['rows']:,} rows, "
            f"{a['bytes'] / 2**20:,.0f} MiB in {a['shards']} shard(s)\n"
        )
        lines = [line for contestant in self.answers for line in self._lines(contestant)]
        return heading + _HEAD + "\n".join(lines) + "\n"

    def seconds(self, name: str, what: str = "seconds") -> float | None:
        """Seconds (or "cpu" seconds) for all shards, multiplied up where only some ran; None for who took no part."""
        found = self.answers.get(name, {})
        return found[what] * self.about["shards"] / found["shards"] if what in found else None

    def unequal(self, name: str) -> list[str]:
        """The duties on which a contestant that saw the same shards gives another number of met verdicts than ours."""
        found, ours = self.answers[name], self.answers.get(OURS, {})
        if "met" not in found or "met" not in ours or found["shards"] != ours["shards"]:
            return []
        return [duty for duty, met in found["met"].items() if ours["met"].get(duty) != met]

    def _lines(self, name: str) -> list[str]:
        found, label, seconds = self.answers[name], CONTESTANTS[name], self.seconds(name)
        if seconds is None:
            why = found.get("not_run") or f"{found['missing']} is not installed"
            return [f"| {label} | — | — | — | — | — | — | — | {why} |"]
        sign = "≈ " if found["shards"] < self.about["shards"] else ""
        memory, verdict = f"{found['peak'] / 2**30:.2f}", self._verdict(name)
        lines = [
            self._line(label, found["duties"] or "", seconds, sign)
            + f"{self._work(name, sign)} {memory} | {verdict} |"
        ]
        for duty, part in found["parts"].items():
            lines.append(self._line(f"… {duty.split('/')[1]}", 1, part) + " | | | |")
        duties = self.answers.get(OURS, {}).get("duties", 0)
        if found["parts"] and duties:
            label, seconds = "… as many duties as ours (extrapolated)", seconds * duties / found["duties"]
            lines.append(self._line(label, duties, seconds, "≈ ") + " | | | |")
        return lines

    def _line(self, label: str, duties: object, seconds: float, sign: str = "") -> str:
        ratios = [f"{sign}{seconds / s:.2f}" if (s := self.seconds(n)) else "—" for n in (FLOOR, OURS)]
        return f"| {label} | {duties} | {sign}{seconds:.3f} | {' | '.join(ratios)} |"

    def _work(self, name: str, sign: str) -> str:
        mine, floor = self.seconds(name, "cpu"), self.seconds(FLOOR, "cpu")
        return f" {sign}{mine:.3f} | {sign}{mine / floor:.2f} |" if mine and floor else " — | — |"

    def _verdict(self, name: str) -> str:
        found, ours = self.answers[name], self.answers.get(OURS, {})
        if name == OURS:
            return f"{found['verdicts']:,} verdicts, {sum(found['met'].values()):,} met"
        if not found["met"]:
            return ""
        if "met" not in ours or found["shards"] != ours["shards"]:
            return f"not compared ({found['shards']} shard(s))"
        wrong = self.unequal(name)
        return f"**differ: {', '.join(wrong)}**" if wrong else f"{len(found['met'])} equal to ours"
