"""The judgement of one duty: rows and days in, arrays of verdicts out.

For every line and period: how much was achieved, how much is required, and what that means on the as-of day. All the
lines of a duty are judged together, as arrays; nothing here knows a name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum, IntFlag
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bangfu.regulation.model import DutyRule, PartPeriod, PeriodName
from bangfu.regulation.periods import Masks, Period, Window, day_number, period_holding
from bangfu.regulation.workdays import WorkCalendar
from bangfu.verdict.owed import Owed

# Counts are 32-bit: a year has few days and a village few households, and a nation has many cells.
Ints = NDArray[np.int32]
Index = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Status(IntEnum):
    """The statuses of the contract."""

    MET = 0
    OPEN = 1
    UNMET = 2
    JUDGEMENT = 3
    EXEMPT = 4


class Mark(IntFlag):
    """Why a verdict is as it is, for its note."""

    PART_POST = 1  # the bearer held the post for part of the period
    PART_LAW = 2  # the regulation was in force for part of the period
    UNDER_HALF = 4  # … for less than half of it
    PRO_RATA = 8  # the base shrank to the days in post
    NO_NUMBER = 16
    LATE = 32  # done, but after the part of the year in which it is due
    SHORT_WEEK = 64  # a week with fewer official workdays than asked
    READINGS_DIFFER = 128
    NO_CALENDAR = 256
    ALL_OF_FEWER = 512  # fewer targets exist than asked: all of them are required
    NEXT_PERIOD = 1024  # the following period still counts
    TRANSITION = 2048  # the first period of a later regulation
    EXEMPTED = 4096
    ASSUMED = 8192
    PROVISIONAL = 16384  # the base may still change before the period ends
    NO_TIME = 32768  # the days that count left no time to do it

    @property
    def bit(self) -> np.uint16:
        """The mark as the arrays hold it."""
        return np.uint16(self.value)


@dataclass(frozen=True)
class Frame:
    """What is the same for every duty of one regulation on one day: the months looked at and who is in force when."""

    window: Window
    as_of: date
    start: date
    end: date | None
    calendar: WorkCalendar

    @cached_property
    def in_force(self) -> Masks:
        """The days on which the regulation is in force."""
        stop = self.end + timedelta(days=1) if self.end else date.max
        return self.window.span(self.start, stop)

    @cached_property
    def allowed(self) -> Masks:
        """The days on which facts count: in force, and not after the as-of day."""
        return self.in_force & self.window.span(date.min, self.as_of + timedelta(days=1))

    def cuts(self, period: Period) -> bool:
        """Whether the regulation was in force for only part of a period."""
        return period.start < self.start or (self.end is not None and period.last > self.end)


@dataclass
class Verdicts:
    """One duty judged: a row a line, a column a period; `valid` says which cells exist."""

    unit: str
    is_share: bool
    periods: list[Period]
    valid: Bools
    achieved: Ints  # a count; for a share its numerator
    base: Ints  # for a share its denominator, otherwise 0
    required: Ints  # a count; for a share the numerator of the threshold …
    required_of: int  # … and its denominator, otherwise 1
    status: NDArray[np.uint8]
    marks: NDArray[np.uint16]
    in_post: Ints

    def fresh(self) -> Verdicts:
        """The same, with statuses and marks of its own."""
        return replace(self, status=self.status.copy(), marks=self.marks.copy())


@dataclass(frozen=True)
class Terms:
    """When a duty is owed: its periods, the days in each that count, and the days in which it would be late."""

    periods: list[Period]
    counted: list[Period]
    late: list[Period]
    part: PartPeriod
    late_is_judged: bool = True  # false where the text itself names the day
    who_is_open: bool = False  # the text does not say whom it binds: a missing one is for a person


@dataclass(frozen=True)
class Lines:
    """The rows of a duty grouped: where each line and each member of a line begins."""

    starts: Index
    member_starts: Index
    line_of_member: NDArray[np.int32]

    @classmethod
    def of(cls, owed: Owed) -> Lines:
        """Group rows that `owed` has already ordered by line and member."""
        line = owed.rows["line"].to_numpy()
        member = owed.rows["member"].to_numpy()
        new_line = np.diff(line, prepend=-1) != 0
        new_member = new_line | (np.diff(member, prepend=member[:1]) != 0)
        starts, member_starts = np.nonzero(new_line)[0], np.nonzero(new_member)[0]
        return cls(starts, member_starts, line[member_starts])

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.starts)

    def by_line(self, masks: Masks) -> Masks:
        """OR the rows of each line."""
        return _reduced(masks, self.starts)

    def by_member(self, masks: Masks) -> Masks:
        """OR the rows of each member of each line."""
        return _reduced(masks, self.member_starts)

    def sum_members(self, counts: Ints) -> Ints:
        """Add up the members of each line."""
        if len(self.member_starts) == self.count:
            return counts
        firsts = np.searchsorted(self.line_of_member, np.arange(self.count))
        return np.add.reduceat(counts, firsts, axis=0)


def _reduced(masks: Masks, starts: Index) -> Masks:
    if len(starts) == len(masks):
        return masks
    if masks.strides[0] == 0:  # one line of memory for all
        return np.broadcast_to(masks[:1], (len(starts), masks.shape[1]))
    return np.bitwise_or.reduceat(masks, starts, axis=0)


def count_days(masks: Masks, window: Window, periods: list[Period]) -> Ints:
    """How many days of each period each row of masks has."""
    if masks.strides[0] == 0 and len(masks) > 1:
        return np.broadcast_to(count_days(masks[:1], window, periods), (len(masks), len(periods)))
    counts = np.zeros((len(periods), masks.shape[0]), dtype=np.int32)
    by_month = np.ascontiguousarray(masks.T)
    for n, period in enumerate(periods):
        for column, piece in window.pieces(period):
            counts[n] += np.bitwise_count(by_month[column] & np.uint32(piece))
    return counts.T


def judge(rule: DutyRule, owed: Owed, done: Masks, terms: Terms, frame: Frame) -> Verdicts:
    """Judge every line of a duty in every period.

    1. Days in post per line; a line has a verdict in the periods that hold such a day up to the as-of day.
    2. Achieved and base, by the measure, from the days in force and in post.
    3. Required: the number, or all where there are fewer, or the share as an exact fraction.
    4. Status from the comparison, then what part periods, deadlines and readings change.
    """
    lines = Lines.of(owed)
    periods = terms.periods
    posts = _posts(owed, frame.window)
    standing = lines.by_line(posts)
    valid = count_days(standing & frame.allowed, frame.window, periods) > 0
    verdicts = _blank(rule, periods, valid)
    verdicts.in_post = count_days(standing, frame.window, periods)
    counting = done & (posts & frame.allowed)
    verdicts.achieved, verdicts.base = _measure(rule, lines, owed, counting, terms.counted, frame)
    if rule.of == "official_workdays":
        workdays = standing & frame.in_force & frame.calendar.masks(frame.window)
        verdicts.base = count_days(workdays, frame.window, periods)
    if rule.measure == "targets":
        verdicts.valid &= verdicts.base > 0
        running = np.array([not p.over(frame.as_of) for p in periods], dtype=bool)
        verdicts.marks[:, running] |= Mark.PROVISIONAL.bit
    _require(verdicts, rule)
    _mark_parts(verdicts, rule, frame)
    _settle(verdicts, rule, frame, terms.part)
    _no_time(verdicts, standing, terms, frame)
    if terms.who_is_open:
        verdicts.status[verdicts.status == Status.UNMET] = Status.JUDGEMENT
    if rule.receives == "counterpart":
        _nobody_named(verdicts, owed)
    if terms.counted != periods:
        _mark_late(verdicts, _measure(rule, lines, owed, counting, terms.late, frame)[0], terms)
    return verdicts


def _nobody_named(v: Verdicts, owed: Owed) -> None:
    """Where the roster names nobody who could have received it, a missing one is for a person."""
    unnamed = np.logical_and(*(owed.keys[c].is_null().to_numpy() for c in ("cperson", "corg")))
    v.status[(v.status == Status.UNMET) & unnamed[:, None]] = Status.JUDGEMENT


def _no_time(v: Verdicts, standing: Masks, terms: Terms, frame: Frame) -> None:
    """Nobody is blamed for what the days in force and in post could not hold.

    A document signed on the last day of a period, a plan due before the document came, a helper who came after the
    season: what is then missing is for a person, and where not one day was left it was not owed.
    """
    days = count_days(standing & frame.in_force, frame.window, terms.counted)
    need = np.where(v.is_share | (days > 1), 1, 2) if v.unit not in ("days", "workdays") else v.required
    none = (days < need) & (v.status == Status.UNMET) & (v.marks & (Mark.PART_LAW | Mark.PART_POST) > 0)
    v.status[none] = np.where(days == 0, Status.EXEMPT, Status.JUDGEMENT)[none]
    v.marks[none] |= Mark.NO_TIME.bit


def _posts(owed: Owed, window: Window) -> Masks:
    """The days of each row's own window. Rows that cover all of it, mostly every row, share one line of memory."""
    begin, end = int(window.starts[0]), int(window.starts[-1]) - 1
    first = np.clip(owed.rows["first"].to_numpy(), begin, end + 1).astype(np.int64)
    last = np.clip(owed.rows["last"].to_numpy(), begin - 1, end).astype(np.int64)
    if not len(first) or (first.max() == begin and last.min() == end):
        whole = window.spans(np.array([begin]), np.array([end]))
        return np.broadcast_to(whole, (len(first), window.count))
    # Posts begin and end on few days: each spell is spread over the months once.
    width = end - begin + 3
    spells, at = np.unique((first - begin) * width + (last - begin + 1), return_inverse=True)
    return window.spans(spells // width + begin, spells % width + begin - 1)[at]


def _mark_late(v: Verdicts, with_late: Ints, terms: Terms) -> None:
    late = (v.achieved < v.required) & (with_late >= v.required)
    v.marks[late] |= Mark.LATE.bit
    if terms.late_is_judged:
        v.status[late & (v.status != Status.EXEMPT)] = Status.JUDGEMENT


def _blank(rule: DutyRule, periods: list[Period], valid: Bools) -> Verdicts:
    of = rule.at_least.denominator if rule.at_least is not None and rule.is_share else 1
    status = np.zeros(valid.shape, dtype=np.uint8)
    marks = np.zeros(valid.shape, dtype=np.uint16)
    none = np.broadcast_to(np.zeros((1, 1), dtype=np.int32), valid.shape)
    return Verdicts(unit_of(rule), rule.is_share, periods, valid, none, none, none, of, status, marks, none)


def unit_of(rule: DutyRule) -> str:
    """The unit in which a duty is counted, as verdict lines name it."""
    if rule.is_share:
        return "share"
    if rule.measure != "targets":
        return rule.measure
    return {"poor_villages": "villages", "assisting_units": "units"}.get(rule.of or "", "households")


def _measure(
    rule: DutyRule, lines: Lines, owed: Owed, done: Masks, periods: list[Period], frame: Frame
) -> tuple[Ints, Ints]:
    """What was achieved in each period, and the base of a share of targets."""
    if rule.measure == "targets":
        return _measure_targets(rule, lines, owed, done, periods, frame)
    none = np.broadcast_to(np.zeros((1, 1), dtype=np.int32), (lines.count, len(periods)))
    if rule.measure == "person_times":
        return lines.sum_members(count_days(lines.by_member(done), frame.window, periods)), none
    days = lines.by_line(done)
    if rule.measure == "workdays":
        days = days & frame.calendar.masks(frame.window)
    return count_days(days, frame.window, periods), none


def _measure_targets(
    rule: DutyRule, lines: Lines, owed: Owed, done: Masks, periods: list[Period], frame: Frame
) -> tuple[Ints, Ints]:
    reached = count_days(lines.by_member(done), frame.window, periods) > 0
    there = there_in(rule, owed, lines.member_starts, periods, frame.as_of)
    achieved = lines.sum_members((reached & there).astype(np.int32))
    return achieved, lines.sum_members(there.astype(np.int32))


def there_in(rule: DutyRule, owed: Owed, member_starts: Index, periods: list[Period], as_of: date) -> Bools:
    """Whether each member of each line belongs to the base of each period."""
    first, last = owed.rows["mfirst"].to_numpy()[:, None], owed.rows["mlast"].to_numpy()[:, None]
    starts = np.array([day_number(p.start) for p in periods])
    now = np.minimum(np.array([day_number(p.last) for p in periods]), day_number(as_of))
    there = (
        (first <= starts) & (last >= now) if rule.base == "throughout" else (first <= now) & (last >= starts)
    )
    return np.logical_or.reduceat(there, member_starts, axis=0)


def _require(v: Verdicts, rule: DutyRule) -> None:
    if rule.at_least is None:
        v.marks |= Mark.NO_NUMBER.bit
        return
    v.required = np.broadcast_to(np.array([[rule.at_least.numerator]], dtype=np.int32), v.valid.shape)
    if rule.or_all:
        fewer = v.base < v.required
        v.required = np.where(fewer, v.base, v.required)
        v.marks[fewer] |= Mark.ALL_OF_FEWER.bit


def _mark_parts(v: Verdicts, rule: DutyRule, frame: Frame) -> None:
    days = np.array([p.days for p in v.periods])
    v.marks[v.in_post < days] |= Mark.PART_POST.bit
    v.marks[2 * v.in_post < days] |= Mark.UNDER_HALF.bit
    for n, period in enumerate(v.periods):
        if frame.cuts(period):
            v.marks[:, n] |= Mark.PART_LAW.bit
        if _needs_calendar(rule) and not (
            frame.calendar.knows(period.start.year) and frame.calendar.knows(period.last.year)
        ):
            v.marks[:, n] |= Mark.NO_CALENDAR.bit
    if rule.basis == "assumed":
        v.marks |= Mark.ASSUMED.bit


def _needs_calendar(rule: DutyRule) -> bool:
    return rule.measure == "workdays" or rule.of == "official_workdays" or rule.short_workweek


def enough(v: Verdicts) -> Bools:
    """Whether what was achieved reaches what is required; shares are compared as exact fractions."""
    if v.is_share:
        return v.achieved.astype(np.int64) * v.required_of >= v.required.astype(np.int64) * v.base
    return v.achieved >= v.required


def _settle(v: Verdicts, rule: DutyRule, frame: Frame, part: PartPeriod) -> None:
    over = np.array([p.over(frame.as_of) for p in v.periods])
    reached = enough(v)
    if rule.grace == "next_period":
        reached, over = _with_grace(v, rule.per, frame)
    v.status[:] = np.where(reached, Status.MET, np.where(over, Status.UNMET, Status.OPEN))
    _part_of_period(v, reached, part)
    if rule.short_workweek:
        _short_weeks(v, int(rule.at_least or 0), reached, frame)
    # Without a calendar there is no base to take a share of.
    v.status[(v.marks & Mark.NO_CALENDAR > 0) & (~reached | v.is_share)] = Status.JUDGEMENT
    v.status[v.marks & Mark.NO_NUMBER > 0] = Status.JUDGEMENT


def _part_of_period(v: Verdicts, reached: Bools, part: PartPeriod) -> None:
    partly = v.marks & Mark.PART_POST > 0
    short = partly & ~reached
    if part == "pro_rata":
        v.marks[partly] |= Mark.PRO_RATA.bit
    elif part == "judgement":
        partly_law = v.marks & Mark.PART_LAW > 0
        v.status[(short | (partly_law & ~reached)) & (v.status == Status.UNMET)] = Status.JUDGEMENT
    else:
        v.status[short & (v.marks & Mark.UNDER_HALF > 0)] = Status.EXEMPT


def _short_weeks(v: Verdicts, asked: int, reached: Bools, frame: Frame) -> None:
    workdays = count_days(frame.calendar.masks(frame.window)[None, :], frame.window, v.periods)[0]
    short = (workdays < asked) & ~reached
    v.marks[short] |= Mark.SHORT_WEEK.bit
    v.status[short & (v.status == Status.UNMET)] = Status.JUDGEMENT


def _with_grace(v: Verdicts, per: PeriodName, frame: Frame) -> tuple[Bools, Bools]:
    """What is done in a period first fills what the period before still owes (M06)."""
    need = int(v.required.max(initial=1))
    left = v.achieved.copy()
    for n in range(1, len(v.periods)):
        owed = np.clip(need - left[:, n - 1], 0, None) * v.valid[:, n - 1]
        moved = np.minimum(owed, left[:, n])
        left[:, n - 1] += moved
        left[:, n] -= moved
        v.marks[moved > 0, n - 1] |= Mark.NEXT_PERIOD.bit
    v.achieved = left
    over = np.array([period_holding(per, p.stop).over(frame.as_of) for p in v.periods])
    return enough(v), over
