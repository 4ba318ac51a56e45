"""Setting up groups, taking people in and letting them go, sending teams to villages.

What the roster knows of a group (that it is there, who leads it, who belongs to it) is written there in the same breath, and
taken from there where it stands already: nobody enters it twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pghistory
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bangfu.site.clock import moment
from bangfu.site.groups.keeping import kept
from bangfu.site.groups.models import Group, Member, Team
from bangfu.site.groups.words import post_of
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Organisation, Person, Place, Post
from bangfu.site.roster.search import keys_of
from bangfu.site.web.models import Account

GROUP = "township_group"  # the role that the roster knows a group by


@dataclass(frozen=True)
class Facts:
    """What may change of a group while it stands."""

    document: str = ""
    head_count: int | None = None
    head_count_by: str = ""
    ways: str = ""
    office: str = ""


def set_up(user: Account, place: Place, on: date, facts: Facts) -> Group:
    """Set up the group of a township. Raises `BangfuError` where one stands, or the township is not theirs."""
    with kept("set_up_on"), pghistory.context(reason=_("建组")):
        body = _body(place, on)
        return Group.objects.create(
            county_id=county_at(place.pk), place=place, organisation=body, set_up_on=on, made_by=user.pk,
            made_at=moment(), **vars(facts),
        )  # fmt: skip


def change(group: Group, facts: Facts) -> None:
    """Enter what changed of a group. Raises `BangfuError` once it has ended."""
    with kept():
        for name, value in vars(facts).items():
            setattr(group, name, value)
        group.save(update_fields=list(vars(facts)))


def dissolve(group: Group, on: date, reason: str) -> None:
    """Say when a group ended, and with it the posts of its people. Raises `BangfuError`."""
    with pghistory.context(reason=reason), kept("on"):
        for one in Member.objects.filter(group=group, end=None):
            leave(one, on, reason)
        group.ended_on = on
        group.save(update_fields=["ended_on"])
        _end_posts(Q(role=GROUP, organisation=group.organisation_id, place=group.place_id), on)


def take_in(user: Account, member: Member) -> Member:
    """Take somebody in; the unit is their own where none is given; the phone is one that hangs on the wall. Raises `BangfuError`."""
    person = member.person
    if member.source == "dispatched" and member.unit_id is None:
        member.unit_id = person.organisation_id
    member.made_by, member.made_at = user.pk, moment()
    with kept("role"), pghistory.context(reason=_("进入乡镇帮扶工作组")):
        member.save(force_insert=True)
        if not roster_posts(member).exists():
            Post.objects.create(
                role=post_of(member.role), person=person, organisation_id=member.unit_id,
                place_id=member.group.place_id, start=member.start,
            )  # fmt: skip
    return member


def amend(member: Member, changed: dict[str, object]) -> None:
    """Enter what changed of a member's work. Raises `BangfuError` once they have left."""
    with kept():
        for name, value in changed.items():
            setattr(member, name, value)
        member.save(update_fields=list(changed))


def leave(member: Member, on: date, reason: str) -> None:
    """Say when somebody left the group, and end their post on the roster. Raises `BangfuError`."""
    posts = list(roster_posts(member).values_list("pk", flat=True))
    with pghistory.context(reason=reason), kept("on"):
        member.end = on
        member.save(update_fields=["end"])
        _end_posts(Q(pk__in=posts), on)


def send_team(user: Account, team: Team) -> Team:
    """Send a team to a village. Raises `BangfuError` where one is, or its leader has another village."""
    team.county_id, team.made_by, team.made_at = county_at(team.village_id), user.pk, moment()
    with kept("village"):
        team.save(force_insert=True)
    return team


def recall_team(team: Team, on: date, reason: str) -> None:
    """Say when a team left its village. Raises `BangfuError`."""
    with pghistory.context(reason=reason), kept("on"):
        team.end = on
        team.save(update_fields=["end"])


def roster_posts(member: Member) -> QuerySet[Post]:
    """The post by which the roster knows a member, on their first day or today."""
    here = Post.objects.filter(
        place=member.group.place_id, person=member.person_id, role=post_of(member.role)
    )
    return holding(here, member.start)


def _body(place: Place, on: date) -> Organisation:
    """The body that the roster knows as the township's group; made, with its post, where it knows none."""
    post = holding(Post.objects.filter(role=GROUP, place=place, organisation__isnull=False), on).first()
    if post is not None and post.organisation is not None:
        return post.organisation
    name = f"{place.name}帮扶工作组"
    body = Organisation.objects.create(
        name=name, key=keys_of(name), level="township", kind=GROUP, place=place
    )
    Post.objects.create(role=GROUP, organisation=body, place=place, start=on)
    return body


def _end_posts(which: Q, on: date) -> None:
    Post.objects.filter(which, Q(end=None) | Q(end__gt=on)).update(end=on)


def on_roster(group: Group, day: date) -> list[Person]:
    """Whom the roster has in the group and nobody entered here yet."""
    roles = {post_of(role) for role in ("leader", "deputy", "member")}
    posts = holding(Post.objects.filter(role__in=roles, place=group.place_id, person__isnull=False), day)
    here = holding(Member.objects.filter(group=group), day).values("person")  # type: ignore[type-var]
    return list(Person.objects.filter(pk__in=posts.exclude(person__in=here).values("person")))
