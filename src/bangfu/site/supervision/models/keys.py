"""The key of a row that is made on the site."""

from __future__ import annotations

from django.db import models

from bangfu.site.roster.models import new_id


def key() -> models.CharField[str]:
    """An id of its own."""
    return models.CharField(primary_key=True, max_length=64, default=new_id)
