"""Duties without a number of their own: all of them, or once each time."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from bangfu.regulation.drafting.actions import known_action, only_measure
from bangfu.regulation.drafting.candidate import Candidate
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.refusals import BY_KIND
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.telling import told
from bangfu.regulation.drafting.words import any_of, names_one, words


def covering(scene: Scene, n: int) -> Candidate | None:
    """全覆盖走访…, 逐户排查…, 每年对全体…轮训: all of them, without a number."""
    clause = scene.parts[n]
    marked = clause.kinds("cover")
    visiting = names_one("coverage", "visits", clause.text)
    whole = names_one("coverage", "whole", clause.text) and clause.kinds("per")
    one_by_one = bool(marked) and all(
        t.text.startswith("逐") for t in marked
    )  # 逐户 tells how, unless it is a visit
    by_words = re.search(
        "不漏一户|一户不漏|不落一人|一人不落|每[个户名村][^，]{2,20}都[要须有应]", clause.text
    )
    if by_words:
        return told(scene, n, _all_of(clause, by_words[0]), ["coverage", "goal_words"], None)
    if not (marked and (visiting or (known_action(clause.text) and not one_by_one))) and not (
        whole and visiting
    ):
        return None
    if _no_visit(clause) or _counted_next(scene, n):
        return None
    per = next(iter(clause.kinds("per")), None)
    target = object_of_all(clause)
    made = replace(
        blank("duty", ""),
        comparator="all",
        min=Fraction(100),
        unit="%",
        per=per.value if per else None,
        distinct_target=target,
    )
    return told(scene, n, made, ["coverage", *(["period"] if per else [])], None)


def _all_of(clause: Clause, said: str) -> Candidate:
    """不漏一户, 每个…都有: all of them, by the words alone."""
    each = re.match("每[个户名村]?(.{1,12}?)都", said)
    target = each[1] if each else said[-1] if said[-1] in "户人" else said[1]
    made = replace(blank("duty", clause.text), comparator="all", min=Fraction(100), unit="%")
    return replace(made, distinct_target=target)


def _counted_next(scene: Scene, n: int) -> bool:
    """Whether the next clause says how many times: …, 至少1次."""
    following = scene.parts[n + 1] if n + 1 < len(scene.parts) else None
    times = words()["units"]["times"]
    return (
        following is not None
        and only_measure(following)
        and any(t.value in times for t in following.kinds("quantity", "share"))
    )


def _no_visit(clause: Clause) -> bool:
    """Results and ratios are no visits: 覆盖率, 满意度."""
    return bool(
        re.search(r"覆盖率|参保|兜底|政策.{0,4}全覆盖|实现.{0,12}全覆盖|全覆盖(?:率|目标)", clause.text)
    )


def each_period(scene: Scene, n: int) -> Candidate | None:
    """每月通报…: once a period is the least that 每 can mean."""
    clause = scene.parts[n]
    per = next(
        (t for t in clause.kinds("per", "weekday") if re.match("每|按月|按季|逐月|逐季|一", t.text)), None
    )
    if (
        per is None
        or per.value == "visit"
        or not known_action(clause.text)
        or clause.kinds("open", "share", *BY_KIND)
        or re.search(words()["refusals"]["past"], scene.sentence)
        or re.search(words()["refusals"]["incentive"], clause.text)
        or not known_action(clause.text[per.end - clause.start :])
    ):
        return None
    if _counted_next(scene, n):
        return None
    made = replace(
        blank("duty", ""),
        comparator=">=",
        min=Fraction(1),
        unit="次",
        per="week" if per.kind == "weekday" else per.value,
    )
    return told(scene, n, made, ["period", "number_implied"], None)


def object_of_all(clause: Clause) -> str | None:
    """Who is covered: the noun after 走访, or after 所有 and its like."""
    whole = re.search(
        rf"{any_of('coverage', 'whole')}([^，、]{{2,16}}?)(?:的|进行|开展|走访|{any_of('coverage', 'visits')}|$)",
        clause.text,
    )
    visit = re.search(
        r"(?:走访|走遍|遍访|排查|摸排|核查|访)(?:一[次遍轮]|\d[次遍轮])?([一-龥]{2,10}?)(?:不少于|至少|\d|一[次遍轮]|工作|，|$)",
        clause.text,
    )
    towards = re.search(
        rf"对([一-龥]{{2,16}}?)(?:开展|进行|逐户|逐一)?{any_of('coverage', 'visits')}", clause.text
    )
    found = whole or towards or visit
    return found[1] if found and not re.match("调研", found[1]) else None
