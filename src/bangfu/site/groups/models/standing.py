"""A group of a township, who belongs to it from when to when, and the teams of single villages."""

from __future__ import annotations

import pghistory
from django.db import models

from bangfu.site.groups.words import WORDS
from bangfu.site.roster.models import Organisation, Person, Place, new_id


def id_field() -> models.CharField[str]:
    """The key of a table of this app."""
    return models.CharField(primary_key=True, max_length=64, default=new_id)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Group(models.Model):
    """The group of a township, one at a time. `organisation` is the body that the roster knows it by."""

    id = id_field()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    set_up_on = models.DateField()
    ended_on = models.DateField(null=True)
    document = models.CharField(max_length=100, blank=True, default="")
    head_count = models.PositiveSmallIntegerField(null=True)  # as prefecture or county set it
    head_count_by = models.CharField(max_length=16, choices=WORDS.same("set_by"), blank=True, default="")
    ways = models.CharField(max_length=16, choices=WORDS.same("ways"), blank=True, default="")
    office = models.CharField(max_length=200, blank=True, default="")  # its address
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int
    place_id: int
    organisation_id: str

    class Meta:
        ordering = ("place", "-set_up_on", "id")

    def __str__(self) -> str:
        return str(self.organisation)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Member(models.Model):
    """Somebody in a group. `reason`: why somebody else than the secretary leads, or why a unit with a poor village sends."""

    id = id_field()
    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=WORDS.same("role"))
    source = models.CharField(max_length=16, choices=WORDS.same("source"))
    post = models.CharField(max_length=100, blank=True, default="")  # what they are otherwise
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    duties = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=32, blank=True, default="")
    fixed = models.BooleanField(default=False)  # works for the group alone
    reason = models.CharField(max_length=300, blank=True, default="")
    start = models.DateField()
    end = models.DateField(null=True)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    group_id: str
    person_id: str
    unit_id: str | None

    class Meta:
        ordering = ("start", "id")
        indexes = [models.Index(fields=["group", "role"])]

    def __str__(self) -> str:
        return str(self.person)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Team(models.Model):
    """A work team that was sent to one village; it answers for every household there."""

    id = id_field()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    village = models.ForeignKey(Place, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    leader = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.CharField(max_length=16, choices=WORDS.same("team_reason"))
    start = models.DateField()
    end = models.DateField(null=True)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int
    village_id: int
    unit_id: str
    leader_id: str

    class Meta:
        ordering = ("village", "start", "id")
