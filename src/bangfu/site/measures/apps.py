"""The app as Django knows it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Measures(AppConfig):
    """Wishes, plans, measures and difficulties of households."""

    name = "bangfu.site.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Once the tables are up to date, tell the database which regulations bind helpers to households."""
        post_migrate.connect(_bind, sender=self)


def _bind(**_: Any) -> None:
    from bangfu.site.measures.bonds import refresh  # noqa: PLC0415 -- models can be imported only now

    refresh()
