"""A duty told in full: its bearer, its action and its evidence; one for each bearer and each body it is owed to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from bangfu.regulation.drafting import bearers
from bangfu.regulation.drafting.actions import action_of, known_action
from bangfu.regulation.drafting.candidate import Candidate, Deadline
from bangfu.regulation.drafting.scene import Scene
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of


def told(scene: Scene, n: int, made: Candidate, evidence: list[str], token: Token | None) -> Candidate:
    """The candidate with its bearer, its action and its evidence, as the n-th clause has them."""
    clause = scene.parts[n]
    actor, how = scene.bearer(n, token.start if token else None)
    named = bearers.of_title(made.each.lstrip("每一个名位支")) if made.each else None
    if named and not named.endswith(("乡镇", "县", "村", "镇", "县区")):
        actor, how = named, "actor_in_sentence"
    action, own = action_of(scene.parts, n, actor)
    evidence = [*evidence, how]
    if not own:
        evidence.append("action_inherited")
    if known_action(action):
        evidence.append("known_action")
    evidence += [name for name, kind in (("modal", "modal"), ("permitted", "may")) if clause.kinds(kind)]
    return scene.made(replace(made, actor=actor, action=action), evidence)


def split(due: Deadline | None, made: Candidate) -> Iterator[Candidate]:
    """One candidate for each bearer, and for each of several whom it is owed to."""
    named = "actor_in_sentence" in made.evidence or "actor_before" in made.evidence
    if due and "number_implied" in made.evidence:
        made = replace(made, kind="deadline", comparator=None, min=None, unit=None)
    for actor in bearers.each_of(made.actor) if made.actor and named else (made.actor,):
        for action in _owed_to(made.action):
            yield replace(made, actor=actor, action=action, deadline=due)


def _owed_to(action: str) -> tuple[str, ...]:
    """向A、B汇报 is owed to A and to B; a list that is no list of bodies stays whole."""
    several = _several_bodies()
    to = re.search(rf"(向|对)({several})", action)
    if to and re.match("[^，]{0,30}(?:汇报|报告|反馈|通报|述职|进行|开展)", action[to.end() :]):
        return tuple(f"{action[: to.start(2)]}{part}{action[to.end(2) :]}" for part in bearers.each_of(to[2]))
    meetings = re.match(r"(.*?(?:召开|组织))([^，]*?会议?)和([^，]*?会议?)$", action)
    return (meetings[1] + meetings[2], meetings[1] + meetings[3]) if meetings else (action,)


@cache
def _several_bodies() -> str:
    body = rf"[^，、和及]*?{any_of('actors', 'heads')}(?:（[^（）]*）)?"
    return rf"{body}(?:(?:、|和|及){body})+"
