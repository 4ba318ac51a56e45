"""How many: ceilings and minimum shares, compared exactly, and figures that are told without a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor

from bangfu.facts.roster.spans import Span
from bangfu.incentives.candidates import Placed
from bangfu.incentives.conditions import Desk
from bangfu.incentives.holding import Holder
from bangfu.incentives.lines import Status, Told
from bangfu.incentives.notes import said
from bangfu.incentives.renewing import renewed
from bangfu.regulation.incentives import IncentiveRule
from bangfu.regulation.shapes import Title


def most(share: Fraction, base: int) -> int:
    """The most that a ceiling allows: parts of one are cut off (I04)."""
    return floor(share * base)


def least(share: Fraction, base: int) -> int:
    """The least that fulfils a minimum share."""
    return ceil(share * base)


def quotas(desk: Desk, rules: list[Placed], at: Placed) -> Iterator[Told]:
    """The line of a quota that is worked out, and of a figure."""
    if at.rule.quota_of == "holders":
        yield _ceiling(desk, rules, at)
    elif at.rule.quota_of == "grants":
        yield _share(desk, rules, at)
    elif at.rule.figure:
        yield _figure(desk, at)


def _ceiling(desk: Desk, rules: list[Placed], at: Placed) -> Told:
    """So many of those in the roles, by kind of staff; who is barred from the grade was still assessed (S06)."""
    rule, share = at.rule, at.rule.quota or Fraction(0)
    holders = desk.holdings.among(rule.for_roles, at.head, desk.days)
    kinds = {h.id: desk.holdings.staff_type(h.id) for h in holders}
    pool = [h for h in holders if kinds[h.id] in rule.staff_type]
    unknown = [h for h in holders if kinds[h.id] is None]
    number = sum(bool(desk.given.within(h.id, rule.purpose, desk.asked.year)) for h in pool)
    limit = most(share, len(pool))
    notes = [said("AT_MOST", limit=limit, base=len(pool), share=_percent(share))]
    if unknown and most(share, len(pool) + len(unknown)) != limit:
        notes.append(said("POOL_UNSURE", count=len(unknown), limit=most(share, len(pool) + len(unknown))))
    part = [h.id for h in pool if not _throughout(desk, h)]
    if part:
        notes.append(said("PART_TIME", count=len(part)))
    raised = {s for r in rules if r.rule.what == rule.what for s in r.rule.staff_type}
    if none := sum(k is not None and k not in raised for k in kinds.values()):
        notes.append(said("NOT_RAISED", count=none))
    over = number > limit
    status: Status = "unmet" if over else "met" if _over(desk) else "open"
    if over and unknown:
        status = "open"
    return _line(desk, at, status=status, number=number, limit=limit, base=len(pool), notes=tuple(notes))


def _share(desk: Desk, rules: list[Placed], at: Placed) -> Told:
    """So many of all that were given that year; its categories together (I03), each told beside it."""
    rule, share = at.rule, at.rule.quota or Fraction(0)
    categories = [
        r.rule.category for r in rules if r.rule.category and set(r.rule.purpose) & set(rule.purpose)
    ]
    own_year = [g for g in desk.given.grants if g.kind in rule.purpose and g.year == desk.asked.year]
    all_ = [g for g in own_year if g.level in (None, rule.quota_level) or rule.quota_level is None]
    counts = Counter(g.category for g in all_ if g.category in categories)
    number, limit = sum(counts.values()), least(share, len(all_))
    notes = [said("AT_LEAST", limit=limit, base=len(all_), share=_percent(share))]
    notes += [said("OF_CATEGORY", what=desk.named("award_category", c), count=counts[c]) for c in categories]
    unknown = [g for g in all_ if g.level is None]
    if unknown and rule.quota_level:
        notes.append(said("LEVEL_UNKNOWN", count=len(unknown)))
    if not all_:
        notes.append(said("NONE_ENTERED"))
    met = bool(all_) and number >= share * len(all_)
    status: Status = "met" if met else "unmet" if all_ and _over(desk) else "open"
    return _line(desk, at, status=status, number=number, limit=limit, base=len(all_), notes=tuple(notes))


def _figure(desk: Desk, at: Placed) -> Told:
    """How many of those in the roles were given something; of a renewed posting beside the others."""
    rule = at.rule
    holders = desk.holdings.among(rule.for_roles, at.head, desk.days)
    given = {h.id for h in holders if desk.given.within(h.id, rule.figure, desk.asked.year)}
    notes = [said("NO_NUMBER")]
    counted = holders
    if rule.renewed_gap is not None:
        gap = rule.renewed_gap
        counted = [h for h in holders if _renewed(desk, rule, at, h, gap)]
        others = [h for h in holders if h not in counted]
        notes.append(said("BESIDE", number=len(given & {h.id for h in others}), base=len(others)))
    number = len(given & {h.id for h in counted})
    return _line(desk, at, number=number, base=len(counted), notes=tuple(notes))


def _renewed(desk: Desk, rule: IncentiveRule, at: Placed, holder: Holder, gap: int) -> bool:
    before = Span(date.min, desk.asked.on)
    held = desk.holdings.of(holder.id, rule.for_roles, at.head, before).posts
    return renewed(held, gap, desk.asked.on)[0] == "yes"


def _throughout(desk: Desk, holder: Holder) -> bool:
    return any(p.days.first <= desk.days.first and p.days.last >= desk.days.last for p in holder.posts)


def _over(desk: Desk) -> bool:
    """Whether the year is over, or it is its last day."""
    return desk.asked.on >= desk.asked.whole.last


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g}%"


def _line(
    desk: Desk,
    at: Placed,
    *,
    notes: tuple[Title, ...],
    number: int,
    base: int,
    limit: int | None = None,
    status: Status | None = None,
) -> Told:
    figure = bool(at.rule.figure)
    return Told(
        part="figure" if figure else "quota",
        asked=desk.asked,
        regulation=at.head.id,
        clause=at.provision.clause,
        what=at.rule.what,
        title=at.rule.title,
        purpose=tuple(at.rule.purpose),
        status=status,
        number=number,
        limit=limit,
        share=None if at.rule.quota is None else str(at.rule.quota),
        base=base,
        readings=tuple(at.rule.readings),
        notes=notes,
    )
