"""Who goes where, and what keeps somebody from going."""

from __future__ import annotations

import pghistory
from django.db import models

from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.supervision.models.keys import key
from bangfu.site.supervision.models.plans import Campaign


class Team(models.Model):
    """Those who go together."""

    id = key()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=100)
    campaign_id: str

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Somebody of a team; one of them leads it."""

    id = key()
    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    leads = models.BooleanField(default=False)
    team_id: str
    person_id: str

    class Meta:
        ordering = ("-leads", "person")
        constraints = [
            models.UniqueConstraint(fields=["team", "person"], name="once_in_a_team"),
            models.UniqueConstraint(
                fields=["team"], condition=models.Q(leads=True), name="one_leader_of_a_team"
            ),
        ]


class Assignment(models.Model):
    """That a team inspects a place or a unit, and why this team."""

    id = key()
    team = models.ForeignKey(Team, models.CASCADE, related_name="assignments")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, default="")
    inspected_on = models.DateField(null=True)
    entry = models.CharField(
        max_length=64, blank=True, default=""
    )  # of the ledger, which tells it to the duties
    team_id: str
    place_id: int | None
    organisation_id: str | None

    class Meta:
        ordering = ("place", "organisation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=True) ^ models.Q(organisation__isnull=True),
                name="a_place_or_a_unit",
            ),
            models.CheckConstraint(
                condition=models.Q(inspected_on__isnull=True) ^ ~models.Q(entry=""),
                name="inspected_and_entered",
            ),
            models.UniqueConstraint(fields=["team", "place"], name="a_place_once_a_team"),
            models.UniqueConstraint(fields=["team", "organisation"], name="a_unit_once_a_team"),
        ]


class Tie(models.Model):
    """What somebody declared: a relative, a former post, anything that keeps one from inspecting a place or unit."""

    id = key()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")  # whose office keeps it
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200)
    ended = models.BooleanField(default=False)
    person_id: str
    place_id: int | None
    organisation_id: str | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=True) ^ models.Q(organisation__isnull=True),
                name="tied_to_a_place_or_a_unit",
            )
        ]


for _model in (Team, Member, Assignment, Tie):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(_model)
