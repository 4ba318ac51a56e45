"""What there is to ask, and of whom: the provisions of a regulation that bear on a kind of body, and the bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bangfu.regulation.model import DutyRule, MilestoneRule, Provision, Regulation, RequirementRule
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Organisation, Place, Post

BODIES = ("assistance_office", "township_government", "lead_unit", "assisting_unit")
USUAL = BODIES[:3]  # those that Tongwei 2018-59 六 has review themselves
FOR_AN_AREA = BODIES[:2]  # they answer for what others do in their area, too


@dataclass(frozen=True)
class Offered:
    """One question that may be asked of a kind of body. `own`: the body itself is bound by it."""

    role: str
    provision: Provision
    ask: str
    duties: tuple[str, ...]
    own: bool

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.role} {self.provision.id}"


def offered(pack: Regulation, role: str) -> list[Offered]:
    """The questions for a kind of body, in the order of the document; what others owe in its area comes last."""
    rules = {rule.id for p in pack.provision if (rule := _rule(p))}
    own = [_offered(p, role, rules, own=True) for p in pack.provision if _asks(p, role)]
    others = [
        _offered(p, role, rules, own=False)
        for p in pack.provision
        if role in FOR_AN_AREA and isinstance(_rule(p), DutyRule) and role not in p.bearer
    ]
    return own + others


def _rule(provision: Provision) -> DutyRule | RequirementRule | MilestoneRule | None:
    return provision.duty or provision.requirement or provision.milestone


def _asks(provision: Provision, role: str) -> bool:
    if provision.checklist is not None:
        return (
            role in (provision.checklist.subject or provision.bearer) and not provision.checklist.prohibited
        )
    return _rule(provision) is not None and role in provision.bearer


def _offered(provision: Provision, role: str, rules: set[str], *, own: bool) -> Offered:
    checklist, rule = provision.checklist, _rule(provision)
    carried = (provision.realised_by or "").partition(":")[2]
    told = [rule.id] if rule else [carried, *(checklist.evidence if checklist else [])]
    duties = tuple(dict.fromkeys(d for d in told if d in rules))
    return Offered(role, provision, checklist.ask if checklist else provision.text, duties, own)


@dataclass(frozen=True)
class Body:
    """Somebody who may be asked: a unit in a role, and the place it answers for."""

    role: str
    organisation: Organisation
    area: int

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.role} {self.organisation.pk}"


def bodies(county: Place, role: str, day: date) -> list[Body]:
    """The bodies in a role on a day; one that holds several posts is asked once, for the county."""
    inside = Post.objects.filter(
        role=role, organisation__isnull=False, place__code__range=(county.code, county.last)
    )
    posts = holding(inside, day).select_related("organisation").order_by("place", "id")
    found = {post.organisation: post.place_id or county.code for post in posts if post.organisation}
    return [Body(role, unit, area if role in FOR_AN_AREA else county.code) for unit, area in found.items()]
