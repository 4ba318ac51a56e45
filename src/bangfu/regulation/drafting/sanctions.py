"""Ladders of consequences: after how many times of what, which measure, against whom, for how long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bangfu.regulation.drafting import bearers, numerals
from bangfu.regulation.drafting.candidate import Candidate
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.faults import Case, inner, opened, opens
from bangfu.regulation.drafting.measures import how_long, measures_of, said
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of


def is_sanction(scene: Scene) -> bool:
    """Whether a sentence says what follows from a fault: a condition, and a measure after it."""
    case = None
    for clause in scene.parts:
        if case is not None and measures_of(clause):
            return True
        if opens(clause):
            if measures_of(clause) and not clause.condition and inner(clause):
                return True
            case = clause
    return all(_rung(clause, Case()) for clause in scene.parts) if len(scene.parts) > 1 else False


def sanctions(scene: Scene) -> Iterator[Candidate]:
    """The measures of a sentence, each against each whom it names."""
    case = Case(who=scene.before or scene.labelled)
    started = bool(scene.parts and _rung(scene.parts[0], case))
    for clause in scene.parts:
        if not started and (who := bearers.subject(clause.text)) and not opens(clause):
            case.who = who
        if started and (rung := _rung(clause, case)):
            case = rung
        elif opens(clause):
            case, started = opened(clause, case), True
            if clause.condition or not inner(clause):
                continue
        if not started:
            continue
        for measure in measures_of(clause):
            if who := _against(clause, measure):
                case.who = who
            yield from made_of(scene, clause, case, measure)


def beside(scene: Scene) -> tuple[Sequence[Clause], Sequence[Clause]]:
    """The clauses of a sentence with a ladder that are no rung: duties before it, and who has to act by when after it."""
    rungs = (n for n, clause in enumerate(scene.parts) if opens(clause) or measures_of(clause))
    first = next(rungs, len(scene.parts))
    return scene.parts[:first], [clause for clause in scene.parts[first:] if _acts(clause)]


def _acts(clause: Clause) -> bool:
    """Whether a clause after a ladder says by when a body has to act."""
    timed = any(re.match("之?内|以内", clause.text[t.end - clause.start :]) for t in clause.kinds("quantity"))
    named = bool(bearers.subject(clause.text)) or clause.kinds("modal")
    return timed and bool(named) and not opens(clause) and not measures_of(clause)


def _rung(clause: Clause, case: Case) -> Case | None:
    """A rung in short: 发现2次通报批评, 第三次予以召回."""
    found = measures_of(clause)
    before = clause.text[: found[0].start()] if found else ""
    told = re.search(
        r"(?:^|发现|累计|达到?)(?=(?:\d+|[一二两三四五六七八九十]+)[次起])|^第(?=[一二三四五六]次)", before
    )
    if not told or clause.condition or inner(clause):
        return None
    size = numerals.read(re.split("[次起]", before[told.end() :])[0])
    unit = re.search("[次起]", before[told.end() :])
    if size is None or unit is None:
        return None
    return Case(case.told, Token("quantity", unit[0], 0, 0, unit[0], size), ">=", case.who)


def made_of(scene: Scene, clause: Clause, case: Case, measure: re.Match[str]) -> Iterator[Candidate]:
    """The measure against each whom it meets."""
    evidence = ["sanction_measure", *(["sanction_count"] if case.count else [])]
    who = case.who
    count = case.count.number.low if case.count and case.count.number else None
    if case.count and case.count.kind == "share" and case.count.value == "%" and count is not None:
        count *= 100
    if (
        case.sign == "<" and count is not None and case.count and case.count.kind == "quantity"
    ):  # fewer than 4 is at most 3
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
        deadline=how_long(clause),
    )
    for name in bearers.each_of(who) if who else (None,):
        for action in said(clause, measure):
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
