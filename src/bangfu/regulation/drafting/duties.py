"""Clauses to duties: a quantity with its period, comparator, bearer and target; a period without a number; coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bangfu.regulation.drafting.actions import each_target, known_action
from bangfu.regulation.drafting.asides import SILENT
from bangfu.regulation.drafting.candidate import Candidate, Deadline
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.context import (
    achieves,
    cell,
    comparator,
    dated,
    each_whom,
    inherited,
    preceding,
    to_be_named,
)
from bangfu.regulation.drafting.counted import base_of, distinct, halves, months, of_the_year, period_of
from bangfu.regulation.drafting.coverage import covering, covers, rounds
from bangfu.regulation.drafting.implied import each_period
from bangfu.regulation.drafting.levels import both, own_name, shared
from bangfu.regulation.drafting.rates import owed_whole
from bangfu.regulation.drafting.refusals import BY_KIND, refused
from bangfu.regulation.drafting.relative import at_the_longest, is_before, is_leave
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.telling import split, told
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, words

_PEOPLE = ("名", "人", "位")
_TAKEN = ("户", "村", "个", "家", "对", "支", "所")


@dataclass(frozen=True)
class Refused:
    """A token that a rule took out."""

    token: Token
    rule: str


def duties(scene: Scene, due: dict[int, Deadline]) -> Iterator[tuple[int, Candidate | Refused]]:
    """The duties that a sentence states, and the numbers that are none, each with the place of its clause."""
    row = next(iter(due.values())) if "\t" in scene.sentence and len(due) == 1 else None  # for all its cells
    for n, clause in enumerate(scene.parts):
        measured = False
        for token in clause.kinds("quantity", "share", *BY_KIND):
            if _is_span_of_time(token, clause):
                continue
            answer = _measured(scene, n, token, due.get(n, row))
            measured = measured or not isinstance(answer, Refused) or answer.rule in SILENT
            if isinstance(answer, Refused):
                yield n, answer
                continue
            here = _once(both(scene, n, own_name(scene, n, answer)), due.get(n))
            for made in (*shared(scene, n, here), here):
                yield from ((n, one) for one in split(due.get(n, row), made))
        if not measured and not clause.condition:
            for made in (covering(scene, n), each_period(scene, n)):
                if made:
                    yield from ((n, one) for one in split(due.get(n, row), _once(made, due.get(n))))
                    break


def _once(made: Candidate, due: Deadline | None) -> Candidate:
    """到村后两个月内走访一遍, 7日内入户1次: once."""
    if due is None or made.per is not None:
        return made
    rounds_ = made.comparator == "all" and made.unit != "%"
    times = made.unit in words()["units"]["times"] and made.comparator != "<="
    first = due.type == "relative" and (made.comparator == "all" or times)
    return replace(made, per="once") if first or (rounds_ and due.type == "absolute") else made


def _passed_on(scene: Scene, n: int, token: Token) -> Token | None:
    """The period of the clauses before, for times and days; for things only where the clause says what is done."""
    things = token.value in words()["units"]["things"]
    here = scene.parts[n]
    kept = token.value in words()["deadlines"]["units"] and re.search("公示|保留|保存|留存|张贴", here.text)
    sized = things and re.search("数量|户数|人数|总数|规模", here.text)
    # A rate, a size, or what is due by a day, has no period but its own.
    if "率" in here.text or sized or here.kinds("date") or kept:
        return None
    return None if things and not here.joined and not known_action(here.text) else inherited(scene, n)


def _each_told(scene: Scene, n: int, each: Token | None) -> str | None:
    """Whom each counts, in the words of the clause that says so."""
    here = next((c for c in reversed(scene.parts[: n + 1]) if each in c.tokens), None) if each else None
    return each_target(here, each) if here and each else None


def _is_span_of_time(token: Token, clause: Clause) -> bool:
    """Within so many days, so many days before: a deadline, not a quantity."""
    if token.value not in words()["deadlines"]["units"]:
        return False
    if is_before(token, clause) or at_the_longest(token, clause):
        return True
    after = clause.text[token.end - clause.start :]
    near = re.match(r"之?内|以内|之?前|以前", after) and not preceding(clause, token, "pre")
    return bool(near) and not is_leave(token, clause)


def _measured(scene: Scene, n: int, token: Token, due: Deadline | None) -> Candidate | Refused:
    clause, evidence = scene.parts[n], list[str]()
    each, sign = each_whom(scene, n, token), comparator(scene, n, token)
    per = _per(scene, n, token)
    whole = covers(scene, n, token)
    bound = bool(
        sign
        or halves(clause)
        or months(clause, token)
        or (due and achieves(clause, token))
        or per
        or each
        or cell(scene, n, token)
        or (whole and token.value in ("遍", "轮", "次"))
    )
    rule = refused(token, clause, scene.sentence, bound=bound, limited=bool(sign), named=scene.named(n))
    if (
        rule is None
        and not bound
        and not to_be_named(scene, n, token)
        and not owed_whole(token, clause, named=scene.named(n))
    ):
        rule = "bare_number"
    if rule:
        return Refused(token, rule)
    evidence += ["period" if per.start >= clause.start else "period_inherited"] if per else []
    evidence += [name for name, here in (("comparator", sign), ("each", each)) if here]
    unit = token.value or base_of(clause, token)
    whom = _each_told(scene, n, each)
    made = replace(
        _bounded(blank("duty", ""), token, sign, exact=not per and _exact(token, whom)),
        per=(per.value or None) if per else None if token.value else period_of(unit),
        each=whom,
        unit=unit,
        distinct_target=distinct(clause, token, covering=whole),
    )
    named = of_the_year(made, clause, token, scene.sentence)
    evidence += ["period"] if named != made else []
    made = named
    if whole:
        evidence.append("coverage")
        made = replace(made, comparator="all", max=None)
        made = made if rounds(clause) and token.value else replace(made, min=Fraction(100), unit="%")
    return told(scene, n, made, evidence, token)


def _per(scene: Scene, n: int, token: Token) -> Token | None:
    """The period of a number: right behind it, before it, named by a date, or of the clauses before."""
    clause = scene.parts[n]
    rate = next((t for t in clause.tokens if t.kind == "per" and t.start == token.end and t.value), None)
    own = rate or preceding(clause, token, "per") or dated(clause, token)
    return own or _of_row(scene) or _passed_on(scene, n, token) or _parallel(scene, n, token)


def _parallel(scene: Scene, n: int, token: Token) -> Token | None:
    """每半年听取汇报一次；对管理情况检查一次: the period of the sentence before holds for a bare number of times."""
    bare_times = token.value in words()["units"]["times"] and not comparator(scene, n, token)
    return scene.period if bare_times and known_action(scene.parts[n].text) else None


def _of_row(scene: Scene) -> Token | None:
    """The one period that the cells of a row name."""
    if "\t" not in scene.sentence:
        return None
    named = [
        t for clause in scene.parts for t in clause.kinds("per") if not clause.kinds("quantity", "share")
    ]
    return named[0] if len({t.value for t in named}) == 1 else None


def _exact(token: Token, each: str | None) -> bool:
    """Whether a bare number is exactly meant: whom one person takes on, and who is named; not what each place has at least."""
    if token.value in words()["units"]["times"]:
        return False
    heads = rf"(?:人|{any_of('actors', 'heads')})$"
    if token.value in _PEOPLE:
        return each is None
    return token.value in _TAKEN and (each is None or bool(re.search(heads, each)))


def _bounded(made: Candidate, token: Token, sign: Token | None, *, exact: bool) -> Candidate:
    """The number and how it binds. A bare number by the period is a least one."""
    assert token.number is not None
    factor = 100 if token.number.kind == "percent" else 1
    low, high = token.number.low * factor, token.number.high * factor
    how = sign.value if sign else ("==" if exact else ">=")
    if token.number.ranged:
        return replace(made, comparator=">=", min=low, max=high)
    if how == "<=":
        return replace(made, comparator=how, max=high)
    return replace(made, comparator=how, min=low, max=high if how == "==" else None)
