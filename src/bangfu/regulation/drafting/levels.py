"""Several bearers in one sentence, each with a measure of its own: 县、乡、村分别每季度、每月、每周, and one measure for several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bangfu.regulation.drafting import bearers
from bangfu.regulation.drafting.actions import known_action
from bangfu.regulation.drafting.candidate import Candidate
from bangfu.regulation.drafting.scene import Scene
from bangfu.regulation.drafting.words import words

_LEVEL = "[省市州县区乡镇村组](?:级)?"
_LEVELS = re.compile(rf"^(?P<names>{_LEVEL}(?:(?:、|和){_LEVEL})+)(?:[两三四五]级)?")
_EACH_ITS = re.compile(r"^(?P<names>[^，；：\d每]{3,40}?)(?:[两三四五]级)?(?:每[^，；：\d]{1,16})?分别")


def _run(scene: Scene, n: int) -> range:
    """The clauses that 、 joins with the n-th."""
    first, last = n, n
    while first and scene.parts[first].joined:
        first -= 1
    while last + 1 < len(scene.parts) and scene.parts[last + 1].joined:
        last += 1
    return range(first, last + 1)


def _names(scene: Scene, run: range) -> tuple[str, ...]:
    """The bearers that such clauses begin with, as many as there are clauses; else none."""
    found = _EACH_ITS.match(scene.parts[run[0]].text) or _LEVELS.match(scene.parts[run[0]].text)
    names = tuple(part for part in re.split("、|和", found["names"]) if part) if found else ()
    return names if len(names) == len(run) > 1 else ()


def own_name(scene: Scene, n: int, made: Candidate) -> Candidate:
    """The measure with the bearer whose turn it is, where the clauses name as many as they measure."""
    run = _run(scene, n)
    names = _names(scene, run)
    return replace(made, actor=names[run.index(n)]) if names else made


def shared(scene: Scene, n: int, made: Candidate) -> Iterator[Candidate]:
    """The measure again for those whose period stands before it: 市级每半年、县级每季度开展1次."""
    run = _run(scene, n)
    names = _names(scene, run)
    begun = [m for m in run if m < n and not _measures(scene, m)]
    if begun and begun[-1] != n - 1:
        return
    for m in begun:
        periods, own = scene.parts[m].kinds("per"), bearers.subject(scene.parts[m].text)
        if periods and not known_action(scene.parts[m].text.replace(own or "", "", 1)):
            actor = names[run.index(m)] if names else own
            yield replace(made, per=periods[-1].value, actor=actor or made.actor)


def _measures(scene: Scene, m: int) -> bool:
    return bool(scene.parts[m].kinds("quantity", "share"))


def both(scene: Scene, n: int, made: Candidate) -> Candidate:
    """每次不少于1天 after what two bearers do holds for both."""
    clause = scene.parts[n]
    if (
        made.per != "visit"
        or not clause.text.startswith("每次")
        or made.evidence.count("actor_in_sentence") == 0
    ):
        return made
    times = words()["units"]["times"]
    before = [p for p in scene.parts[:n] if any(t.value in times for t in p.kinds("quantity"))]
    names = list(dict.fromkeys(name for p in before if (name := bearers.subject(p.text))))
    return replace(made, actor="、".join(names)) if len(names) > 1 else made
