"""Ladders of consequences: after how many times of what, which measure, against whom, for how long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bangfu.regulation.drafting import bearers, numerals
from bangfu.regulation.drafting.candidate import Candidate, Deadline, plain
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.faults import is_count, span_of
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, listed

# The words with which telling a fault begins.
_SPAN = "(?:[一1两]个?)?(?:年|半年|季度|月|周)(?:度|之?内|以内)|年内|全年|当年|年度|考核期内|任期内"
_FAULTS = "擅自|无故|未|不|长期|连续|累计|违反|被|弄虚|有下列|出现|发生"


@dataclass
class Case:
    """What has happened: its words, how often, and who it happened to."""

    told: str = ""
    count: Token | None = None
    sign: str = ">="
    who: str | None = None
    top: Token | None = None
    per: str | None = None
    other: Case | None = None  # what also sets off the same measures: 累计5次以上或者连续7天以上


def is_sanction(scene: Scene) -> bool:
    """Whether a sentence says what follows from a fault: a condition, and a measure after it."""
    case = None
    for clause in scene.parts:
        if case is not None and measures_of(clause):
            return True
        if _opens(clause):
            if measures_of(clause) and not clause.condition and _inner(clause):
                return True
            case = clause
    return all(_rung(clause, Case()) for clause in scene.parts) if len(scene.parts) > 1 else False


def sanctions(scene: Scene) -> Iterator[Candidate]:
    """The measures of a sentence, each against each whom it names."""
    case = Case(who=scene.before or scene.labelled)
    started = bool(scene.parts and _rung(scene.parts[0], case))
    for clause in scene.parts:
        if not started and (who := bearers.subject(clause.text)) and not _opens(clause):
            case.who = who
        if _opens(clause):
            case, started = opened(clause, case), True
            if clause.condition or not _inner(clause):
                continue
        if started and (rung := _rung(clause, case)):
            case = rung
        if not started:
            continue
        for measure in measures_of(clause):
            if who := _against(clause, measure):
                case.who = who
            yield from made_of(scene, clause, case, measure)


def beside(scene: Scene) -> tuple[Sequence[Clause], Sequence[Clause]]:
    """The clauses of a sentence with a ladder that are no rung: duties before it, and who has to act by when after it."""
    rungs = (n for n, clause in enumerate(scene.parts) if _opens(clause) or measures_of(clause))
    first = next(rungs, len(scene.parts))
    return scene.parts[:first], [clause for clause in scene.parts[first:] if _acts(clause)]


def _acts(clause: Clause) -> bool:
    """Whether a clause after a ladder says by when a body has to act."""
    timed = any(re.match("之?内|以内", clause.text[t.end - clause.start :]) for t in clause.kinds("quantity"))
    return timed and bool(bearers.subject(clause.text)) and not _opens(clause) and not measures_of(clause)


def _rung(clause: Clause, case: Case) -> Case | None:
    """A rung in short: 发现2次通报批评, 第三次予以召回."""
    found = measures_of(clause)
    before = clause.text[: found[0].start()] if found else ""
    told = re.search(r"(?:^|发现|累计|达到?)(?=(?:\d+|[一二两三四五六七八九十]+)[次起])|^第(?=[一二三四五六]次)", before)
    if not told or _opens(clause):
        return None
    size = numerals.read(re.split("[次起]", before[told.end() :])[0])
    unit = re.search("[次起]", before[told.end() :])
    if size is None or unit is None:
        return None
    return Case(case.told, Token("quantity", unit[0], 0, 0, unit[0], size), ">=", case.who)


def _opens(clause: Clause) -> bool:
    """Whether a clause tells a fault: 被通报2次的, 对无故脱岗1次的干部, 2次被召回的由…."""
    told = clause.condition and not re.search("(?:目标|成果|坚实|应有)的$", clause.text)
    blamed = re.match(rf"(?:对|凡)?被[^，]{{1,20}}的[^，]{{0,10}}{any_of('actors', 'heads')}$", clause.text)
    return told or bool(_inner(clause)) or bool(blamed)


def _inner(clause: Clause) -> re.Match[str] | None:
    """A fault told within the clause that names the measure: 对无故脱岗1次的干部, 2次被召回的由…."""
    return (
        re.match(r"(?:对|凡|凡是)?(?P<told>[^，]*?\d*[次起]?[^，]{0,12}的)(?P<who>[^，]{0,20})", clause.text)
        if re.match(
            r"(?:对|凡)[^，]*(?:违反|无故|发现|被|未|不|擅自|造成|弄虚作假|超[计编标时范]|超过|连续|排名|倒数|末位|不合格|不称职|较差|落后|逾期)[^，]*的|[\d一二两三四五]次被[^，]*的",
            clause.text,
        )
        else None
    )


def opened(clause: Clause, before: Case) -> Case:
    """The fault that a clause tells; `before` knows who it is about."""
    counts = [t for t in clause.kinds("quantity") if is_count(clause, t)]
    count = counts[0] if counts else None
    signs = {t.start: t.value for t in clause.kinds("post")}
    sign = signs.get(count.end, ">=") if count else ">="
    if count and re.search("少于|不足|低于|不到|未达到?$", clause.text[: count.start - clause.start][-4:]):
        sign = "<"
    top = counts[1] if len(counts) > 1 and signs.get(counts[1].end) == "<=" else None
    others = [c for c in counts[1:] if re.search("或者?|及|[^，]、", clause.text[counts[0].end - clause.start : c.start - clause.start])]
    told = clause.text.rstrip("的者")
    who = re.search(rf"的([^，的]*{any_of('actors', 'heads')})$", clause.text) or re.search(
        r"发现([^，]{2,14}?(?:领导|干部|队员|队长|书记|单位|人))(?=[^，]*(?:不|未|无))", clause.text
    )
    whoever = before.who if not told.startswith(("对", "凡")) else None
    at_fault = re.match(rf"(?:对|凡)?([^，]*?{any_of('actors', 'heads')})(?:{_SPAN})?(?:{_FAULTS})", told)
    named = who or at_fault
    known = named[1] if named else bearers.subject(told) or whoever
    other = Case(told, others[0], signs.get(others[0].end, ">="), known) if others else None
    return Case(told, count, sign, known, top, span_of(clause) if count else None, other)


def measures_of(clause: Clause) -> list[re.Match[str]]:
    """The measures that a clause names, where it does not only tell of one that was taken."""
    if clause.condition and not _inner(clause):
        return []
    titles = [(t.start - clause.start, t.end - clause.start) for t in clause.kinds("title")]
    found = [
        m
        for m in re.finditer(any_of("sanctions", "measures"), clause.text)
        if not _told_of(clause, m) and not any(a <= m.start() < b for a, b in titles)
    ]
    merged: list[re.Match[str]] = []
    for match in found:
        if not merged or not _one_phrase(clause.text[merged[-1].start() : match.end()]):
            merged.append(match)
    return merged


def _told_of(clause: Clause, match: re.Match[str]) -> bool:
    before, after = clause.text[: match.start()], clause.text[match.end() :]
    return (
        bool(re.search("被(?:书面)?[^，]{0,4}$", before))
        or bool(re.match("[^，]{0,4}[次起][^，]*的", after))
        or after[:2] in ("情况", "制度", "通知", "名单", "决定", "程序", "条件", "措施", "记录")
    )


def _one_phrase(text: str) -> bool:
    """取消…资格, 不得评优评先, 给予…处分 are one measure whatever words they hold."""
    return bool(re.match("取消|停发|扣|不得|责令|启动|承担", text)) or (
        len(text) < 10 and "、" not in text and "和" not in text
    )


def made_of(scene: Scene, clause: Clause, case: Case, measure: re.Match[str]) -> Iterator[Candidate]:
    """The measure against each whom it meets."""
    evidence = ["sanction_measure", *(["sanction_count"] if case.count else [])]
    who = case.who
    count = case.count.number.low if case.count and case.count.number else None
    if case.sign == "<" and count is not None:  # fewer than 4 is at most 3
        count = count - 1 if count.denominator == 1 else count
    top = case.top.number.high if case.top and case.top.number else count if case.sign != ">=" else None
    evidence.append("actor_in_sentence" if who else "no_actor")
    made = replace(
        blank("sanction", ""),
        comparator=None if not case.count else "<=" if case.sign == "<" else case.sign,
        min=None if case.sign in ("<=", "<") else count,
        max=top,
        unit=case.count.value if case.count else None,
        per=case.per,
        deadline=_how_long(clause),
    )
    for name in bearers.each_of(who) if who else (None,):
        for action in _said(clause, measure):
            yield scene.made(replace(made, actor=name, action=action), evidence)
    if case.other:
        case.other.who = who
        yield from made_of(scene, clause, case.other, measure)


def _against(clause: Clause, measure: re.Match[str]) -> str | None:
    """Whom the measure meets: 对…进行约谈, 约谈…, 给予…免职, …不得评优."""
    before, after = clause.text[: measure.start()], clause.text[measure.end() :]
    heads = any_of("actors", "heads")
    group = "(?:（[^（）]*）)?"
    if (own := bearers.subject(before)) and measure[0] in ("书面检查", "书面检讨"):
        return own
    for pattern, text in (
        (rf"(?:对(?!口)|给予|责成|责令)([^，]*{heads}{group})", before),
        (rf"^([^，]*{heads}{group})", after if measure[0] in ("约谈", "诫勉", "召回", "问责") else ""),
        (rf"^([^，]*{heads}{group})", before),
    ):
        if (found := re.search(pattern, text)) and not re.search("由[^，对]*$", found[1]):
            name = re.sub(r"^.*(?:的|由|对(?!口))", "", found[1])
            return name if re.search(f"{heads}{group}$", name) else None
    return None


def _said(clause: Clause, measure: re.Match[str]) -> Iterator[str]:
    """The measure in the words of the clause; 取消 A、B和C的资格 is a measure for each."""
    several = re.search(r"取消(?P<of>[^，]+?)的?资格", clause.text)
    if several and measure[0] == "取消":
        for part in re.split("、|和|及", several["of"]):
            yield f"取消{part}资格"
        return
    rest = re.match(r"[^，]+?(?=并(?!且)|，|$)", clause.text[measure.start() :])
    yield rest[0] if rest else measure[0]


def _how_long(clause: Clause) -> Deadline | None:
    """6个月内不得…, 当年不得…: for how long a bar holds."""
    span = re.search(rf"({numerals.pattern()})个?(年|月|天|日)(?:之内|以内|内)", clause.text)
    if span and (number := numerals.read(span[1])):
        value = plain(number.high)
        return None if value is None else Deadline("window", value, span[2])
    named = re.search("当年度?|当月|当季度|本任期|全年|本年度", clause.text)
    barred = any(word in clause.text for word in listed("sanctions", "bars"))
    return Deadline("window", named[0]) if named and barred else None
