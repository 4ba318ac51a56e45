"""Bringing the tables up to date, as `migrate` of Django does, in a third of its time.

Django draws a model and all that refer to it anew whenever anything of it changes. For an index, a constraint or a trigger,
which are most of what our migrations do, nobody looks at the new drawing: those steps ask for the table and its fields alone.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

ALIAS, QUIET = "default", 0


class Drawing(ProjectState):
    """The models between two steps; what changes only their options leaves them as they are drawn."""

    fields_change = False

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """Draw a model anew, unless only its options changed: that is what Django delays, but for plain fields."""
        if self.fields_change or not delay:
            super().reload_model(app_label, model_name, delay=delay)

    def add_field(self, *args: Any) -> None:
        """As Django does."""
        self._fields("add_field", *args)

    def alter_field(self, *args: Any) -> None:
        """As Django does."""
        self._fields("alter_field", *args)

    def remove_field(self, *args: Any) -> None:
        """As Django does."""
        self._fields("remove_field", *args)

    def rename_field(self, *args: Any) -> None:
        """As Django does."""
        self._fields("rename_field", *args)

    def _fields(self, change: str, *args: Any) -> None:
        self.fields_change = True
        getattr(super(), change)(*args)
        self.fields_change = False


def bring_up_to_date() -> None:
    """Apply every migration that was not applied yet, each in a transaction, and tell the apps."""
    connection.prepare_database()
    executor = MigrationExecutor(connection)
    loader: MigrationLoader = executor.loader
    loader.check_consistent_history(connection)
    targets = loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    emit_pre_migrate_signal(QUIET, False, ALIAS, apps=apps, plan=plan)
    executor.migrate(targets, plan=plan, state=_as_applied(executor))
    emit_post_migrate_signal(QUIET, False, ALIAS, apps=apps, plan=plan)


def _as_applied(executor: MigrationExecutor) -> Drawing:
    """The models as the migrations that were applied leave them."""
    drawing = Drawing(real_apps=executor.loader.unmigrated_apps)  # type: ignore[arg-type] -- a set, whatever the stubs say
    for migration, _backwards in executor.migration_plan(
        executor.loader.graph.leaf_nodes(), clean_start=True
    ):
        if (migration.app_label, migration.name) in executor.loader.applied_migrations:
            migration.mutate_state(drawing, preserve=False)
    return drawing
