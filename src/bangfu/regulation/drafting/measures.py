"""The measures that follow from faults, in the words of their clause, and for how long they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bangfu.regulation.drafting import numerals
from bangfu.regulation.drafting.candidate import Deadline, plain
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.faults import inner
from bangfu.regulation.drafting.words import any_of, listed


def measures_of(clause: Clause) -> list[re.Match[str]]:
    """The measures that a clause names, where it does not only tell of one that was taken."""
    if clause.condition and not inner(clause):
        return []
    titles = [(t.start - clause.start, t.end - clause.start) for t in clause.kinds("title")]
    found = [
        m
        for m in re.finditer(any_of("sanctions", "measures"), clause.text)
        if not _told_of(clause, m)
        and not _of_paper(clause, m)
        and not any(a <= m.start() < b for a, b in titles)
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


def _of_paper(clause: Clause, match: re.Match[str]) -> bool:
    """社区可于收到后一日内退回: what somebody may send back is paper, and nobody who is punished."""
    return match[0] == "退回" and bool(re.search("可[^，]{0,12}$", clause.text[: match.start()]))


def _one_phrase(text: str) -> bool:
    """取消…资格, 不得评优评先, 给予…处分 are one measure whatever words they hold."""
    return bool(re.match("取消|停发|扣|不得|责令|启动|承担", text)) or (
        len(text) < 10 and "、" not in text and "和" not in text
    )


def said(clause: Clause, measure: re.Match[str]) -> Iterator[str]:
    """The measure in the words of the clause; 取消 A、B和C的资格 is a measure for each."""
    several = re.search(r"取消(?P<of>[^，]+?)的?资格", clause.text)
    if several and measure[0] == "取消":
        for part in re.split("、|和|及", several["of"]):
            yield f"取消{part}资格"
        return
    rest = re.match(r"[^，]+?(?=并(?!且)|，|$)", clause.text[measure.start() :])
    yield rest[0] if rest else measure[0]


def how_long(clause: Clause) -> Deadline | None:
    """6个月内不得…, 当年不得…: for how long a bar holds."""
    span = re.search(rf"({numerals.pattern()})个?(年|月|天|日)(?:之内|以内|内)", clause.text)
    if span and (number := numerals.read(span[1])):
        value = plain(number.high)
        return None if value is None else Deadline("window", value, span[2])
    named = re.search("当年度?|当月|当季度|本任期|全年|本年度", clause.text)
    barred = any(word in clause.text for word in listed("sanctions", "bars"))
    return Deadline("window", named[0]) if named and barred else None
