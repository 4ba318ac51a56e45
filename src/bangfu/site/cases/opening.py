"""Opening a case from a proposal: what the clause proposes, on whom, because of which findings."""

from __future__ import annotations

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from psycopg.errors import UniqueViolation

from bangfu.accountability.proposal import Proposal
from bangfu.accountability.whereabouts import HEADS
from bangfu.errors import BangfuError, Problem
from bangfu.regulation.consequences import ConsequenceRule
from bangfu.site.cases.grounds import Ground, cause_of, of_proposal
from bangfu.site.cases.machine import FIRST, OF_THE_UNIT, OVER
from bangfu.site.cases.models import Case, Cause
from bangfu.site.cases.moving import step
from bangfu.site.clock import moment
from bangfu.site.duties.law import law
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Person, Post, new_id
from bangfu.site.web.models import Account
from bangfu.site.web.refusals import refusal


def open_case(account: Account, proposal: Proposal) -> Case:
    """Take up a proposal. Raises `BangfuError` where it has a case, where what it rests on fell, or it is not the account's."""
    rests_on = of_proposal(proposal)
    if len(rests_on) != len(proposal.causes):
        raise BangfuError(Problem("case_no_ground"))
    if former(proposal).exists():
        raise BangfuError(Problem("case_open_already"))
    case = _case(account, proposal, rests_on[-1])
    causes = [cause_of(case, ground, new_id()) for ground in rests_on]
    try:
        with transaction.atomic():
            case.save(force_insert=True)
            Cause.objects.bulk_create(causes)
            step(account, case, FIRST)
    except DatabaseError as error:
        taken = isinstance(error.__cause__, UniqueViolation)
        told = Problem("case_open_already") if taken else refusal(error, "", FIRST)
        raise BangfuError(told or Problem("case_not_yours")) from error
    return case


def former(proposal: Proposal) -> QuerySet[Case]:
    """Cases of the same proposal that are going on, or were decided: the same provision, subject and last finding."""
    last = proposal.causes[-1]
    same = Q(causes__finding=last) | Q(causes__decision=last) | Q(causes__ranking=last)
    rows = Case.objects.filter(
        same, regulation=proposal.regulation, provision=proposal.provision, proposed_measure=proposal.measure,
        person=proposal.person, conducted_by=proposal.conducted_by or "",
    )  # fmt: skip
    if proposal.person is None:
        rows = rows.filter(organisation=proposal.organisation)
    return rows.exclude(state__in=OVER)


def rule_of(regulation: str, provision: str) -> ConsequenceRule | None:
    """What a provision says should follow, where its pack is adopted."""
    pack = law().packs.get(regulation)
    found = next((p for p in pack.provision if p.id == provision), None) if pack else None
    return (found.consequence or found.liability) if found else None


def _case(account: Account, proposal: Proposal, last: Ground) -> Case:
    rule, place = rule_of(proposal.regulation, proposal.provision), last.place
    if place is None:
        raise BangfuError(Problem("case_no_ground"))
    return Case(
        id=new_id(),
        county_id=county_at(place.pk),
        place_id=place.pk,
        regulation=proposal.regulation,
        clause=proposal.clause,
        provision=proposal.provision,
        person_id=proposal.person,
        organisation_id=proposal.organisation,
        conducted_by=proposal.conducted_by or "",
        unit_id=_unit(proposal),
        proposed_measure=proposal.measure,
        choices=[m for m in (rule.choice_of if rule else []) if m != proposal.measure],
        proposed_from=proposal.start,
        proposed_to=proposal.end,
        readings=list(proposal.readings),
        note_zh=proposal.note.zh,
        note_en=proposal.note.en,
        made_by=account.pk,
        made_at=moment(),
    )


def _unit(proposal: Proposal) -> str | None:
    """The unit that decides about its own people: never about itself, nor about whoever heads it."""
    if proposal.conducted_by not in OF_THE_UNIT or not proposal.person or not proposal.organisation:
        return None
    posts = Post.objects.filter(person=proposal.person, organisation=proposal.organisation)
    belongs = Person.objects.filter(pk=proposal.person, organisation=proposal.organisation).exists()
    decides = (belongs or posts.exists()) and not posts.filter(role__in=HEADS).exists()
    return proposal.organisation if decides else None
