"""The line that closes a task: （责任单位：…；完成时限：6月底前）, by when what stands before it is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bangfu.regulation.drafting.actions import action_of, known_action
from bangfu.regulation.drafting.candidate import Candidate
from bangfu.regulation.drafting.clauses import clauses
from bangfu.regulation.drafting.deadlines import deadlines
from bangfu.regulation.drafting.scene import Scene, blank

_TERM = re.compile(r"(?:完成|整改|办结|落实)(?:时限|时间|期限)(?:：|为)(?P<when>[^；。）]{3,30})")


def closing(scene: Scene, task: str) -> Iterator[Candidate]:
    """The time that such a line names, with the task before it; nothing where either is missing."""
    told = _TERM.search(scene.sentence)
    if told is None or not task:
        return
    when = told["when"] + ("前" if re.search("[日底]$", told["when"]) else "")
    for due in deadlines(replace(scene, parts=clauses(when))).values():
        made = replace(blank("deadline", task), actor=scene.labelled, deadline=due)
        yield scene.made(made, ["date", scene.label_kind if scene.labelled else "no_actor", "known_action"])
        return


def task_of(scene: Scene) -> str:
    """What a sentence asks first, for the line that closes it."""
    first = next((n for n, clause in enumerate(scene.parts) if known_action(clause.text)), None)
    return "" if first is None else action_of(scene.parts, first, scene.bearer(first)[0])[0]
