"""Teams and what they inspect: nobody is sent where something keeps them away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import today
from bangfu.site.roster.models import Organisation, Person
from bangfu.site.supervision.conflicts import Bar, Target, against, bars_of
from bangfu.site.supervision.models import Assignment, Campaign, Member, Team
from bangfu.site.supervision.planning import require_running


def new_team(campaign: Campaign, name: str) -> Team:
    """One team more. Raises `BangfuError` where the inspection is closed."""
    require_running(campaign)
    return Team.objects.create(campaign=campaign, name=name)


def add_member(team: Team, person: Person, *, leads: bool) -> Member:
    """Take somebody into a team. Raises `BangfuError` where they are in another, or may not inspect what it has."""
    require_running(team.campaign)
    other = Team.objects.filter(campaign=team.campaign_id, members__person=person).first()
    if other is not None:
        raise BangfuError(
            Problem("in_another_team", column="person", value=str(person), details=(("team", other.name),))
        )
    bars = bars_of([person], today())[person.pk]
    targets = [
        a.place or a.organisation
        for a in Assignment.objects.filter(team=team).select_related("place", "organisation")
    ]
    problems = [bar.problem(t, "person") for t in targets if t for bar in against(bars, t)]
    if problems:
        raise BangfuError(*problems)
    with transaction.atomic():
        if leads:
            Member.objects.filter(team=team, leads=True).update(leads=False)
        return Member.objects.create(team=team, person=person, leads=leads)


def assign(team: Team, target: Target, reason: str) -> Assignment:
    """Give a target to a team. Raises `BangfuError` where one of its members may not, or it has a team already."""
    require_running(team.campaign)
    where = _where(target)
    other = Assignment.objects.filter(team__campaign=team.campaign_id, **where).select_related("team").first()
    if other is not None:
        raise BangfuError(
            Problem(
                "assigned_already",
                column=next(iter(where)),
                value=str(target),
                details=(("team", other.team.name),),
            )
        )
    bars = against(bars_of_teams([team])[team.pk], target)
    if bars:
        raise BangfuError(*(bar.problem(target, next(iter(where))) for bar in bars))
    return Assignment.objects.create(team=team, reason=reason, **where)


def unassign(assignment: Assignment) -> None:
    """Take it back. Raises `BangfuError` where the team was there already."""
    require_running(assignment.team.campaign)
    if assignment.entry:
        raise BangfuError(
            Problem("inspected_already", value=str(assignment.place or assignment.organisation))
        )
    Assignment.objects.filter(pk=assignment.pk).delete()


def bars_of_teams(teams: Sequence[Team]) -> dict[str, list[Bar]]:
    """Everything that keeps the members of some teams away, by team."""
    members = Member.objects.filter(team__in=teams).select_related("person")
    by_person = bars_of([m.person for m in members], today())
    found: dict[str, list[Bar]] = defaultdict(list)
    for member in members:
        found[member.team_id] += by_person[member.person_id]
    return found


def _where(target: Target) -> dict[str, Target]:
    return {"organisation" if isinstance(target, Organisation) else "place": target}
