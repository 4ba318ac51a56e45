"""The lists of one regulation: of each incentive those who may be proposed, and those who may not with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bangfu.incentives.asking import Verdict
from bangfu.incentives.conditions import Desk
from bangfu.incentives.holding import Holder, in_force
from bangfu.incentives.lines import Told
from bangfu.incentives.notes import said
from bangfu.regulation.incentives import IncentiveRule
from bangfu.regulation.model import Head, Provision, Regulation
from bangfu.regulation.shapes import Title

_FIRST = {"yes": 0, "judgement": 1, "no": 2}


@dataclass(frozen=True, slots=True)
class Placed:
    """An incentive where it stands."""

    head: Head
    provision: Provision
    rule: IncentiveRule


def placed(pack: Regulation) -> list[Placed]:
    """The incentives of a regulation, in its order."""
    return [Placed(pack.regulation, p, p.incentive) for p in pack.provision if p.incentive is not None]


def has_list(rule: IncentiveRule) -> bool:
    """Whether somebody may be proposed under it; a minimum share and a mere figure have no list."""
    return not rule.figure and rule.quota_of != "grants"


def given_under(
    packs: Iterable[Regulation], regulation: str | None, kind: str, category: str | None
) -> Placed | None:
    """The incentive under which something was given: of the document that is named, by kind and category."""
    own = (at for pack in packs if pack.regulation.id == regulation for at in placed(pack))
    fits = (at for at in own if at.rule.quota_of is None and kind in at.rule.purpose)
    return next((at for at in fits if at.rule.category == category), None)


def candidate(desk: Desk, at: Placed, holder: Holder, marks: tuple[str, ...] = ()) -> Told:
    """One line: whether somebody may be proposed under an incentive."""
    verdict = desk.fulfils(at.rule, at.head, holder)
    unit = desk.holdings.is_unit(holder.id)
    return Told(
        part="candidate",
        asked=desk.asked,
        regulation=at.head.id,
        clause=at.provision.clause,
        what=at.rule.what,
        title=at.rule.title,
        purpose=tuple(at.rule.purpose),
        category=at.rule.category,
        person=None if unit else holder.id,
        organisation=holder.id if unit else None,
        verdict=verdict,
        marks=marks if verdict.answer != "no" else (),
        readings=tuple(at.rule.readings),
        notes=tuple(_always(at.rule, verdict)),
    )


def _always(rule: IncentiveRule, verdict: Verdict) -> Iterator[Title]:
    if rule.off_unit_quota and verdict.answer != "no":
        yield said("OFF_UNIT_QUOTA")
    if rule.purpose and rule.commended and verdict.answer == "no" and verdict.bars:
        yield said("BAR_WINS")


def holder_of(desk: Desk, at: Placed, who: str) -> Holder:
    """What somebody held of the roles of an incentive while its document was in force that year."""
    days = in_force(at.head, desk.days.first, desk.days.last)
    return desk.holdings.of(who, at.rule.for_roles, at.head, days) if days else Holder(who, ())


def marks_of(desk: Desk, rules: Iterable[Placed], what: str, who: str) -> tuple[str, ...]:
    """Why somebody comes first in a list: the incentives that give priority in it and are surely fulfilled."""
    leading = [at for at in rules if at.rule.priority_in == what]
    return tuple(
        at.rule.what
        for at in leading
        if desk.fulfils(at.rule, at.head, holder_of(desk, at, who)).answer == "yes"
    )


def list_of(desk: Desk, rules: list[Placed], at: Placed) -> list[Told]:
    """The list of one incentive: who may be proposed first, among them those with priority, then by id."""
    holders = [
        h
        for h in desk.holdings.among(at.rule.for_roles, at.head, desk.days)
        if not elsewhere(desk, at.rule, h.id)
    ]
    named = [h for h in holders if _is_named(desk, at.rule, h.id)]
    lines = [candidate(desk, at, h, marks_of(desk, rules, at.rule.what, h.id)) for h in named]
    lines.sort(key=_order)
    return [*lines, *_rest(desk, at, len(holders) - len(named))]


def elsewhere(desk: Desk, rule: IncentiveRule, who: str) -> bool:
    """Whether somebody is surely of another kind of staff than the ceiling is for."""
    return rule.quota_of == "holders" and desk.holdings.staff_type(who) not in (None, *rule.staff_type)


def _is_named(desk: Desk, rule: IncentiveRule, who: str) -> bool:
    """Whether there is anything to say of one by name: nobody is listed for what a person alone could know."""
    only_attested = bool(rule.all_of) and not rule.commended
    return not only_attested or desk.given.mentioned(rule.all_of, who)


def _order(told: Told) -> tuple[int, bool, str]:
    answer = told.verdict.answer if told.verdict else "no"
    return _FIRST[answer], not told.marks, told.person or told.organisation or ""


def _rest(desk: Desk, at: Placed, unnamed: int) -> Iterator[Told]:
    """What a person must add, where the roster and the entries do not say who it is."""
    if not unnamed and at.rule.for_roles:
        return
    asks = [said("ASKS", what=desk.named("condition", c)) for c in at.rule.all_of]
    if not at.rule.for_roles:
        asks.append(said("NOT_IN_ROSTER", what=desk.category(at.rule)))
    yield Told(
        part="told",
        asked=desk.asked,
        regulation=at.head.id,
        clause=at.provision.clause,
        what=at.rule.what,
        title=at.rule.title,
        purpose=tuple(at.rule.purpose),
        category=at.rule.category,
        verdict=Verdict("judgement", notes=tuple(asks)),
        base=unnamed,
        readings=tuple(at.rule.readings),
        notes=(said("UNNAMED", count=unnamed),) if unnamed else (),
    )
