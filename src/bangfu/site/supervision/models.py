"""An inspection: its plan and stages, who goes where, and what was drawn.

Until it is opened nobody sees it but the office that plans it and the members of its teams; `sql/policies.sql` holds that.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, Organisation, Person, Place, new_id
from bangfu.site.web.sealed import SealedField


def _id() -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id)


class Campaign(models.Model):
    """One inspection of a county's places and units, under one regulation."""

    class Kind(models.TextChoices):
        """How much it looks at."""

        COMPREHENSIVE = "comprehensive"
        SPECIAL = "special"

    id = _id()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # the county
    regulation = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=200)
    aim = models.TextField(blank=True, default="")
    areas = ArrayField(
        models.CharField(max_length=100), default=list, blank=True
    )  # of content: ids in the scheme of the regulation
    methods = ArrayField(
        models.CharField(max_length=100), default=list, blank=True
    )  # how it is carried out: words of the scheme
    announced = models.BooleanField(default=False)  # whether the inspected are told the days beforehand
    duties = models.TextField(blank=True, default="")  # the duty list of the teams
    start = models.DateField()
    end = models.DateField()
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    opened_by = models.CharField(max_length=64, blank=True, default="")
    opened_at = models.DateTimeField(null=True)  # from here on the inspected may know
    closed_by = models.CharField(max_length=64, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    place_id: int

    class Meta:
        ordering = ("-start", "id")

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    """A part of the time of an inspection, with what is done in it."""

    id = _id()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    tasks = models.TextField(blank=True, default="")
    start = models.DateField()
    end = models.DateField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="one_stage_of_a_number")]


class Briefing(models.Model):
    """That the teams were taught before they went: when, who, what."""

    id = _id()
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="briefings")
    on = models.DateField()
    people = models.TextField()
    content = models.TextField()
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "id")
        triggers = NEVER_CHANGED


class Team(models.Model):
    """Those who go together."""

    id = _id()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=100)
    campaign_id: str

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Somebody of a team; one of them leads it."""

    id = _id()
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

    id = _id()
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

    id = _id()
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


class Draw(models.Model):
    """A draw: fixed, done with a word nobody knew before, and opened, when its secret is shown to whoever doubts."""

    class Level(models.TextChoices):
        """What is drawn."""

        TOWNSHIP = "township"
        VILLAGE = "village"
        HOUSEHOLD = "household"

    id = _id()
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="draws")
    level = models.CharField(max_length=16, choices=Level.choices)
    subject = models.CharField(max_length=200)
    method = models.CharField(max_length=64)
    campaign_id: str
    strata = models.JSONField()  # name, members and how many are wanted of each, as they were committed to
    secret = SealedField()
    commitment = models.CharField(max_length=64)
    fixed_by = models.CharField(max_length=64)
    fixed_at = models.DateTimeField()
    word = models.CharField(max_length=200, blank=True, default="")
    taken = models.JSONField(null=True)
    drawn_by = models.CharField(max_length=64, blank=True, default="")
    drawn_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=64, blank=True, default="")
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("fixed_at", "id")


class Drawn(models.Model):
    """A place or household that was drawn: who has been visited lately is not drawn again."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="drawn")
    stratum = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    household_id: str | None

    class Meta:
        ordering = ("stratum", "number")
        triggers = NEVER_CHANGED


for _model in (Campaign, Stage, Team, Member, Assignment, Tie):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(_model)
