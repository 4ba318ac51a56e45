"""Facts of inspections, findings, good practice and verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bangfu.site.papers.facts.basis import Clause, Source


@dataclass(frozen=True)
class Team:
    """A group that inspects, and where."""

    name: str
    leader: str
    members: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Campaign:
    """An inspection: its title, days, places, teams and the clauses it is held by."""

    title: str
    start: date
    end: date
    places: tuple[str, ...]
    teams: tuple[Team, ...] = ()
    basis: tuple[Clause, ...] = ()
    source: Source | None = None


FindingState = Literal["open", "rectified", "closed"]


@dataclass(frozen=True)
class Finding:
    """A problem that was found: where, under which clause, what is to be done, by whom, until when, and how far it is."""

    number: str
    place: str
    clause: Clause
    problem: str
    opinion: str
    leader: str  # the responsible one, by post or name
    deadline: date
    state: FindingState = "open"
    source: Source | None = None

    def overdue(self, on: date) -> bool:
        """Whether its day has passed and it is still open."""
        return self.state == "open" and self.deadline < on


@dataclass(frozen=True)
class Practice:
    """Something done well: who did it, what, and the clause that rewards it, where there is one."""

    body: str
    text: str
    clause: Clause | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Tally:
    """How many verdicts on a duty stand how."""

    duty: str
    clause: Clause
    met: int = 0
    open: int = 0
    unmet: int = 0
    judgement: int = 0
    exempt: int = 0
    source: Source | None = None

    @property
    def total(self) -> int:
        """All of them."""
        return self.met + self.open + self.unmet + self.judgement + self.exempt


@dataclass(frozen=True)
class Check:
    """What an inspection asks."""

    text: str
    clause: Clause


@dataclass(frozen=True)
class Plan:
    """For 督查方案."""

    campaign: Campaign
    checks: tuple[Check, ...]
    methods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feedback:
    """For 反馈意见, to one body."""

    campaign: Campaign
    findings: tuple[Finding, ...]
    practices: tuple[Practice, ...] = ()
    answer_by: date | None = None


@dataclass(frozen=True)
class Notice:
    """For 整改通知, to one body; `report_by` is the day by which it tells what was done."""

    campaign: Campaign
    findings: tuple[Finding, ...]
    report_by: date


@dataclass(frozen=True)
class Report:
    """For 督查报告 and 专项报告."""

    campaign: Campaign
    tallies: tuple[Tally, ...] = ()
    findings: tuple[Finding, ...] = ()
    practices: tuple[Practice, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Month:
    """For 通报: a month of an area, seen on a day. `findings` are all that were open at any time of it."""

    area: str
    first: date
    on: date
    tallies: tuple[Tally, ...] = ()
    findings: tuple[Finding, ...] = ()
    practices: tuple[Practice, ...] = ()
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Praise:
    """For 通报表扬."""

    area: str
    period: str
    practices: tuple[Practice, ...]
