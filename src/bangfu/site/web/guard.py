"""Putting tables under guard, from migrations: row-level security forced, denied by default, the least of grants."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db.migrations import RunSQL

APP, JUDGE = "bangfu_app", "bangfu_judge"


def script(app: str, name: str) -> RunSQL:
    """A file of SQL that stands in `sql/` of an app."""
    path = Path(__file__).parent.parent / app / "sql" / f"{name}.sql"
    return RunSQL(path.read_text(encoding="utf-8"), RunSQL.noop)


def guarded(tables: Iterable[str], judge: str = "select") -> RunSQL:
    """Force row-level security on tables: everything for their owner, `judge` rights for the judge, nothing for others."""
    return RunSQL("\n".join(_guarded(table, judge) for table in tables), RunSQL.noop)


def _guarded(table: str, judge: str) -> str:
    for_judge = f"""create policy judge on {table} to {JUDGE} using (true) with check (true);
        grant {judge} on {table} to {JUDGE};"""
    return f"""alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy owner on {table} to current_user using (true) with check (true);
        {for_judge if judge else ""}"""


def granted(rights: dict[str, str], to: str = APP) -> RunSQL:
    """Grants: table → rights."""
    return RunSQL(
        "\n".join(f"grant {what} on {table} to {to};" for table, what in rights.items()), RunSQL.noop
    )


def events(tables: Iterable[str]) -> RunSQL:
    """Tables of change history: the triggers of whoever changes something add to them, and nothing else ever."""
    parts = [
        f"""create policy site_add on {table} for insert to {APP} with check (pg_trigger_depth() > 0);
        grant select, insert on {table} to {APP};"""
        for table in tables
    ]
    return RunSQL("\n".join(parts), RunSQL.noop)
