"""The board as plain data; the terminal, the workbook and the page show this and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from bangfu.language import Language

STATUSES = ("met", "open", "unmet", "judgement", "exempt")


@dataclass(frozen=True)
class Tally:
    """How many verdicts of each status."""

    met: int = 0
    open: int = 0
    unmet: int = 0
    judgement: int = 0
    exempt: int = 0

    def __add__(self, other: Tally) -> Tally:
        mine, theirs = asdict(self), asdict(other)
        return Tally(**{s: mine[s] + theirs[s] for s in STATUSES})

    @property
    def total(self) -> int:
        """All verdicts."""
        return self.met + self.open + self.unmet + self.judgement + self.exempt

    @property
    def kept(self) -> float | None:
        """The share met of what is settled (met or unmet); None while nothing is."""
        settled = self.met + self.unmet
        return self.met / settled if settled else None

    def of(self, status: str) -> int:
        """The number of one status."""
        return int(getattr(self, status))


@dataclass(frozen=True)
class DutyRow:
    """One rule of one regulation: its clause and how it stands over all bearers."""

    regulation: str
    clause: str
    duty: str
    title: str
    text: str
    groups: tuple[str, ...]  # kinds of bearer that owe it
    tally: Tally


@dataclass(frozen=True)
class Cell:
    """How one rule stands for one kind of bearer in one area: what every other figure of an area adds up."""

    area: str
    group: str
    duty: int  # its place in `Board.duties`
    tally: Tally


@dataclass(frozen=True)
class Area:
    """A township, or (code "") what belongs to the county as a whole."""

    code: str
    name: str
    tally: Tally
    groups: Mapping[str, Tally]


@dataclass(frozen=True)
class RegulationRow:
    """A regulation that was judged."""

    id: str
    number: str
    title: str
    start: date
    end: date | None
    tally: Tally


@dataclass(frozen=True)
class Gap:
    """What one bearer missed of one duty: all its missed periods, and the worst of them in figures."""

    regulation: str
    number: str
    clause: str
    duty: str
    title: str
    text: str
    role: str
    group: str
    bearer: str  # id
    name: str
    areas: tuple[str, ...]
    missing: float  # mean share missing over the missed verdicts, 0..1
    missed: int  # verdicts missed
    judged: int  # verdicts in all
    first: date
    last: date
    worst_start: date
    worst_end: date
    required: float | None
    achieved: float
    unit: str
    evidence: tuple[str, ...]  # every entry that counted for this duty, whatever the period
    note: str
    key: Mapping[str, str]  # person, organisation, place, household, counterpart of the worst verdict


@dataclass(frozen=True)
class Board:
    """How a county stands on a day."""

    name: str
    as_of: date
    language: Language
    synthetic: bool
    regulations: tuple[RegulationRow, ...]
    total: Tally
    groups: Mapping[str, Tally]
    areas: tuple[Area, ...]
    duties: tuple[DutyRow, ...]
    cells: tuple[Cell, ...]
    gaps: tuple[Gap, ...]
