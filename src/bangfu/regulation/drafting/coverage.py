"""Coverage: all of them, once or each time; with a number of rounds or without."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from bangfu.regulation.drafting.actions import known_action, only_measure
from bangfu.regulation.drafting.candidate import Candidate
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.telling import told
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, names_one, words

_EVERY = "不漏一户|一户不漏|不漏一人|一人不漏|不落一户|一户不落|不落一人|一人不落|每[个户名村][^，]{2,20}都[要须有应]"


def covers(scene: Scene, n: int, token: Token) -> bool:
    """Whether all are meant: 全覆盖走访1次, 走访一遍; a clause that only measures goes with the one before."""
    clause = scene.parts[n - 1] if n and only_measure(scene.parts[n]) else scene.parts[n]
    text = clause.text if "\t" not in scene.sentence else scene.sentence
    visiting = names_one("coverage", "visits", text) or (token.value == "遍" and known_action(text))
    once_round = token.value in ("遍", "轮", "次") and _whole(clause)
    marked = bool(clause.kinds("cover")) or once_round or token.value == "遍"
    return marked and visiting and token.value in ("遍", "轮", "次", "趟", "回", "%", "")


def _whole(clause: Clause) -> bool:
    """所有, 全体, 每个乡镇; 每个季度 is a period."""
    return bool(
        re.search(rf"{any_of('coverage', 'whole')}(?!月|季|年|周|星期|工作日|自然[月年]|阶段)", clause.text)
    )


def rounds(clause: Clause) -> bool:
    """Whether the number counts rounds, as in 遍访一次; 全覆盖走访1次 tells that all are meant, and how often is its period."""
    return not any(t.text in ("全覆盖", "覆盖所有", "覆盖全部") for t in clause.kinds("cover"))


def covering(scene: Scene, n: int) -> Candidate | None:
    """全覆盖走访…, 逐户排查…, 每年对全体…轮训: all of them, without a number."""
    clause = scene.parts[n]
    marked = clause.kinds("cover")
    spread = any(t.text.startswith("覆盖") for t in marked)  # 开展暗访，年内覆盖所有乡镇
    told_of = scene.sentence if spread or "\t" in scene.sentence else clause.text
    act_before = _of_the_act_before(scene, n)
    visiting = _names_an_act(told_of)
    timed = clause.kinds("per", "date") or re.search(r"[天日月周]之?内", clause.text)
    whole = _whole(clause) and timed
    by_words = re.search(_EVERY, clause.text)
    if by_words and not any(p.kinds("cover") for p in scene.parts[max(0, n - 1) : n]):
        return told(scene, n, _all_of(clause, by_words[0]), ["coverage", "goal_words"], None)
    by_mark = marked and (
        visiting or act_before or (known_action(clause.text) and not _how(marked)) or _one_by_one(clause)
    )
    if not by_mark and not (whole and visiting):
        return None
    if (_result(clause) and not act_before) or counted_next(scene, n):
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


def _of_the_act_before(scene: Scene, n: int) -> bool:
    """对驻村工作队开展暗访，年内实现全覆盖: all of those whom the act of the clause before is about."""
    if not n or not re.search("[年月季周期度]内?实现全覆盖$", scene.parts[n].text):
        return False
    return _names_an_act(scene.parts[n - 1].text)


def _names_an_act(text: str) -> bool:
    """走访, 培训 and their like, or what makes 全覆盖 an act: 督查, 暗访."""
    return names_one("coverage", "visits", text) or names_one("coverage", "acts", text)


def _how(marked: list[Token]) -> bool:
    return all(t.text.startswith("逐") for t in marked)


def _one_by_one(clause: Clause) -> bool:
    """逐户过筛, 排查要逐户进行; 逐户 that only tells how to bring something to people covers nobody."""
    return bool(re.search("[查核访筛评摸讲]|见面|上门|体检|进行|登记|答复|回复|督办|办理", clause.text))


def _all_of(clause: Clause, said: str) -> Candidate:
    """不漏一户, 每个…都有: all of them, by the words alone."""
    each = re.match("每[个户名村]?(.{1,12}?)都", said)
    target = each[1] if each else said[-1] if said[-1] in "户人" else said[1]
    made = replace(blank("duty", clause.text), comparator="all", min=Fraction(100), unit="%")
    return replace(made, distinct_target=target)


def counted_next(scene: Scene, n: int) -> bool:
    """Whether the next clause says how many times: …, 至少1次."""
    following = scene.parts[n + 1] if n + 1 < len(scene.parts) else None
    times = words()["units"]["times"]
    return (
        following is not None
        and only_measure(following)
        and any(t.value in times for t in following.kinds("quantity", "share"))
    )


def _result(clause: Clause) -> bool:
    """Results and ratios are no visits: 覆盖率, 满意度, 实现…全覆盖 unless of an act such as 督查."""
    reached = re.search(r"实现(.{0,12})全覆盖", clause.text)
    act = reached and _names_an_act(reached[1])
    ratio = re.search(
        r"覆盖率|参保|兜底|政策.{0,4}全覆盖|全覆盖(?:率|目标)|(?:走遍|走访|遍访|覆盖)了|已[^，]{0,8}全?覆盖",
        clause.text,
    )
    return bool(ratio) or bool(reached and not act)


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
