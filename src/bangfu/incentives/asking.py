"""Whether bars shut somebody out from something: the bars that matter, side by side and never added up (S11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bangfu.facts.roster.spans import Span
from bangfu.incentives.bars import Bar
from bangfu.incentives.notes import said
from bangfu.incentives.purposes import LooksAt, purposes
from bangfu.regulation.incentives import PurposeName
from bangfu.regulation.shapes import Title

Answer = Literal["yes", "no", "judgement"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about: on which day somebody would be proposed, and for which year."""

    on: date
    year: int

    @property
    def whole(self) -> Span:
        """The year."""
        return Span(date(self.year, 1, 1), date(self.year, 12, 31))


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer with what led to it."""

    answer: Answer
    bars: tuple[Bar, ...] = ()
    grants: tuple[str, ...] = ()
    notes: tuple[Title, ...] = ()


def together(parts: Iterable[Verdict]) -> Verdict:
    """All conditions of one thing: no where one says no, for a person where one cannot say."""
    parts = list(parts)
    answers = {p.answer for p in parts}
    answer: Answer = "no" if "no" in answers else "judgement" if "judgement" in answers else "yes"
    bars = dict.fromkeys(b for p in parts for b in p.bars)
    grants = dict.fromkeys(g for p in parts for g in p.grants)
    return Verdict(answer, tuple(bars), tuple(grants), tuple(n for p in parts for n in p.notes))


def unbarred(bars: Iterable[Bar], purpose: PurposeName, asked: Asked) -> Verdict:
    """Whether these bars of somebody leave the purpose open."""
    looks_at = purposes()[purpose].looks_at
    return together(
        Verdict("yes") if v is None else v for v in (_one(b, purpose, looks_at, asked) for b in bars)
    )


def any_open(bars: Iterable[Bar], wanted: Iterable[PurposeName], asked: Asked) -> Verdict:
    """The same for something that has several kinds: open where one is, for a person where they differ."""
    bars = list(bars)
    found = [unbarred(bars, purpose, asked) for purpose in wanted]
    answers = {v.answer for v in found}
    if len(answers) <= 1:
        return together(found)
    whole = together(found)
    return Verdict("judgement", whole.bars, whole.grants, whole.notes)


def _one(bar: Bar, purpose: PurposeName, looks_at: LooksAt, asked: Asked) -> Verdict | None:
    """What one bar says; None where it says nothing."""
    if purpose not in bar.sure | bar.maybe:
        return None
    held = max((_held(bar, day) for day in _days(looks_at, asked)), default=0)
    if not held and looks_at in ("year", "term") and Span(bar.first, bar.perhaps).within(asked.whole):
        note = said("PART_YEAR" if looks_at == "year" else "TERM_OVER", what=bar.decision.id)
        return Verdict("judgement", (bar,), notes=(note,))
    if not held:
        return None
    doubts = list(_doubts(bar, purpose, held))
    return Verdict("judgement" if doubts else "no", (bar,), notes=(*doubts, _told(bar)))


def _days(looks_at: LooksAt, asked: Asked) -> list[date]:
    """The days on which a bar counts."""
    if looks_at == "year":
        return [asked.whole.last]
    gone_by = looks_at == "year_end" and asked.whole.last < asked.on
    return [asked.on, asked.whole.last] if gone_by else [asked.on]


def _held(bar: Bar, day: date) -> int:
    """2 where it holds, 1 where it may, else 0."""
    if day < bar.first or day > bar.perhaps:
        return 0
    return 2 if day <= bar.last else 1


def _doubts(bar: Bar, purpose: PurposeName, held: int) -> Iterator[Title]:
    if not bar.decision.sure:
        yield said("AMENDED", what=bar.decision.id)
    if purpose in bar.maybe:
        yield said("WHICH_MEASURE", what=bar.decision.id)
    if held == 1:
        yield said("HOW_LONG", what=bar.decision.id)


def _told(bar: Bar) -> Title:
    """The bar and what ends it."""
    first = said("BARRED", what=bar.decision.id, clause=bar.decision.clause or "", start=bar.first)
    last = said(f"ENDS_{bar.ends.upper()}", end="" if bar.last == date.max else bar.last)
    return Title(zh=first.zh + last.zh, en=first.en + last.en)
