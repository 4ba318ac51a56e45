"""What a regulation asks, matter by matter: from its provisions to sides that can be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bangfu.regulation.asked import Asked, Levels, Side, rule_of, together
from bangfu.regulation.demands import Demand, demands_of
from bangfu.regulation.matters import Matter, Matters
from bangfu.regulation.model import Head, Provision, Regulation, Title

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")


def sides_of(pack: Regulation, matters: Matters) -> dict[str, Side]:
    """What a regulation asks, matter by matter."""
    held_at = _levels(pack)
    found: dict[str, list[Asked]] = defaultdict(list)
    for provision in pack.provision:
        for matter in matters.matters_of(provision):
            found[matter.id].append(_asked(provision, matter, pack, matters, held_at))
    return {id_: _side(pack.regulation, asked) for id_, asked in found.items()}


def asked_by_rules(pack: Regulation, rules: frozenset[str], matters: Matters) -> Side:
    """What some rules of a regulation ask, whatever their matter."""
    matter = Matter(id="named", name=Title(zh="", en=""), owed_by="family", exact=False)
    held_at = _levels(pack)
    found = [_asked(p, matter, pack, matters, held_at) for p in pack.provision]
    return Side(pack.regulation, tuple(a for a in found if a.rule in rules))


def _side(head: Head, asked: Sequence[Asked]) -> Side:
    """The body of a document goes before its forms."""
    body, forms = (tuple(a for a in asked if a.by_form is by_form) for by_form in (False, True))
    return Side(head, body, forms) if body else Side(head, forms)


def _asked(
    provision: Provision, matter: Matter, pack: Regulation, matters: Matters, held_at: Mapping[str, Levels]
) -> Asked:
    only = _only(provision)
    bodies = together(
        {matters.body(role): only or held_at.get(role, frozenset())} for role in provision.bearer
    )
    year = _YEAR.search(provision.text) if matter.deadline else None
    demands = () if matter.deadline else tuple(d for d in demands_of(provision) if _told(d, matter))
    return Asked(
        provision,
        tuple(provision.bearer),
        bodies,
        demands,
        any(provision.clause.startswith(f"{part.clause}/") for form in pack.form for part in form.part),
        int(year[1]) if year else None,
    )


def _told(demand: Demand, matter: Matter) -> bool:
    """A number of things that must exist says how often only with its period, unless the number itself is the matter."""
    return demand.per is not None or demand.between is not None or matter.exact


def _only(provision: Provision) -> Levels:
    rule = rule_of(provision)
    return frozenset(rule.only.place_level) if rule else frozenset()


def _levels(pack: Regulation) -> dict[str, Levels]:
    """At which levels a document means the holders of each role: as its rules narrow it, or ask for the post."""
    found: dict[str, set[str]] = defaultdict(set)
    for provision in pack.provision:
        for role in provision.bearer:
            found[role] |= _only(provision)
        required = provision.requirement
        if required and required.check == "post" and required.role and required.at:
            found[required.role].add(required.at)
    return {role: frozenset(levels) for role, levels in found.items()}
