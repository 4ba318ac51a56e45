"""Opening a case from a proposal: what the clause proposes, on whom, because of which findings."""

from __future__ import annotations

from typing import Final

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from psycopg.errors import UniqueViolation

from bangfu.accountability.proposal import Proposal
from bangfu.accountability.whereabouts import HEADS
from bangfu.errors import BangfuError, Problem
from bangfu.regulation.consequences import ConsequenceRule
from bangfu.site.cases.machine import FIRST, OF_THE_UNIT, OVER
from bangfu.site.cases.models import Case, Cause
from bangfu.site.cases.moving import step
from bangfu.site.clock import moment
from bangfu.site.duties.law import law
from bangfu.site.rectification.drafting import NOT_A_FINDING
from bangfu.site.rectification.models import Finding
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Person, Post, new_id
from bangfu.site.web.machine import refusal
from bangfu.site.web.models import Account

RANKING: Final = "ranking:"


def open_case(account: Account, proposal: Proposal) -> Case:
    """Take up a proposal. Raises `BangfuError` where it has a case, where what it rests on fell, or it is not the account's."""
    standing = Finding.objects.exclude(state__in=NOT_A_FINDING)
    findings = list(standing.filter(pk__in=proposal.causes).order_by("found_on", "pk"))
    named = [cause for cause in proposal.causes if not cause.startswith(RANKING)]
    if len(findings) != len(named):
        raise BangfuError(Problem("case_no_ground"))
    if former(proposal).exists():
        raise BangfuError(Problem("case_open_already"))
    case = _case(account, proposal, findings)
    causes = [Cause(id=new_id(), case=case, finding=f) for f in findings]
    causes += [Cause(id=new_id(), case=case, ranking=c) for c in proposal.causes if c.startswith(RANKING)]
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
    cause = {"causes__ranking": last} if last.startswith(RANKING) else {"causes__finding": last}
    rows = Case.objects.filter(
        regulation=proposal.regulation, provision=proposal.provision, proposed_measure=proposal.measure,
        person=proposal.person, conducted_by=proposal.conducted_by or "", **cause,
    )  # fmt: skip
    if proposal.person is None:
        rows = rows.filter(organisation=proposal.organisation)
    return rows.exclude(state__in=OVER)


def rule_of(regulation: str, provision: str) -> ConsequenceRule | None:
    """What a provision says should follow, where its pack is adopted."""
    pack = law().packs.get(regulation)
    found = next((p for p in pack.provision if p.id == provision), None) if pack else None
    return (found.consequence or found.liability) if found else None


def _case(account: Account, proposal: Proposal, findings: list[Finding]) -> Case:
    if not findings:
        raise BangfuError(Problem("case_no_ground"))
    last, rule = findings[-1], rule_of(proposal.regulation, proposal.provision)
    return Case(
        id=new_id(),
        county_id=county_at(last.place_id),
        place_id=last.place_id,
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
