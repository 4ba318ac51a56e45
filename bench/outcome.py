"""What one contestant says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """How many verdicts were met by duty, and what else the table needs to know."""

    met: dict[str, int] = field(default_factory=dict[str, int])
    parts: dict[str, float] = field(default_factory=dict[str, float])  # seconds of a piece, by name
    duties: int = 0
    verdicts: int = 0
    workers_peak: int = 0  # bytes, of processes started by the contestant
