"""Whom a provision binds, as a reader narrows a document: the own roles, one role; what is judged, one kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bangfu.regulation.model import Provision, Regulation
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.vocabulary import LEADERS, RESIDENT_CADRES
from bangfu.site.duties.reading import KINDS, bearer_name, rule_of
from bangfu.site.roster.holding import on
from bangfu.site.roster.models import Pairing, Post
from bangfu.site.web.models import Account

# What binds a body binds whoever belongs to it: the posts that belong, by body; a leader of a unit may be meant more widely, too.
BELONGING = LEADERS | {
    "resident_team": RESIDENT_CADRES,
    "township_group": ("township_group_leader", "township_group_member"),
    "township_government": ("township_party_secretary", "township_head"),
    "county_government": ("county_party_secretary",),
    "inspection_team": ("inspection_team_leader", "inspector"),
}
# Accounts that work for a body without a post of their own.
AT_A_DESK = {
    "township_clerk": ("township_government", "township_group"),
    "county_office": ("county_government", "assistance_office", "coordination_group_county"),
}
MINE, JUDGED = "mine", "judged"  # beside the codes of roles and of kinds, none of which is called so


@dataclass(frozen=True)
class Narrowed:
    """What somebody wants to read: `who` is empty, `mine` or a role; `kind` is empty, `judged` or a kind of provision."""

    who: str
    kind: str
    own: frozenset[str]

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.who and not self.kind

    def takes(self, provision: Provision) -> bool:
        """Whether a provision is among it."""
        wanted = self.own if self.who == MINE else {self.who}
        if self.who and wanted.isdisjoint(provision.bearer):
            return False
        if self.kind == JUDGED:
            return is_judged(provision)
        return self.kind in ("", provision.kind)


def is_judged(provision: Provision) -> bool:
    """Whether verdicts are made of it, or of the provision that carries it."""
    rule = rule_of(provision)
    if rule is None:
        return (provision.realised_by or "").partition(":")[0] in ("duty", "requirement", "milestone")
    return getattr(rule, "judged", True)


def narrowed(who: str, kind: str, own: frozenset[str]) -> Narrowed:
    """What is asked for by somebody with these roles. A kind that is none is left out."""
    return Narrowed(who, kind if kind == JUDGED or kind in KINDS else "", own)


def own_roles(account: Account, day: date) -> frozenset[str]:
    """The roles in which a document binds an account on a day: the posts of its person and its unit, what its kind of account is
    called by, and the bodies that those belong to.
    """
    held = Q(person=account.person_id) if account.person_id else Q()
    if account.organisation_id:
        held |= Q(organisation=account.organisation_id, person=None)
    roles = {account.role, *AT_A_DESK.get(account.role, ())}
    if held:
        roles |= set(Post.objects.filter(held, on(day)).values_list("role", flat=True).distinct())
    if account.person_id and Pairing.objects.filter(on(day), person=account.person_id).exists():
        roles.add("responsible_helper")
    return frozenset(roles | {body for body, posts in BELONGING.items() if roles & set(posts)})


def bearers_of(packs: Iterable[Regulation]) -> list[tuple[str, str]]:
    """Whom these documents bind, as choices in their order."""
    known = list(packs)
    names = vocabulary_of(known)
    codes = dict.fromkeys(code for pack in known for p in pack.provision for code in p.bearer)
    return [(code, bearer_name(names, code)) for code in codes]
