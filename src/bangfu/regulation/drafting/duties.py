"""Clauses to duties: a quantity with its period, comparator, bearer and target; a period without a number; coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bangfu.regulation.drafting import bearers
from bangfu.regulation.drafting.actions import each_target, known_action, only_measure
from bangfu.regulation.drafting.candidate import Candidate, Deadline
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.context import appointing, dated, each_whom, inherited, preceding
from bangfu.regulation.drafting.deadlines import at_the_longest, is_before
from bangfu.regulation.drafting.implied import covering, each_period, object_of_all
from bangfu.regulation.drafting.refusals import BY_KIND, refused
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.telling import split, told
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, names_one, words


@dataclass(frozen=True)
class Refused:
    """A token that a rule took out."""

    token: Token
    rule: str


def duties(scene: Scene, due: dict[int, Deadline]) -> Iterator[tuple[int, Candidate | Refused]]:
    """The duties that a sentence states, and the numbers that are none, each with the place of its clause."""
    # By when a row says holds for all its cells.
    row = next(iter(due.values())) if "\t" in scene.sentence and len(due) == 1 else None
    for n, clause in enumerate(scene.parts):
        measured = False
        for token in clause.kinds("quantity", "share", *BY_KIND):
            if _is_span_of_time(token, clause):
                continue
            answer = _measured(scene, n, token)
            measured = measured or not isinstance(answer, Refused)
            if isinstance(answer, Refused):
                yield n, answer
                continue
            for made in (*_shared(scene, n, answer), answer):
                yield from ((n, one) for one in split(due.get(n, row), made))
        if not measured and not clause.condition:
            for made in (covering(scene, n), each_period(scene, n)):
                if made:
                    yield from ((n, one) for one in split(due.get(n), made))
                    break


def _shared(scene: Scene, n: int, made: Candidate) -> Iterator[Candidate]:
    """The measure again for those whose period stands before it: 市级每半年、县级每季度开展1次."""
    before = scene.parts[n - 1] if n and scene.parts[n].joined else None
    if (
        before
        and (periods := before.kinds("per"))
        and not before.kinds("quantity", "share")
        and not known_action(before.text)
    ):
        yield replace(made, per=periods[-1].value, actor=bearers.subject(before.text) or made.actor)


def _passed_on(scene: Scene, n: int, token: Token) -> Token | None:
    """The period of the clauses before, for times and days; for things only where the clause says what is done."""
    things = token.value in words()["units"]["things"]
    here = scene.parts[n]
    return None if things and not here.joined and not known_action(here.text) else inherited(scene, n)


def _each_told(scene: Scene, n: int, each: Token | None) -> str | None:
    """Whom each counts, in the words of the clause that says so."""
    here = next((c for c in reversed(scene.parts[: n + 1]) if each in c.tokens), None) if each else None
    return each_target(here, each) if here and each else None


def _is_span_of_time(token: Token, clause: Clause) -> bool:
    """Within so many days, so many days before: a deadline, not a quantity."""
    if re.search("批准|审批|准假", clause.text):  # how long a leave is
        return False
    if token.value not in words()["deadlines"]["units"]:
        return False
    if is_before(token, clause) or at_the_longest(token, clause):
        return True
    after = clause.text[token.end - clause.start :]
    return bool(re.match(r"之?内|以内", after)) and not preceding(clause, token, "pre")


def _measured(scene: Scene, n: int, token: Token) -> Candidate | Refused:
    clause, evidence = scene.parts[n], list[str]()
    post = next((t for t in clause.tokens if t.kind == "post" and t.start == token.end), None)
    pre, each = preceding(clause, token, "pre"), each_whom(scene, n, token)
    rate = next((t for t in clause.tokens if t.kind == "per" and t.start == token.end and t.value), None)
    per = rate or preceding(clause, token, "per") or dated(clause, token) or _passed_on(scene, n, token)
    comparator = pre or post
    bound = bool(comparator or per or each)
    rule = refused(token, clause, scene.sentence, bound=bound)
    named = appointing(clause, token)
    if rule is None and not bound and not named:
        rule = "bare_number"
    if rule:
        return Refused(token, rule)
    if per:
        evidence.append("period" if per.start >= clause.start else "period_inherited")
    evidence += [name for name, here in (("comparator", comparator), ("each", each)) if here]
    whole = _covers(scene, n, token)
    made = _bounded(
        blank("duty", ""),
        token,
        comparator,
        structural=not per and token.value not in words()["units"]["times"],
    )
    unit = token.value or _base(clause, token)
    made = replace(
        made,
        per=(per.value or None) if per else None if token.value else _period_of(unit),
        each=_each_told(scene, n, each),
        unit=unit,
        distinct_target=_distinct(clause, token, covering=whole),
    )
    if whole:
        evidence.append("coverage")
        rounds = token.value in ("遍", "轮")  # 走访一遍 says itself that all are meant
        made = replace(made, comparator="all", max=None)
        made = made if rounds else replace(made, min=Fraction(100), unit="%")
    return told(scene, n, made, evidence, token)


def _bounded(made: Candidate, token: Token, comparator: Token | None, *, structural: bool) -> Candidate:
    """The number and how it binds. A bare number by the period is a least one; a bare number a head is exact."""
    assert token.number is not None
    factor = 100 if token.number.kind == "percent" else 1
    low, high = token.number.low * factor, token.number.high * factor
    sign = comparator.value if comparator else ("==" if structural else ">=")
    if token.number.ranged:
        return replace(made, comparator=">=", min=low, max=high)
    if sign == "<=":
        return replace(made, comparator=sign, max=high)
    return replace(made, comparator=sign, min=low, max=high if sign == "==" else None)


def _covers(scene: Scene, n: int, token: Token) -> bool:
    """Whether all are meant: 全覆盖走访1次, 走访一遍; a clause that only measures goes with the one before."""
    clause = scene.parts[n - 1] if n and only_measure(scene.parts[n]) else scene.parts[n]
    visiting = names_one("coverage", "visits", clause.text)
    once_round = token.value in ("遍", "轮", "次") and names_one("coverage", "whole", clause.text)
    return (
        (bool(clause.kinds("cover")) and visiting)
        or (once_round and visiting)
        or (token.value == "遍" and visiting)
    )


def _base(clause: Clause, token: Token) -> str:
    """Of what a fraction is taken: 年度工作日总数的2/3, 三分之二以上的时间."""
    before = re.search(
        r"(?:少于|低于|至少|达到|达|占)([^，]{2,16})的$", clause.text[: token.start - clause.start]
    )
    after = re.match(
        r"(?:及?以上)?的?([^，、]{2,8}?)(?=住|驻|在|用|到|走|，|$)", clause.text[token.end - clause.start :]
    )
    return before[1] if before else after[1] if after else "比例"


def _period_of(base: str) -> str | None:
    """The period that a base names itself: 年度工作日总数."""
    named = re.match("每?(?:全)?(年|季度|月|周)", base)
    return words()["periods"]["single"][named[1]] if named else None


def _distinct(clause: Clause, token: Token, *, covering: bool) -> str | None:
    """Whom a count of households or a share counts, each once."""
    if covering:
        return object_of_all(clause)
    if token.value not in ("户", "%", "人", "名", "村", "家"):
        return None
    before, after = clause.text[: token.start - clause.start], clause.text[token.end - clause.start :]
    follows = re.match(r"(?:以上)?的?([一-龥]{2,10})", after)
    verb = re.search(
        rf"{any_of('coverage', 'visits')}(?!不|至少)([^，、]{{2,20}}?)(?:的比例)?(?:{any_of('comparators', 'at_least', 'at_most')}|$)",
        before,
    )
    if verb:
        return verb[1].split("的")[-1] or None
    return follows[1] if follows and names_one("coverage", "visits", before) else None
