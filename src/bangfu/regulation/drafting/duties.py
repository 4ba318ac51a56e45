"""Clauses to duties: a quantity with its period, comparator, bearer and target; a period without a number; coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bangfu.regulation.drafting import bearers
from bangfu.regulation.drafting.actions import action_of, each_target, known_action, only_measure
from bangfu.regulation.drafting.candidate import Candidate, Deadline
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.refusals import BY_KIND, refused
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, names_one, words


@dataclass(frozen=True)
class Refused:
    """A token that a rule took out."""

    token: Token
    rule: str


def duties(scene: Scene, due: dict[int, Deadline]) -> Iterator[tuple[int, Candidate | Refused]]:
    """The duties that a sentence states, and the numbers that are none, each with the place of its clause."""
    for n, clause in enumerate(scene.parts):
        measured = False
        for token in clause.kinds("quantity", "share", *BY_KIND):
            if _is_span_of_time(token, clause):
                continue
            answer = _measured(scene, n, token)
            measured = measured or not isinstance(answer, Refused)
            several = _split(due.get(n), answer) if isinstance(answer, Candidate) else (answer,)
            yield from ((n, one) for one in several)
        if not measured and not clause.condition:
            for made in (_covering(scene, n), _each_period(scene, n)):
                if made:
                    yield from ((n, one) for one in _split(due.get(n), made))
                    break


def _is_span_of_time(token: Token, clause: Clause) -> bool:
    """Within so many days: a deadline, not a quantity."""
    after = clause.text[token.end - clause.start :]
    return (
        token.value in words()["deadlines"]["units"]
        and bool(re.match(r"之?内|以内", after))
        and not _before(clause, token, "pre", "per")
    )


def _before(clause: Clause, token: Token, *kinds: str) -> Token | None:
    """The last token of these kinds before a quantity, and after the quantity before it unless it is a period."""
    found = None
    for other in clause.tokens:
        if other.start >= token.start:
            break
        if other.kind in kinds:
            found = other
        elif other.kind in ("quantity", "share") and "pre" in kinds:
            found = None
    return found


def _measured(scene: Scene, n: int, token: Token) -> Candidate | Refused:
    clause, evidence = scene.parts[n], list[str]()
    post = next((t for t in clause.tokens if t.kind == "post" and t.start == token.end), None)
    pre, each = _before(clause, token, "pre"), _before(clause, token, "each")
    rate = next((t for t in clause.tokens if t.kind == "per" and t.start == token.end), None)
    per = rate or _before(clause, token, "per") or _inherited(scene, n)
    comparator = pre or post
    bound = bool(comparator or per or each)
    rule = refused(token, clause, bound=bound)
    appointing = _appointing(clause, token)
    if rule is None and not bound and not appointing:
        rule = "bare_number"
    if rule:
        return Refused(token, rule)
    if per:
        evidence.append("period" if per in clause.tokens else "period_inherited")
    evidence += [name for name, here in (("comparator", comparator), ("each", each)) if here]
    covering = _covers(clause, token)
    made = _bounded(blank("duty", ""), token, comparator, structural=not per)
    made = replace(
        made,
        per=per.value or None if per else None,
        each=each_target(clause, each) if each else None,
        unit=token.value or _base(clause, token),
        distinct_target=_distinct(clause, token, covering=covering),
    )
    if covering:
        evidence.append("coverage")
        made = replace(made, comparator="all", min=Fraction(100), max=None, unit="%")
    return _told(scene, n, made, evidence, token)


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


def _inherited(scene: Scene, n: int) -> Token | None:
    """The period of the clauses just before, where this clause goes on measuring what they began."""
    here = scene.parts[n]
    if bearers.subject(here.text) and not re.match(r"其中|时间|住村|每次", here.text):
        return None
    for earlier in reversed(scene.parts[max(0, n - 2) : n]):
        periods = earlier.kinds("per")
        if periods and not earlier.condition:
            return periods[-1]
    return None


def _appointing(clause: Clause, token: Token) -> bool:
    """明确1名…: somebody must be named, so a bare number is a duty."""
    before = clause.text[: token.start - clause.start]
    named = re.search(rf"{any_of('obligation', 'appoint')}[^、]{{0,6}}$", before)
    return (
        bool(named)
        and token.value in ("名", "人", "位", "支")
        and not clause.condition
        and not clause.kinds("may")
    )


def _covers(clause: Clause, token: Token) -> bool:
    visiting = names_one("coverage", "visits", clause.text)
    once_round = token.value in ("遍", "轮", "次") and names_one("coverage", "whole", clause.text)
    return (
        bool(clause.kinds("cover"))
        and visiting
        or (once_round and visiting)
        or (token.value == "遍" and visiting)
    )


def _covering(scene: Scene, n: int) -> Candidate | None:
    """全覆盖走访…, 逐户排查…, 每年对全体…轮训: all of them, without a number."""
    clause = scene.parts[n]
    marked = clause.kinds("cover")
    visiting = names_one("coverage", "visits", clause.text)
    whole = names_one("coverage", "whole", clause.text) and clause.kinds("per")
    if not (marked and (visiting or known_action(clause.text))) and not (whole and visiting):
        return None
    if words_say_no(clause):
        return None
    per = next(iter(clause.kinds("per")), None)
    target = _object_of_all(clause)
    made = replace(
        blank("duty", ""),
        comparator="all",
        min=Fraction(100),
        unit="%",
        per=per.value if per else None,
        distinct_target=target,
    )
    return _told(scene, n, made, ["coverage", *(["period"] if per else [])], None)


def words_say_no(clause: Clause) -> bool:
    """Results and ratios are no visits: 覆盖率, 满意度."""
    return bool(
        re.search(r"覆盖率|参保|兜底|政策.{0,4}全覆盖|实现.{0,12}全覆盖|全覆盖(?:率|目标)", clause.text)
    )


def _each_period(scene: Scene, n: int) -> Candidate | None:
    """每月通报…: once a period is the least that 每 can mean."""
    clause = scene.parts[n]
    per = next(
        (t for t in clause.kinds("per", "weekday") if re.match("每|按月|按季|逐月|逐季", t.text)), None
    )
    if (
        per is None
        or per.value == "visit"
        or not known_action(clause.text)
        or clause.kinds("open", "share", *BY_KIND)
    ):
        return None
    following = scene.parts[n + 1] if n + 1 < len(scene.parts) else None
    if following and only_measure(following):
        return None
    made = replace(
        blank("duty", ""),
        comparator=">=",
        min=Fraction(1),
        unit="次",
        per="week" if per.kind == "weekday" else per.value,
    )
    return _told(scene, n, made, ["period", "number_implied"], None)


def _told(scene: Scene, n: int, made: Candidate, evidence: list[str], token: Token | None) -> Candidate:
    clause = scene.parts[n]
    actor, how = scene.bearer(n, token.start if token else None)
    action, own = action_of(scene.parts, n, actor)
    evidence = [*evidence, how]
    if not own:
        evidence.append("action_inherited")
    if known_action(action):
        evidence.append("known_action")
    evidence += [name for name, kind in (("modal", "modal"), ("permitted", "may")) if clause.kinds(kind)]
    return scene.made(replace(made, actor=actor, action=action), evidence)


def _base(clause: Clause, token: Token) -> str:
    """Of what a fraction is taken: 年度工作日总数的2/3, 三分之二以上的时间."""
    before = re.search(
        r"(?:少于|低于|至少|达到|达|占)([^，]{2,16})的$", clause.text[: token.start - clause.start]
    )
    after = re.match(
        r"(?:及?以上)?的?([^，、]{2,8}?)(?=住|驻|在|用|到|走|，|$)", clause.text[token.end - clause.start :]
    )
    return before[1] if before else after[1] if after else "比例"


def _distinct(clause: Clause, token: Token, *, covering: bool) -> str | None:
    """Whom a count of households or a share counts, each once."""
    if covering:
        return _object_of_all(clause)
    if token.value not in ("户", "%", "人", "名", "村", "家"):
        return None
    before, after = clause.text[: token.start - clause.start], clause.text[token.end - clause.start :]
    follows = re.match(r"(?:以上)?的?([一-龥]{2,10})", after)
    verb = re.search(
        rf"{any_of('coverage', 'visits')}([^，、]{{2,20}}?)(?:的比例)?(?:{any_of('comparators', 'at_least', 'at_most')}|$)",
        before,
    )
    if verb:
        return verb[1].split("的")[-1] or None
    return follows[1] if follows and names_one("coverage", "visits", before) else None


def _object_of_all(clause: Clause) -> str | None:
    """Who is covered: the noun after 走访, or after 所有 and its like."""
    whole = re.search(
        rf"{any_of('coverage', 'whole')}([^，、]{{2,16}}?)(?:的|进行|开展|走访|{any_of('coverage', 'visits')}|$)",
        clause.text,
    )
    visit = re.search(
        r"(?:走访|遍访|排查|摸排|核查|访)([一-龥]{2,10}?)(?:不少于|至少|\d|一[次遍轮]|工作|，|$)", clause.text
    )
    found = whole or visit
    return found[1] if found and not re.match("调研", found[1]) else None


def _split(due: Deadline | None, made: Candidate) -> Iterator[Candidate]:
    """One candidate for each bearer, and for each of several whom it is owed to."""
    for actor in bearers.each_of(made.actor) if made.actor else (None,):
        for action in _owed_to(made.action):
            yield replace(made, actor=actor, action=action, deadline=due)


def _owed_to(action: str) -> tuple[str, ...]:
    """向A、B汇报 is owed to A and to B; a list that is no list of bodies stays whole."""
    to = re.search(r"(向|对)((?:[^，、]|、)+?)(?=汇报|报告|反馈|通报|述职|工作情况|.{0,12}进行)", action)
    if to:
        parts = bearers.each_of(to[2])
        return tuple(f"{action[: to.start(2)]}{part}{action[to.end(2) :]}" for part in parts)
    meetings = re.match(r"(.*?(?:召开|组织))([^，]*?会议?)和([^，]*?会议?)$", action)
    return (meetings[1] + meetings[2], meetings[1] + meetings[3]) if meetings else (action,)
