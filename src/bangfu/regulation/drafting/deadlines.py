"""By when: a date, the end of a period, so many days after something, a time of day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace

from bangfu.regulation.drafting.actions import action_of, known_action
from bangfu.regulation.drafting.candidate import Candidate, Deadline, plain
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.numerals import whole
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, words

_TAKES = r"(?:自|从)[^，]{2,24}[到至]|最长|最迟|办结|整改"
_TENTHS = {"上旬": ("01", "10"), "中旬": ("11", "20")}


def deadlines(scene: Scene) -> dict[int, Deadline]:
    """The deadline of each clause that has one, by the place of the clause."""
    found: dict[int, Deadline] = {}
    for n, clause in enumerate(scene.parts):
        for due in _in_clause(clause):
            floating = due.type == "relative" and due.anchor is None
            found.setdefault(n, replace(due, anchor=_anchor(scene, n)) if floating else due)
    return found


def alone(scene: Scene, found: dict[int, Deadline], used: set[int]) -> Iterator[Candidate]:
    """The deadlines that no duty took: something is due once, or each time."""
    goal = re.compile(words()["refusals"]["goal"])
    for n, due in found.items():
        clause = scene.parts[n]
        alone_in_cell = n > 0 and "\t" in scene.sentence and not known_action(clause.text)
        where = (
            n - 1
            if alone_in_cell
            else (
                n
                if known_action(clause.text)
                else n + 1
                if n + 1 < len(scene.parts) and clause.text.endswith(("前", "内", "底"))
                else n
            )
        )
        if n in used or where in used or clause.condition:
            continue
        text = scene.parts[where].text
        if not known_action(text) or (goal.search(text) and not re.search("报|整改|反馈|制定", text)):
            continue
        actor, how = scene.bearer(where)
        action, _ = action_of(scene.parts, where, actor)
        per = next((t.value for t in clause.kinds("per")), None)
        for token in clause.kinds("date"):
            per = per or (
                "year"
                if token.text.startswith("每年")
                else "month"
                if token.text.startswith("每月")
                else None
            )
        made = replace(blank("deadline", action), actor=actor, per=per, deadline=due)
        yield scene.made(made, ["date", how, "known_action"])


def _in_clause(clause: Clause) -> Iterator[Deadline]:
    for token in clause.tokens:
        after = clause.text[token.end - clause.start :]
        before = clause.text[: token.start - clause.start]
        if token.kind == "date" and (due := _by_date(token, after, before, clause)):
            yield due
        elif token.kind == "clock" and (
            token.text.endswith(("前", "后")) or "至" in token.text or "-" in token.text
        ):
            yield Deadline(
                "time_of_day",
                re.sub("之?[前后]$", "", token.text),
                None,
                "前" if token.text.endswith("前") else None,
            )
        elif token.kind == "weekday" and not before.endswith("至"):
            by = re.match(r"(?:[上下]午)?(?:\d{1,2}[:时点]\d{0,2}分?)?之?前", after)
            day = token.text.removeprefix("每")
            yield (
                Deadline("absolute", day + by[0].rstrip("之前"), None, None)
                if by
                else Deadline("window", day)
            )
        elif token.kind == "quantity" and (due := _relative(token, after, before, clause)):
            yield due


def _relative(token: Token, after: str, before: str, clause: Clause) -> Deadline | None:
    """5个工作日内, 24小时以内; not 6个月内不得…, which is a bar, and not a limit on what may be spent."""
    if token.value not in words()["deadlines"]["units"] or token.number is None:
        return None
    if early := is_before(token, clause):
        return _days(token, None if early == "提前" else early)
    if at_the_longest(token, clause):
        since = re.search(r"(?:自|从)([^，]{2,24}?)(?:到|至)", before)
        return _days(token, since[1] if since else None)
    if not re.match(r"之?内|以内", after):
        return None
    if re.search(any_of("comparators", "at_least", "at_most") + "$", before) or re.match(
        r"(?:之?内|以内)(?:不|的)", after
    ):
        return None
    if re.search("批准|审批|准假|请假", clause.text):  # how long a leave is, not by when something is due
        return None
    since = re.search(r"(?:自|从|在)?([^，]{2,24}?)(?:之日起|之日|后|起)?$", before)
    stated = re.search(r"(?:自|从)[^，]+|[^，]{2,}(?:后|起)$", before)
    return _days(token, since[1] if since and stated else None)


def _days(token: Token, anchor: str | None) -> Deadline | None:
    value = plain(token.number.high) if token.number else None
    return None if value is None else Deadline("relative", value, token.value, anchor)


def is_before(token: Token, clause: Clause) -> str | None:
    """会前2个工作日, 提前15日: before what."""
    found = re.search(r"([^，于在]{1,12}(?<![以之])前|提前)$", clause.text[: token.start - clause.start])
    return found[1] if found else None


def at_the_longest(token: Token, clause: Clause) -> bool:
    """从受理到办结不超过15日: so long may it take, which is by when it is due."""
    limited = any(t.value == "<=" and t.end <= token.start for t in clause.kinds("pre"))
    return limited and not clause.kinds("per") and bool(re.search(_TAKES, clause.text))


def _anchor(scene: Scene, n: int) -> str | None:
    """After what the days run: the clause before, if it says after or since what."""
    if n and (since := re.search(r"(?:自|从)?(.{2,24}?)(?:之日起|之后|后|起)$", scene.parts[n - 1].text)):
        return since[1]
    return None


def _by_date(token: Token, after: str, before: str, clause: Clause) -> Deadline | None:
    """A date with 前, the end or beginning of a period, or from a date to a date; a bare date is none."""
    del clause
    if re.match("起|以来|开始|印发|发布|《", after) or re.search("(?:自|从|截至|截止到)$", before):
        return None
    if until := re.match(r"[至到—-]((?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?)", after):
        return Deadline("window", f"{iso(token.text)}/{iso(until[1])}")
    point = next((p for p in words()["deadlines"]["points"] if token.text.endswith(p)), None)
    early = re.match(r"之?前|以前", after)
    if re.search(r"[上中下]旬$|初$", token.text) or (point and point.endswith(("初", "中", "半年"))):
        return Deadline("window", _window(token.text))
    if early and (alone_day := re.fullmatch(r"(\d{1,2}|[一二三十]{1,3})[日号]", token.text)):
        day = whole(alone_day[1])
        return Deadline("absolute", int(day or 0), "日", _of_what(before)) if day else None
    if early or point or token.text.endswith("底"):
        year = re.search(r"\d{4}年$", token.text)
        return None if year else Deadline("absolute", iso(token.text))
    if re.search(r"截止|不迟于|不晚于|最迟", before):
        return Deadline("absolute", iso(token.text))
    return None


def _of_what(before: str) -> str | None:
    """Of which month or quarter a day is: 每月, 每季度末月, 次月."""
    of = re.search(r"(每(?:个)?(?:季度?|月)(?:[首末]月)?|[次当]月|每年\d{1,2}月)$", before)
    return of[1] if of else None


def _window(text: str) -> str:
    month = re.match(r"(?:(\d{4})年)?(\d{1,2})月(上旬|中旬|下旬)", text)
    if not month:
        return text.removeprefix("每")
    year, number = f"{month[1]}-" if month[1] else "", f"{int(month[2]):02}"
    first, last = _TENTHS.get(month[3], ("21", _last(month[1], int(month[2]))))
    return f"{year}{number}-{first}/{year}{number}-{last}"


def iso(text: str) -> str:
    """2018年8月30日 as 2018-08-30, 9月底 as 09-30, 25日 as 25; other words stay."""
    found = re.fullmatch(r"(?:([^年]{4})年)?(?:([^月]{1,3})月)?(?:([^日号]{1,3})[日号]|底|末)?", text)
    if not found or not any(found.groups()):
        return text.removeprefix("每")
    year, month, day = (None if g is None else whole(g) for g in found.groups())
    said = [f"{int(year):04}"] if year else []
    if month:
        said.append(f"{int(month):02}")
        if text.endswith(("底", "末")):
            said.append(_last(str(year) if year else None, int(month)))
    elif year and text.endswith(("底", "末")):
        said += ["12", "31"]
    return "-".join([*said, *([f"{int(day):02}"] if day else [])])


def _last(year: str | None, month: int) -> str:
    return str(monthrange(int(year) if year else 2001, month)[1]) if 1 <= month <= 12 else "底"
