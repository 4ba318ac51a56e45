"""May somebody be proposed for something on a day, and if not, why not."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.roster.spans import Span
from bangfu.incentives.asking import Asked, Verdict, unbarred
from bangfu.incentives.bars import Bars
from bangfu.incentives.candidates import Placed, candidate, elsewhere, has_list, holder_of, marks_of, placed
from bangfu.incentives.conditions import Desk
from bangfu.incentives.given import Given
from bangfu.incentives.holding import Holdings, in_force
from bangfu.incentives.lines import Told
from bangfu.incentives.notes import said
from bangfu.incentives.purposes import purposes
from bangfu.regulation.incentives import PurposeName
from bangfu.regulation.model import Regulation


def desk_at(case: Case, packs: Sequence[Regulation], asked: Asked) -> Desk:
    """What is known on the day asked. Raises `BangfuError` (`year_not_begun`) where the year lies ahead of it."""
    if asked.whole.first > asked.on:
        details = (("on", str(asked.on)),)
        raise BangfuError(Problem("year_not_begun", value=str(asked.year), details=details))
    words = case.vocabulary(packs)
    days = Span(asked.whole.first, min(asked.whole.last, asked.on))
    return Desk(Holdings(case, words), Bars(case, packs, asked.on), Given(case, asked.on), words, asked, days)


def known_purposes(packs: Sequence[Regulation]) -> list[str]:
    """Everything that can be asked for: the purposes, then what the incentives of these regulations are called."""
    named = [at.rule.what for pack in packs for at in placed(pack) if has_list(at.rule)]
    return list(dict.fromkeys((*purposes(), *named)))


def eligible_in(
    case: Case,
    packs: Sequence[Regulation],
    who: str,
    purpose: str,
    asked: Asked,
    only: Collection[str] | None = None,
) -> list[Told]:
    """The lines about one person or organisation; `only` these regulations' incentives. Whoever decided, a bar holds.

    For a purpose that no regulation has categories for: first whether it is barred. Then one line for each incentive that
    leads there. Raises `BangfuError` (`unknown_purpose`, `year_not_begun`, `unknown_reference`).
    """
    known = known_purposes(packs)
    if purpose not in known:
        raise BangfuError(Problem("unknown_purpose", value=purpose, details=(("known", ", ".join(known)),)))
    desk = desk_at(case, packs, asked)
    _refuse_unknown(desk, who)
    asked_for = [p for p in packs if only is None or p.regulation.id in only]
    rules = [at for p in asked_for if _holds(desk, p) for at in placed(p)]
    if purpose not in purposes():
        found = [_line(desk, rules, at, who) for at in rules if at.rule.what == purpose]
        return found or [_nowhere(desk, who, purpose)]
    code: PurposeName = next(c for c in purposes() if c == purpose)
    leading = [at for at in rules if code in at.rule.purpose and has_list(at.rule)]
    return list(_leading(desk, rules, leading, who, code))


def _refuse_unknown(desk: Desk, who: str) -> None:
    known = [*desk.holdings.people, *desk.holdings.roster.organisations]
    if who not in known:
        near = difflib.get_close_matches(who, known, n=1)
        details = (("table", "people / organisations"), ("near", f" ({near[0]}?)" if near else ""))
        raise BangfuError(Problem("unknown_reference", value=who, details=details))


def _leading(
    desk: Desk, rules: list[Placed], leading: list[Placed], who: str, purpose: PurposeName
) -> Iterator[Told]:
    """The incentives that lead to a purpose, as far as they are this one's."""
    if not any(at.rule.category for at in leading):
        yield _bare(desk, who, purpose, unbarred(desk.bars.of.get(who, ()), purpose, desk.asked))
    held = [at for at in leading if not at.rule.for_roles or holder_of(desk, at, who).posts]
    own = [at for at in held if not elsewhere(desk, at.rule, who)]
    yield from (_line(desk, rules, at, who) for at in own)
    if not own and any(at.rule.category for at in leading):
        barred = unbarred(desk.bars.of.get(who, ()), purpose, desk.asked)
        notes = (said("NO_CATEGORY"), *barred.notes)
        yield _bare(desk, who, purpose, Verdict("no", barred.bars, notes=notes))


def _holds(desk: Desk, pack: Regulation) -> bool:
    """Whether a document is in force on a day of the year, and reaches anywhere in the case."""
    return in_force(pack.regulation, desk.days.first, desk.days.last) is not None and (
        desk.holdings.within_reach(pack.regulation)
    )


def _nowhere(desk: Desk, who: str, what: str) -> Told:
    """What no document in force here gives."""
    nobody = _bare(desk, who, None, Verdict("no", notes=(said("NOWHERE"),)))
    return replace(nobody, what=what)


def _bare(desk: Desk, who: str, purpose: PurposeName | None, verdict: Verdict) -> Told:
    unit = desk.holdings.is_unit(who)
    return Told(
        part="candidate",
        asked=desk.asked,
        purpose=(purpose,) if purpose else (),
        person=None if unit else who,
        organisation=who if unit else None,
        verdict=verdict,
        notes=(said("UNBARRED"),) if verdict.answer == "yes" else (),
    )


def _line(desk: Desk, rules: list[Placed], at: Placed, who: str) -> Told:
    return candidate(desk, at, holder_of(desk, at, who), marks_of(desk, rules, at.rule.what, who))
