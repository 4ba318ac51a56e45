"""What a proposal or case rests on: findings, recalls, places in a published ranking, plans that were not fulfilled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db.models import Q
from django.urls import reverse

from bangfu.accountability.proposal import Proposal
from bangfu.site.assessment.models import Publication, Published
from bangfu.site.cases.models import Case, Cause
from bangfu.site.fund.models import Plan
from bangfu.site.rectification.drafting import NOT_A_FINDING
from bangfu.site.rectification.models import Finding
from bangfu.site.roster.models import Place, Post

RANKING: Final = "ranking:"
PLAN: Final = "plan:"  # of a year, closed unfulfilled


@dataclass(frozen=True)
class Placing:
    """A year's ranking in an area, as a proposal names it; where it was published, the last time that it was."""

    reference: str
    publication: Publication | None = None

    @property
    def year(self) -> int:
        """The year that was ranked."""
        return int(self.reference.split(":")[1])

    @property
    def area(self) -> str:
        """The area, as the ranking calls it."""
        return self.reference.split(":", 2)[2]

    @property
    def address(self) -> str:
        """Where it can be read."""
        of = self.publication
        return reverse("assessment_published", args=[of.scheme, of.year]) if of else ""


@dataclass(frozen=True)
class Ground:
    """One thing that something rests on: exactly one of the four."""

    finding: Finding | None = None
    decision: Case | None = None
    placing: Placing | None = None
    plan: Plan | None = None

    @property
    def id(self) -> str:
        """As a proposal names it among its causes."""
        if self.plan:
            return f"{PLAN}{self.plan.pk}"
        return self.placing.reference if self.placing else (self.finding or self.decision or Case()).pk

    @property
    def on(self) -> date:
        """The day it speaks of: found, decided, closed, or the last of the year that was ranked."""
        if self.plan:
            return self.plan.closed_on or date.max
        if self.finding:
            return self.finding.found_on
        if self.decision:
            return self.decision.decided_on or date.max
        return date(self.placing.year if self.placing else date.max.year, 12, 31)

    @property
    def since(self) -> date | None:
        """Since when it is established: confirmed, decided, closed, published."""
        if self.plan:
            return self.plan.closed_on
        if self.finding:
            return self.finding.confirmed_on
        if self.decision:
            return self.decision.decided_on
        published = self.placing.publication if self.placing else None
        return published.published_at.date() if published else None

    @property
    def place(self) -> Place | None:
        """Where it was found; of a ranking the county, of a plan its township."""
        if self.plan:
            return self.plan.place
        if self.placing:
            return self.placing.publication.county if self.placing.publication else None
        thing = self.finding or self.decision
        return thing.place if thing else None

    @property
    def kind(self) -> str:
        """What it is, by the code of the vocabulary of findings."""
        if self.plan:
            return "annual_task_missed"
        return self.finding.kind if self.finding else "recalled" if self.decision else "ranking"


def grounds(proposals: Iterable[Proposal]) -> dict[str, Ground]:
    """The findings and decisions behind these, as far as the account sees them and they stand, by id."""
    named = {cause for p in proposals for cause in p.causes if not cause.startswith(RANKING)}
    findings = Finding.objects.exclude(state__in=NOT_A_FINDING).select_related("place").in_bulk(named)
    decisions = Case.objects.select_related("place", "person").in_bulk(named - set(findings))
    found = {pk: Ground(finding=f) for pk, f in findings.items()}
    found |= {pk: Ground(decision=c) for pk, c in decisions.items()}
    return found | {ground.id: ground for ground in map(_plan, named) if ground}


def of_proposal(proposal: Proposal, known: Mapping[str, Ground] | None = None) -> list[Ground]:
    """What a proposal rests on, the latest last; less than it names where something fell or is out of view.

    `known` is what `grounds` found for a page of them.
    """
    found = grounds([proposal]) if known is None else known
    placings = [
        _placing(c, proposal.person, proposal.organisation) for c in proposal.causes if c.startswith(RANKING)
    ]
    ranked = [Ground(placing=p) for p in placings if p.publication]
    return in_order([*(found[c] for c in proposal.causes if c in found), *ranked])


def of_case(case: Case) -> list[Ground]:
    """What a case rests on, the latest last."""
    causes: Iterable[Cause] = case.causes.select_related(  # type: ignore[attr-defined]
        "finding", "finding__place", "decision", "decision__person", "decision__place"
    )
    return in_order(_ground(case, cause) for cause in causes)


def in_order(found: Iterable[Ground]) -> list[Ground]:
    """By day."""
    return sorted(found, key=lambda g: (g.on, g.id))


def cause_of(case: Case, ground: Ground, pk: str) -> Cause:
    """The row that keeps it."""
    reference = ground.id if ground.plan else ground.placing.reference if ground.placing else ""
    return Cause(id=pk, case=case, finding=ground.finding, decision=ground.decision, ranking=reference)


def _ground(case: Case, cause: Cause) -> Ground:
    if cause.ranking.startswith(PLAN):
        return _plan(cause.ranking) or Ground()
    if cause.ranking:
        return Ground(placing=_placing(cause.ranking, case.person_id, case.organisation_id))
    return Ground(finding=cause.finding, decision=cause.decision)


def _plan(reference: str) -> Ground | None:
    """The plan of a reference, while it is closed as unfulfilled and in view."""
    if not reference.startswith(PLAN):
        return None
    plan = (
        Plan.objects.filter(pk=reference.removeprefix(PLAN), result="undone").select_related("place").first()
    )
    return Ground(plan=plan) if plan else None


def _placing(reference: str, person: str | None, organisation: str | None) -> Placing:
    """Where it was published last that the unit stood in it, or the township that the person heads."""
    asked = Placing(reference)
    headed = Post.objects.filter(person=person, place__isnull=False).values("place") if person else []
    ranked = Q(publication__year=asked.year) & (Q(area=asked.area) | Q(area=""))
    rows = Published.objects.filter(ranked & (Q(organisation=organisation) | Q(place__in=headed)))
    last = rows.select_related("publication__county").order_by("-publication__version").first()
    return replace(asked, publication=last.publication) if last else asked
