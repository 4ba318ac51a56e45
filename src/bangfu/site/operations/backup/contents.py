"""What a database holds, counted inside one transaction, so that what was restored can be compared with what was there."""

from __future__ import annotations

from typing import Any

import psycopg
from cryptography.hazmat.primitives import hashes
from psycopg import sql

from bangfu.errors import BangfuError, Problem
from bangfu.site.operations.backup.manifest import Contents

# Rows that are left behind: whoever finds a backup must not step into an open session; the others forget by themselves.
LEFT = ("django_session", "web_tap", "axes_accessattempt", "axes_accessattemptexpiration")
_TABLES = """select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and not relispartition order by 1"""
_IN_PART = """select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relrowsecurity
    and not exists (select from pg_roles r where r.rolname = current_user and (r.rolsuper or r.rolbypassrls))
    and not exists (select from pg_policy p, pg_roles r where p.polrelid = c.oid and r.rolname = current_user
        and r.oid = any(p.polroles) and p.polcmd = '*' and pg_get_expr(p.polqual, p.polrelid) = 'true') order by 1"""
_VERDICTS = """select (to_jsonb(v) - 'id' - 'snapshot_id')::text from duties_verdict v
    join duties_snapshot s on s.id = v.snapshot_id where s.live order by v.number"""
Connection = psycopg.Connection[Any]


def require_whole(connection: Connection) -> None:
    """Refuse a role that row-level security shows a part of anything."""
    if hidden := connection.execute(_IN_PART).fetchall():
        raise BangfuError(*(Problem("backup_in_part", value=name) for (name,) in hidden))


def contents(connection: Connection) -> Contents:
    """Rows, ends and verdicts."""
    ends = connection.execute("select code::text, seq, hash from ledger_book order by 1").fetchall()
    count, sm3 = _verdicts(connection)
    return Contents(_rows(connection), {code: (seq, hash_) for code, seq, hash_ in ends}, count, sm3)


def tables(connection: Connection) -> list[str]:
    """The tables of the site."""
    return [name for (name,) in connection.execute(_TABLES).fetchall()]


def _rows(connection: Connection) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in tables(connection):
        if name not in LEFT:
            counting = sql.SQL("select count(*) from {}").format(sql.Identifier(name))
            [found[name]] = connection.execute(counting).fetchone() or (0,)
    return found


def _verdicts(connection: Connection) -> tuple[int, str]:
    """How many verdicts there are today, and all of them as one SM3."""
    digest, count = hashes.Hash(hashes.SM3()), 0
    with connection.cursor("verdicts") as cursor:
        cursor.itersize = 5000
        for (line,) in cursor.execute(_VERDICTS):
            digest.update(f"{line}\n".encode())
            count += 1
    return count, digest.finalize().hex()
