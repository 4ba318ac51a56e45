"""A year's lists: by regulation and clause those who may be proposed, quotas and figures, and what to look at again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bangfu.accountability.holders import HELPER
from bangfu.facts.case import Case
from bangfu.incentives.asking import Asked, Verdict
from bangfu.incentives.candidates import Placed, has_list, list_of, placed
from bangfu.incentives.conditions import Desk
from bangfu.incentives.eligible import desk_at
from bangfu.incentives.holding import in_force
from bangfu.incentives.lines import Told
from bangfu.incentives.notes import said
from bangfu.incentives.quotas import quotas
from bangfu.incentives.reviewing import reviews
from bangfu.regulation.model import Regulation


def commend_in(
    case: Case, packs: Sequence[Regulation], asked: Asked, only: Collection[str] | None = None
) -> list[Told]:
    """The lines of a year, as known on the day asked; `only` these regulations.

    Raises `BangfuError` (`year_not_begun`).
    """
    desk = desk_at(case, packs, asked)
    wanted = [p for p in packs if only is None or p.regulation.id in only]
    lines: list[Told] = []
    for pack in sorted(wanted, key=lambda p: p.regulation.id):
        days = in_force(pack.regulation, desk.days.first, desk.days.last)
        if days is not None:
            lines += _of_one(replace(desk, days=days), pack)
    again = reviews(asked, desk.bars, desk.given, case)
    return [*lines, *(r for r in again if only is None or r.regulation in only)]


def _of_one(desk: Desk, pack: Regulation) -> Iterator[Told]:
    """The incentives of one regulation in its own order, where it reaches anybody of the case."""
    rules = placed(pack)
    if not desk.holdings.within_reach(pack.regulation):
        return
    for at in rules:
        yield from quotas(desk, rules, at)
        if has_list(at.rule):
            yield from list_of(desk, rules, at)
    yield from _without(desk, pack, rules)


def _without(desk: Desk, pack: Regulation, rules: list[Placed]) -> Iterator[Told]:
    """The roles that have duties of their own in the document and no category of commendation."""
    named = [at for at in rules if at.rule.category and at.rule.for_roles]
    if not named:
        return
    inside = {role for at in named for role in at.rule.for_roles}
    bearers = dict.fromkeys(b for p in pack.provision if p.kind == "duty" for b in p.bearer)
    for role in bearers:
        holders = desk.holdings.among([role], pack.regulation, desk.days) if role not in inside else []
        if holders and (role == HELPER or desk.words.has("role", role)):
            yield Told(
                part="without",
                asked=desk.asked,
                regulation=pack.regulation.id,
                clause=named[0].provision.clause,
                role=role,
                base=len(holders),
                verdict=Verdict("no", notes=(said("NO_CATEGORY"),)),
            )
