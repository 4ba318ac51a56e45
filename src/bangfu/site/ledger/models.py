"""What was done. An entry is added and never changed; a mistake is put right by a new entry that names the old one."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from bangfu.site.ledger.chain import REFERENCES
from bangfu.site.roster.models import Household, Organisation, Person, Place

NEVER_CHANGED = [
    pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(  # `Protect` does not know TRUNCATE
        name="never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="raise exception 'pgtrigger: cannot empty %', tg_table_name;",
    ),
]


def _named(model: type[models.Model], entries: str) -> Any:
    """Whom or what an entry names. The index of each is below: most entries name two or three of them.

    That it is there and stays there is asked by `sql/adding.sql` and `sql/named.sql`, not by a constraint.
    """
    return models.ForeignKey(
        model, models.PROTECT, null=True, related_name=entries, db_index=False, db_constraint=False
    )


class Entry(models.Model):
    """One thing done, with the contract's columns of `activities` and its link in the chain of its book.

    `corrects` names the entry that this one replaces, `reason` says why, and `withdraws` means that nothing takes its
    place. `area` is the place that decides who sees it: where it was done, or the household's.
    """

    id = models.CharField(primary_key=True, max_length=64)
    book = models.BigIntegerField()
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=64)
    on = models.DateField()
    until = models.DateField(null=True)
    person = _named(Person, "entries")
    organisation = _named(Organisation, "entries")
    place = _named(Place, "+")
    household = _named(Household, "entries")
    counterpart_person = _named(Person, "+")
    counterpart_organisation = _named(Organisation, "+")
    note = models.TextField(blank=True, default="")
    location = models.JSONField(null=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    withdraws = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")
    area = models.BigIntegerField(null=True)
    recorded_by = models.CharField(max_length=64)
    made_at = models.DateTimeField(null=True)  # by the phone's clock
    recorded_at = models.DateTimeField()
    former = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    # what Django makes of the references above
    person_id: str | None
    organisation_id: str | None
    place_id: int | None
    household_id: str | None
    counterpart_person_id: str | None
    counterpart_organisation_id: str | None
    corrects_id: str | None

    class Meta:
        ordering = ("book", "seq")
        constraints = [models.UniqueConstraint(fields=["book", "seq"], name="entry_place_in_chain")]
        indexes = [
            models.Index(fields=["on", "seq"]),
            models.Index(fields=["area", "on"]),
            *(
                models.Index(fields=[name, "on"], condition=~Q(**{name: None}), name=f"entry_{name}")
                for name in REFERENCES
            ),
        ]
        triggers = NEVER_CHANGED


class Book(models.Model):
    """The end of one county's chain. Only the trigger that adds an entry moves it."""

    code = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


class Photo(models.Model):
    """A picture that somebody chose to add to an entry; cleaned of what the camera wrote into it."""

    id = models.CharField(primary_key=True, max_length=64)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="photos")
    file = models.CharField(max_length=200)
    hash = models.CharField(max_length=64)
    added_by = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        triggers = NEVER_CHANGED
