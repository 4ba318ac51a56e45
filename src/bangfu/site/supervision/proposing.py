"""Who goes where, proposed: every township that has no team, with the reasons for its team and against the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from bangfu.site.clock import today
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Household, Organisation, Place, Post
from bangfu.site.supervision import crossing
from bangfu.site.supervision.conflicts import Bar, Target, against
from bangfu.site.supervision.models import Assignment, Campaign, Member, Team
from bangfu.site.supervision.teams import assign, bars_of_teams
from bangfu.site.web.words import tongue


@dataclass(frozen=True)
class Proposed:
    """One target with the team that is proposed, and the teams that may not, each with its reasons."""

    target: Target
    size: int
    team: Team | None
    repeats: bool
    before: bool  # whether any team was there before
    barred: list[tuple[Team, list[str]]]

    @property
    def reason(self) -> str:
        """Why this team, in words."""
        if self.team is None:
            return ""
        parts = [_("%(team)s 不去：%(why)s") % {"team": t, "why": "；".join(w)} for t, w in self.barred]
        if self.before:
            parts.append(_("上次也是这个组，没有别的组可去") if self.repeats else _("不是上次去的组"))
        if isinstance(self.target, Place):
            parts.append(_("按 %(n)s 户均衡") % {"n": self.size})
        return "。".join(parts or [_("按家数均衡")])


def accept(rows: Sequence[Proposed]) -> None:
    """Assign as proposed, all or none. Raises `BangfuError`."""
    with transaction.atomic():
        for row in rows:
            if row.team is not None:
                assign(row.team, row.target, row.reason)


def proposed(campaign: Campaign, targets: Sequence[Target]) -> list[Proposed]:
    """A team for each target that has none yet."""
    teams = list(Team.objects.filter(campaign=campaign))
    bars, sizes, last = bars_of_teams(teams), _sizes(targets), _last(campaign, targets)
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
            bool(last[_key(t)]),
            [(named[team], _said(b)) for team, b in kept[_key(t)].items() if b],
        )
        for t in targets
    ]


def unassigned(campaign: Campaign, *, units: bool = False) -> list[Target]:
    """The townships that no team has yet, or the units that assist in the county: what a proposal shares out."""
    taken = Assignment.objects.filter(team__campaign=campaign)
    county = Place.objects.get(pk=campaign.place_id)
    span = (county.code, county.last)
    if units:
        posts = holding(Post.objects.filter(role="assisting_unit", place__code__range=span), today())
        known = Organisation.objects.filter(pk__in=posts.values("organisation"))
        free = known.exclude(pk__in=taken.filter(organisation__isnull=False).values("organisation"))
        return list(free.order_by("level", "key", "pk"))
    inside = Place.objects.filter(code__range=span, level="township")
    return list(inside.exclude(pk__in=taken.filter(place__isnull=False).values("place")).order_by("code"))


def _said(bars: Sequence[Bar]) -> list[str]:
    return [bar.words[tongue() == "en"] for bar in bars]


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
