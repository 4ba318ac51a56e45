"""Assessing: a case × a scheme × a year → one line a body, with the rows behind every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from bangfu.assessment.assessment import Assessed, Assessment
from bangfu.assessment.belonging import Belonging
from bangfu.assessment.bodies import Bodies, Body
from bangfu.assessment.changing import changes
from bangfu.assessment.duties import verdict_lines
from bangfu.assessment.indicators import Desk, Result
from bangfu.assessment.notes import listed, said
from bangfu.assessment.ranking import places
from bangfu.assessment.rows import strays
from bangfu.assessment.scheme import Scheme, SubjectKind, cut_of, provision_of
from bangfu.assessment.weighing import Weights, weights
from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.roster.records import Roster
from bangfu.facts.roster.spans import Span
from bangfu.regulation.consequences import RankingRule
from bangfu.regulation.model import Head, Regulation
from bangfu.regulation.shapes import Title


def assess_case(
    case: Case, scheme: Scheme, packs: Sequence[Regulation], year: int, as_of: date | None = None
) -> Assessment:
    """Assess a year as known on a day, by default the first day after it."""
    pack = next(p for p in packs if p.regulation.id == scheme.regulation)
    on = as_of or date(year + 1, 1, 1)
    days = _days(pack.regulation, year, on)
    bodies = Bodies(Roster(case), scheme, pack.regulation, days)
    duties = frozenset(d for i in scheme.indicator for d in i.duties)
    lines = verdict_lines(case, packs, on, scheme.regulation, duties)
    desk = Desk(case, bodies, Belonging(bodies), lines)
    weighed = weights(case, scheme, pack, year, on)
    results = _results(desk, pack.regulation, weighed)
    shared = tuple(_shared(scheme, days, year, on))
    astray = strays(case, [i.code for i in scheme.indicator], days, desk.whose)
    assessed = [
        Assessed(
            b,
            tuple(r),
            desk.whose.unit(b),
            notes=(*shared, *_served(bodies, b), *_astray(astray.get(b.kind))),
        )
        for b, r in results.items()
    ]
    if scheme.ranked:
        assessed = _ranked(scheme, pack, assessed, weighed, year)
    return Assessment(scheme, provision_of(pack, scheme.provision).clause, year, on, pack, tuple(assessed))


def _days(head: Head, year: int, on: date) -> Span:
    """The days of the year on which the document was in force, up to the day of the answer."""
    law = Span(head.start, head.end or date.max)
    days = Span(date(year, 1, 1), date(year, 12, 31)).within(law)
    days = days.within(Span(date.min, on)) if days else None
    if days is None:
        raise BangfuError(
            Problem("scheme_not_in_force", value=str(year), details=(("start", str(head.start)),))
        )
    return days


def _results(desk: Desk, head: Head, weighed: Weights) -> dict[Body, list[Result]]:
    results: dict[Body, list[Result]] = {body: [] for body in desk.bodies.held}
    days = desk.bodies.days
    for indicator in desk.bodies.scheme.indicator:
        weight = weighed.of.get(indicator.code)
        before = Span(date(days.first.year - 1, 1, 1), date(days.first.year - 1, 12, 31))
        before = before.within(Span(head.start, date.max)) if indicator.last_year else None
        earlier = desk.tallies(indicator, before) if before else {}
        for body, tally in desk.tallies(indicator, days).items():
            results[body].append(Result(indicator, tally, weight, earlier.get(body)))
    return results


def _shared(scheme: Scheme, days: Span, year: int, on: date) -> Iterator[Title]:
    """What every line of an answer says."""
    if scheme.note:
        yield scheme.note
    if not scheme.indicator:
        yield said("NO_CONTENT")
    if on <= date(year, 12, 31):
        yield said("NOT_OVER", what=on)
    elif days != Span(date(year, 1, 1), date(year, 12, 31)):
        yield said("PART_LAW", what=days)


def _served(bodies: Bodies, body: Body) -> Iterator[Title]:
    """Which days of the year a body served, where it was not all of them."""
    served = bodies.served(body)
    if served != [bodies.days]:
        yield said("PART_YEAR", what=listed(served))


def _astray(ids: Collection[str] | None) -> Iterator[Title]:
    """Which rows of the year are nobody's in this list."""
    if ids:
        yield said("STRAY", count=len(ids), what=listed(ids))


def _ranked(
    scheme: Scheme, pack: Regulation, assessed: list[Assessed], weighed: Weights, year: int
) -> list[Assessed]:
    """The same with totals, places and what would change them, list by list."""
    late = weighed.set_on if weighed.set_on and weighed.set_on > date(year, 12, 31) else None
    lists: dict[tuple[SubjectKind, str | None], list[int]] = defaultdict(list)
    for index, one in enumerate(assessed):
        total, notes = _total(scheme, one, weighed)
        if late:
            notes.append(said("WEIGHTS_LATE", what=late))
        assessed[index] = replace(one, total=total, notes=(*one.notes, *notes))
        lists[one.body.kind, one.body.area].append(index)
    for (kind, area), rows in lists.items():
        if scheme.per_area and area is None:
            found = [assessed[i].with_notes(said("NO_AREA")) for i in rows]
        else:
            found = _placed([assessed[i] for i in rows], cut_of(pack, kind))
        for index, one in zip(rows, found, strict=True):
            assessed[index] = one
    return assessed


def _total(scheme: Scheme, one: Assessed, weighed: Weights) -> tuple[Fraction | None, list[Title]]:
    if not weighed.of:
        return None, [said("NO_WEIGHTS")]
    unweighed = [i.code for i in scheme.indicator if i.code not in weighed.of]
    if unweighed:
        return None, [said("WEIGHT_MISSING", what=" ".join(unweighed))]
    missing = [r.indicator.code for r in one.results if r.tally.value is None]
    if missing:
        return None, [said("VALUE_MISSING", what=" ".join(missing))]
    parts = [
        r.weight * r.tally.value for r in one.results if r.weight is not None and r.tally.value is not None
    ]
    return sum(parts, Fraction(0)), []


def _placed(those: list[Assessed], rule: RankingRule | None) -> list[Assessed]:
    """The places of one list: none while one of it is without a total."""
    totals = {one.body: one.total for one in those if one.total is not None}
    without = len(those) - len(totals)
    if without:
        return [one.with_notes(said("INCOMPLETE", count=without)) for one in those]
    found = places(totals, rule)
    done: list[Assessed] = []
    for one in those:
        place = found[one.body]
        notes = [said("TOO_FEW", count=rule.fewest)] if rule and place.state is None else []
        notes += [said("TIED")] if place.state == "tied" else []
        parts = [(r.indicator.code, r.tally, r.weight) for r in one.results if r.weight is not None]
        ways = tuple(changes(totals[one.body], place, parts))
        done.append(replace(one, place=place, changes=ways).with_notes(*notes))
    return done
