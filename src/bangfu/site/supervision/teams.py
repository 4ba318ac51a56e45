"""Teams and what they inspect: nobody is sent where something keeps them away, by hand or by proposal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import today
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Household, Organisation, Person, Place
from bangfu.site.supervision import crossing
from bangfu.site.supervision.conflicts import Bar, Target, against, bars_of
from bangfu.site.supervision.models import Assignment, Campaign, Member, Team
from bangfu.site.supervision.planning import require_running
from bangfu.site.web.words import tongue


@dataclass(frozen=True)
class Proposed:
    """One target with the team that is proposed, and the teams that may not, each with its reasons."""

    target: Target
    size: int
    team: Team | None
    repeats: bool
    barred: list[tuple[Team, list[str]]]

    @property
    def reason(self) -> str:
        """Why this team, in words."""
        if self.team is None:
            return ""
        parts = [_("%(team)s 不去：%(why)s") % {"team": t, "why": "；".join(w)} for t, w in self.barred]
        parts.append(_("上次也是这个组，没有别的组可去") if self.repeats else _("不是上次去的组"))
        return "。".join([*parts, _("按 %(n)s 户均衡") % {"n": self.size}])


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
    bars = against(_bars([team])[team.pk], target)
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


def accept(rows: Sequence[Proposed]) -> None:
    """Assign as proposed, all or none. Raises `BangfuError`."""
    with transaction.atomic():
        for row in rows:
            if row.team is not None:
                assign(row.team, row.target, row.reason)


def proposed(campaign: Campaign, targets: Sequence[Target]) -> list[Proposed]:
    """A team for each target that has none yet."""
    teams = list(Team.objects.filter(campaign=campaign))
    bars, sizes, last = _bars(teams), _sizes(targets), _last(campaign, targets)
    held = Counter[str]()
    for a in Assignment.objects.filter(team__in=teams).select_related("place", "organisation"):
        held[a.team_id] += _sizes([a.place or a.organisation])[_key(a.place or a.organisation)]  # type: ignore[list-item, arg-type]
    kept = {_key(t): {team.pk: against(bars[team.pk], t) for team in teams} for t in targets}
    wanted = [
        crossing.Target(
            _key(t),
            sizes[_key(t)],
            frozenset(team for team, found in kept[_key(t)].items() if found),
            frozenset(team.pk for team in teams if _people(team) & last[_key(t)]),
        )
        for t in targets
    ]
    found = crossing.crossed(wanted, [team.pk for team in teams], held)
    named, again = {team.pk: team for team in teams}, {t.key: t.last for t in wanted}
    return [
        Proposed(
            t,
            sizes[_key(t)],
            named.get(found.teams.get(_key(t), "")),
            found.teams.get(_key(t)) in again[_key(t)],
            [(named[team], _said(b)) for team, b in kept[_key(t)].items() if b],
        )
        for t in targets
    ]


def unassigned(campaign: Campaign) -> list[Target]:
    """The townships, and the units that assist in the county, that no team has yet: what a proposal shares out."""
    taken = Assignment.objects.filter(team__campaign=campaign)
    county = Place.objects.get(pk=campaign.place_id)
    inside = Place.objects.filter(code__range=(county.code, county.last), level="township")
    return list(inside.exclude(pk__in=taken.filter(place__isnull=False).values("place")).order_by("code"))


def _said(bars: Sequence[Bar]) -> list[str]:
    return [bar.words[tongue() == "en"] for bar in bars]


def _bars(teams: Sequence[Team]) -> dict[str, list[Bar]]:
    members = Member.objects.filter(team__in=teams).select_related("person")
    by_person = bars_of([m.person for m in members], today())
    found: dict[str, list[Bar]] = defaultdict(list)
    for member in members:
        found[member.team_id] += by_person[member.person_id]
    return found


def _people(team: Team) -> set[str]:
    return set(Member.objects.filter(team=team).values_list("person", flat=True))


def _last(campaign: Campaign, targets: Sequence[Target]) -> dict[str, set[str]]:
    """Who inspected each target last time: a team is the same where one of its people is."""
    before = Assignment.objects.exclude(entry="").exclude(team__campaign=campaign)
    found: dict[str, set[str]] = {_key(t): set() for t in targets}
    for a in before.order_by("inspected_on").select_related("team"):
        key = f"{a.place_id or ''}{a.organisation_id or ''}"
        if key in found:
            found[key] = _people(a.team)
    return found


def _sizes(targets: Sequence[Target]) -> dict[str, int]:
    """How many households a place has; a unit counts for one."""
    found: dict[str, int] = {}
    for target in targets:
        if isinstance(target, Place):
            homes = holding(Household.objects.filter(place__code__range=(target.code, target.last)), today())
            found[_key(target)] = max(1, homes.count())
        else:
            found[_key(target)] = 1
    return found


def _key(target: Target) -> str:
    return str(target.pk)


def _where(target: Target) -> dict[str, Target]:
    return {"organisation" if isinstance(target, Organisation) else "place": target}
