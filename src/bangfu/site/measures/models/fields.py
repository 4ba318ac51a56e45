"""Fields that the tables of this app share."""

from __future__ import annotations

from django.db import models

from bangfu.site.measures.words import WORDS
from bangfu.site.roster.models import new_id


def key() -> models.CharField[str]:
    """The key of a table."""
    return models.CharField(primary_key=True, max_length=64, default=new_id)


def code(group: str, default: str | None = None) -> models.CharField[str]:
    """A code of a group of `words.toml`."""
    more = {} if default is None else {"default": default}
    return models.CharField(max_length=24, choices=WORDS.same(group), **more)  # type: ignore[arg-type]


class Recorded(models.Model):
    """Something that somebody records, on the day on which they do it."""

    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        abstract = True
