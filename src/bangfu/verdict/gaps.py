"""Gaps: what a regulation needs and the roster of a place does not have — holders of roles, posts, anybody to record an act.

Asked of the roster alone, for one day or for a stretch of days: who holds a role on any of them is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bangfu.language import Language
from bangfu.regulation.model import Filter, Provision, Regulation, RequirementRule
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.periods import day_number
from bangfu.regulation.vocabulary import LEADERS
from bangfu.verdict import owed_sql
from bangfu.verdict.gap import Asking, Gap, Lacking, dated_rule
from bangfu.verdict.gap_telling import sentence
from bangfu.verdict.ground import Ground
from bangfu.verdict.owed import bearers, binds, reach

TONGUES: tuple[Language, Language] = ("zh", "en")
ANYBODYS = ("anyone", "anyone_in_place")  # duties of which others than the bearer may tell


def gaps(ground: Ground, pack: Regulation, first: date, last: date | None = None) -> list[Gap]:
    """What a regulation lacks in the places of a ground on a day, or on every day of a stretch.

    First roles that nobody holds, then places or units without a holder, posts that must be held, and activities that
    nobody may record. A regulation without a place here lacks nothing.
    """
    if not binds(ground, pack.regulation):
        return []
    bearers(ground, vocabulary_of([pack]).organisation_roles)
    reach(ground, pack.regulation)
    seen = _Seen(ground, pack, first, last or first)
    asking = list(_asking(pack, first, last or first))
    found = [(each, gap) for each in asking for gap in seen.holders(each)]
    vacant = [gap for p in pack.provision if p.requirement for gap in seen.posts(p, p.requirement)]
    borne = [each for each in asking if not any(of is each and gap.kind == "nobody" for of, gap in found)]
    return [*(gap for _, gap in found), *vacant, *seen.unrecorded(asking, borne)]


def _asking(pack: Regulation, first: date, last: date) -> Iterator[Asking]:
    """The rules of a regulation put together by who must hold what; steps of other days are left out."""
    together: dict[tuple[tuple[str, ...], str], list[Provision]] = defaultdict(list)
    for provision in pack.provision:
        rule, step = dated_rule(provision), provision.milestone
        if rule is not None and (step is None or (step.start <= last and step.due >= first)):
            together[_roles(provision), rule.only.model_dump_json()].append(provision)
    for (roles, only), provisions in together.items():
        yield Asking(roles, Filter.model_validate_json(only), tuple(provisions))


def _roles(provision: Provision) -> tuple[str, ...]:
    """Who is asked; a duty to dispatched cadres is owed by whoever dispatched them."""
    if provision.duty is not None and provision.duty.each == "cadre":
        return (owed_sql.DISPATCHER,)
    return tuple(provision.bearer)


@dataclass(frozen=True)
class _Seen:
    """One look at a roster."""

    ground: Ground
    pack: Regulation
    first: date
    last: date

    def gap(self, kind: Lacking, asking: Asking, **more: Any) -> Gap:
        """A gap with its sentences."""
        roles = tuple("assisting_unit" if r == owed_sql.DISPATCHER else r for r in asking.roles)
        gap = Gap(kind, roles, asking.rules, asking.clauses, **more)
        zh, en = (sentence(gap, self.pack, self.ground, (self.first, self.last), t) for t in TONGUES)
        return replace(gap, zh=zh, en=en)

    def holders(self, asking: Asking) -> Iterator[Gap]:
        """Whether nobody bears some rules, or where nobody does."""
        rows = self._rows(f"select distinct place, place_level, org from ({self._held(asking)})")
        if not rows and self._meant(asking.only):
            yield self.gap("nobody", asking)
        elif not rows or asking.roles == (owed_sql.DISPATCHER,):
            return
        elif set(asking.roles) <= {role for roles in LEADERS.values() for role in roles}:
            yield from self._units(asking, {org for _, _, org in rows})
        else:
            levels = asking.only.place_level or [level for _, level, _ in rows]
            for level in dict.fromkeys(levels):
                yield from self._places(asking, level, {place for place, _, _ in rows})

    def posts(self, provision: Provision, rule: RequirementRule) -> Iterator[Gap]:
        """Posts that must be held and are not, or not by enough."""
        if rule.check != "post" or rule.role is None or rule.at is None:
            return
        asking = Asking((rule.role,), rule.only, (provision,))
        held = LEADERS.get(rule.role, (rule.role,))
        at = "org" if rule.at == "unit" else "place"
        who = "coalesce(person, org + 1000000000)"
        rows = self._rows(
            f"select {at}, count(distinct {who}) as n from post where role in ({owed_sql.quoted(held)}) and {self._days('')} "
            f"and {who} is not null group by 1 having n >= {rule.number or 1}"
        )
        there = {row[0] for row in rows}
        if rule.at == "unit":
            yield from self._units(asking, there, "post")
        else:
            yield from self._places(asking, rule.at, there, "post", rule.with_households)

    def unrecorded(self, asking: list[Asking], borne: list[Asking]) -> Iterator[Gap]:
        """Activities that count only for rules that nobody bears."""
        counted: dict[str, list[Provision]] = defaultdict(list)
        recorded: set[str] = set()
        for each in asking:
            for provision in each.provisions:
                rule = dated_rule(provision)
                anybody = getattr(rule, "by", "bearer") in ANYBODYS
                for kind in rule.counts if rule else ():
                    counted[kind].append(provision)
                    recorded |= {kind} if anybody or each in borne else set()
        for kind, provisions in counted.items():
            if kind not in recorded:
                yield self.gap("activity", Asking((), Filter(), tuple(provisions)), activity=kind)

    def _places(
        self,
        asking: Asking,
        level: str,
        there: set[int],
        kind: Lacking = "places",
        households: list[str] | None = None,
    ) -> Iterator[Gap]:
        tests = [f"p.level = '{level}'", "p.i in (select p from reach)", *_tagged(asking.only)]
        if asking.roles == ("responsible_helper",):
            tests.append(f"p.i in (select place from household where {self._days('')})")
        if households:
            kinds = owed_sql.quoted(households)
            tests.append(
                f"p.i in (select place from household where list_has_any(kinds, [{kinds}]) and {self._days('')})"
            )
        rows = self._rows(f"select p.i, p.code from place p where {' and '.join(tests)} order by p.code")
        missing = tuple(code for i, code in rows if i not in there)
        if missing:
            yield self.gap(kind, asking, level=level, missing=missing, of=len(rows))

    def _units(self, asking: Asking, there: set[int], kind: Lacking = "units") -> Iterator[Gap]:
        tests = [self._days("s."), "s.role = 'assisting_unit'", "s.place in (select p from reach)"]
        if asking.only.organisation_level:
            tests.append(f"o.level in ({owed_sql.quoted(asking.only.organisation_level)})")
        rows = self._rows(
            f"select distinct o.i, o.id from post s join org o on o.i = s.org where {' and '.join(tests)} order by o.id"
        )
        missing = tuple(id_ for i, id_ in rows if i not in there)
        if missing:
            yield self.gap(kind, asking, level="unit", missing=missing, of=len(rows))

    def _meant(self, only: Filter) -> bool:
        """Whether any place here is of the kind that some rules speak of; a tag is of the level that has it."""
        tests = ["p.i in (select p from reach)", *_tagged(only)]
        if only.place_tag:
            tag = owed_sql.quoted([only.place_tag.lstrip("!")])
            tests.append(f"p.level in (select level from place where list_contains(tags, {tag}))")
        return bool(self._rows(f"select 1 from place p where {' and '.join(tests)} limit 1"))

    def _held(self, asking: Asking) -> str:
        return f"select * from ({owed_sql.bearers(list(asking.roles), asking.only)}) where {self._days('')}"

    def _days(self, table: str) -> str:
        first, last = day_number(self.first), day_number(self.last)
        return f"{table}first <= {last} and {table}last >= {first}"

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.ground.rows(query)


def _tagged(only: Filter) -> list[str]:
    if not only.place_tag:
        return []
    tag, wanted = only.place_tag.lstrip("!"), not only.place_tag.startswith("!")
    return [f"list_contains(p.tags, {owed_sql.quoted([tag])}) = {str(wanted).lower()}"]
