"""Papers, their series, and whom they are addressed to. Every version of a paper is kept; its number is given by the database."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.papers.kinds import Kind, State
from bangfu.site.roster.models import Organisation, Person, Place, new_id


@pghistory.track()
class Series(models.Model):
    """A run of numbers of a county: the word before them, in whose name, and what kinds of paper it serves."""

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    word = models.CharField(max_length=20)  # 机关代字; never changed, or two papers might bear one number
    body = models.CharField(max_length=60)  # the issuing body
    kinds = ArrayField(models.CharField(max_length=32, choices=Kind.choices), default=list, blank=True)

    class Meta:
        ordering = ("word",)
        constraints = [models.UniqueConstraint(fields=["county", "word"], name="one_series_of_a_word")]

    def __str__(self) -> str:
        return f"{self.word} · {self.body}"


class Count(models.Model):
    """The last number that a series gave in a year. Only the trigger that issues a paper reads or moves it."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_count_of_a_year")]


@pghistory.track(model_name="PaperVersion")
class Paper(models.Model):
    """A paper: a draft, then issued under a number, perhaps withdrawn; `PaperVersion` holds it as it was at every saving.

    `content` is a `bangfu.paper.official.Paper`; `facts` are what it rests on, as `facts.Source` writes them.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    kind = models.CharField(max_length=32, choices=Kind.choices)
    series = models.ForeignKey(Series, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=200)
    content = models.JSONField()
    facts = models.JSONField(default=list, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # decides which office it belongs to
    about = models.CharField(max_length=64, blank=True, default="")  # the campaign, or the case
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    issued_by = models.CharField(max_length=64, blank=True, default="")
    issued_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=64, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")  # of the withdrawal
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    replaces_id: str | None  # what Django makes of the references above
    series_id: str
    place_id: int

    class Meta:
        ordering = ("-made_at", "id")
        indexes = [models.Index(fields=["place", "state"]), models.Index(fields=["about"])]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="one_paper_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(state=State.ISSUED, number__isnull=False)
                | models.Q(state=State.DRAFT, number__isnull=True)
                | models.Q(state=State.WITHDRAWN),
                name="issued_papers_have_a_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """Whether it can be written on."""
        return State(self.state) is State.DRAFT


class PaperRecipient(models.Model):
    """Whom a paper is addressed to: a township or unit, where whoever answers for it reads the paper, or a person."""

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="addressed")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=False, organisation__isnull=True, person__isnull=True)
                | models.Q(place__isnull=True, organisation__isnull=False, person__isnull=True)
                | models.Q(place__isnull=True, organisation__isnull=True, person__isnull=False),
                name="addressed_to_one",
            )
        ]
