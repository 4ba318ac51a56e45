"""By when: a date, the end of a period, so many days after something, a time of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bangfu.regulation.drafting.actions import action_of, known_action
from bangfu.regulation.drafting.candidate import Candidate, Deadline
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.counted import halves
from bangfu.regulation.drafting.dates import (
    by_clock,
    by_date,
    by_days,
    by_quarter,
    by_weekday,
    by_workday,
    cycle_of,
)
from bangfu.regulation.drafting.relative import anchor_before, by_span, same_day
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import words

_DATES = ("date", "clock", "weekday", "quarter", "days", "workday")
_AT_END = re.compile(r"(?:之?前|之?内|以内|以前|底|末)$")


def deadlines(scene: Scene) -> dict[int, Deadline]:
    """The deadline of each clause that has one, by the place of the clause it belongs to."""
    found: dict[int, Deadline] = {}
    for n, clause in enumerate(scene.parts):
        for due in _in_clause(clause):
            floating = due.type == "relative" and due.anchor is None
            found.setdefault(n, replace(due, anchor=anchor_before(scene, n)) if floating else due)
    for n in sorted(found, reverse=True):
        if _goes_before(scene, n, found[n]) and n + 1 not in found:
            found[n + 1] = found.pop(n)
    return found


def _goes_before(scene: Scene, n: int, due: Deadline) -> bool:
    """在到村后两个月内，…: a clause of time alone goes with what follows it."""
    clause = scene.parts[n]
    ends = _AT_END.search(clause.text) or due.type == "window"
    if n + 1 >= len(scene.parts) or "\t" in scene.sentence or not ends:
        return False
    if due.type == "window" and known_action(clause.text):
        return False
    timed = [t for t in clause.kinds(*_DATES, "quantity") if t.end >= clause.end - 2]
    following = scene.parts[n + 1]
    return bool(timed) and not following.condition and len(following.text) > 3


def alone(scene: Scene, found: dict[int, Deadline], used: set[int]) -> Iterator[Candidate]:
    """The deadlines that no duty took: something is due once, or each time."""
    goal = re.compile(words()["refusals"]["goal"])
    row = "\t" in scene.sentence
    for n, due in found.items():
        where = _what(scene, n, row=row, known=set(found))
        clause = scene.parts[n]
        if where is None or n in used or (where in used and not row and where > n) or clause.condition:
            continue
        if (row and used) or re.search("除[^，]*外$", clause.text):
            continue
        text = scene.parts[where].text
        if goal.search(text) and not re.search("报|整改|反馈|制定", text):
            continue
        if re.search(words()["refusals"]["result"], text) and not clause.kinds("modal"):
            continue
        actor, how = scene.bearer(where if where > n else n)
        action, _ = action_of(scene.parts, where, actor)
        made = replace(blank("deadline", action), actor=actor, per=_cycle(scene, n, due), deadline=due)
        for each in (due, *_besides(clause, due)):
            yield scene.made(replace(made, deadline=each), ["date", how, "known_action"])


def _besides(clause: Clause, due: Deadline) -> Iterator[Deadline]:
    """The other times of the day that a clause names: 上午8时前、下午5时后签到."""
    if due.type == "time_of_day":
        yield from (other for other in _in_clause(clause) if other.type == due.type and other != due)


def _what(scene: Scene, n: int, *, row: bool, known: set[int]) -> int | None:
    """The clause that says what is due: its own, in a row the cell of the task, or the one it is parallel to."""
    if _says_what(scene.parts[n]) and not (row and _only_time(scene.parts[n])):
        return n
    if row:
        cells = (*range(n - 1, 0, -1), *range(n + 1, len(scene.parts)), 0)
        tasks = [m for m in cells if known_action(scene.parts[m].text)]
        named = [m for m in range(n - 1, -1, -1) if len(scene.parts[m].text) > 3]
        return (tasks or named or [None])[-1 if not tasks else 0]
    before = scene.parts[n - 1] if n else None
    longest = re.match("最[迟长晚]", scene.parts[n].text)  # 应立即上报，最迟不超过三十分钟
    if before is None or not (n - 1 in known or longest or before.text.endswith("时间")):
        return None
    return n - 1 if _says_what(before) else None


def _says_what(clause: Clause) -> bool:
    """Whether a clause says what is due: a known action, or words behind its time, as in 2小时内响应."""
    if known_action(clause.text) or re.search("[一-龥]{2}时间(?:为|是)?", clause.text):
        return True
    last = max((t.end for t in clause.kinds(*_DATES, "quantity")), default=clause.start)
    behind = re.match(r"(?:之?前|之?内|以内|以前)?([一-龥]{2,})", clause.text[last - clause.start :])
    return bool(behind) and not re.search("的$|以[来上下]", clause.text)


def _only_time(clause: Clause) -> bool:
    """Whether a cell holds a time and nothing more: 6月底前, 接到通知后5个工作日内."""
    return bool(_AT_END.search(clause.text)) and any(t.end >= clause.end - 2 for t in clause.tokens)


def _cycle(scene: Scene, n: int, due: Deadline) -> str | None:
    """How often it is due, as the clause says, or for a time of day also the clause before."""
    began = n - 1 if n and _goes_before(scene, n - 1, due) and not scene.parts[n].kinds(*_DATES) else n
    clause = scene.parts[began]
    for token in clause.kinds(*_DATES):
        if token.kind == "weekday":
            return "week"
        if named := cycle_of(token, clause.text[: token.start - clause.start]):
            return named
    if named := next(
        (t.value for t in clause.kinds("per") if t.text not in words()["periods"]["within"]), None
    ):
        return named
    if due.type != "time_of_day":
        return None
    before = next((t.value for t in scene.parts[n - 1].kinds("per")), None) if n else None
    return before or ("day" if re.search("工作日|[签打]", clause.text) else None)


def _in_clause(clause: Clause) -> Iterator[Deadline]:
    for token in clause.tokens:
        if token.text in ("上半年", "下半年") and halves(clause):
            continue  # how often, not by when
        after = clause.text[token.end - clause.start :]
        before = clause.text[: token.start - clause.start]
        due = None
        if token.kind == "date":
            due = same_day(token, before, after) or by_date(token, before, after)
        elif token.kind == "quarter":
            due = by_quarter(token)
        elif token.kind == "workday":
            due = by_workday(token, before)
        elif token.kind == "days":
            due = by_days(token, before)
        elif token.kind == "clock":
            due = by_clock(token, before, after)
        elif token.kind == "weekday" and not before.endswith("至") and not _of_the_day(token, clause):
            due = by_weekday(token, after)
        elif token.kind == "quantity":
            due = by_span(token, clause)
        if due:
            yield due


def _of_the_day(token: Token, clause: Clause) -> bool:
    """每周五下午4时前: a time of that day."""
    return any(0 <= t.start - token.end <= 2 for t in clause.kinds("clock"))
