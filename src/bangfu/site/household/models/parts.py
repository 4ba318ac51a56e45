"""What the tables of the register share."""

from __future__ import annotations

from django.db import models

from bangfu.site.household.words import codes
from bangfu.site.roster.models import new_id


def an_id() -> models.CharField[str]:
    """An id made on the site."""
    return models.CharField(primary_key=True, max_length=64, default=new_id)


def a_code(kind: str) -> models.CharField[str]:
    """A code of `words.toml`, or nothing."""
    return models.CharField(max_length=16, blank=True, default="", choices=[(c, c) for c in codes(kind)])


class Recorded(models.Model):
    """A row that is only added: who recorded it and when is held to be true by the database."""

    id = an_id()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        abstract = True
