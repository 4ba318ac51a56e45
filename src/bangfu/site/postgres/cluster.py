"""An embedded PostgreSQL: one folder, started and stopped by whoever needs it, with the roles and databases of the site."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import sql

from bangfu.errors import BangfuError, Problem
from bangfu.site.postgres import passwords, ports
from bangfu.site.postgres.lock import locked
from bangfu.site.postgres.server import PATIENCE, Server

DATABASE = "bangfu"


class Cluster:
    """The server whose data, passwords, port and log are in `folder`.

    It runs until somebody stops it: the process that started it may end, and any other may take it over or stop it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._server = Server(self.folder)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether the server is at work."""
        with _told(self.folder):
            return self._server.running

    def start(self) -> None:
        """Start the server, made anew at the first time, or take over the one that runs already."""
        with _told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder) as lock:
                found = self._server.running
                try:
                    if not found:
                        self._server.launch(lock)
                    self._open()
                except BaseException:
                    if not found:
                        self._server.halt()
                    raise

    def stop(self) -> None:
        """Stop the server, whoever started it; open transactions are rolled back. Nothing if there is none."""
        if self.running:
            with _told(self.folder), locked(self.folder):
                self._server.halt()

    def url(self, role: str, database: str = DATABASE) -> str:
        """Where and as whom the site connects; there is no address for the superuser."""
        if role not in passwords.ROLES:
            raise ValueError(role)
        with _told(self.folder):
            return self._url(role, database)

    def create_database(self, name: str, template: str = "template0") -> None:
        """Make a database with the grants of `bangfu`, empty or as a copy of one that nobody is connected to."""
        making = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with self._superuser() as server:
            server.execute(making.format(sql.Identifier(name), sql.Identifier(template)))
        self._grant(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, if it is there, and end the connections to it."""
        with self._superuser() as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _open(self) -> None:
        """Let the roles in. Each step may be repeated: a start cut short is finished by the next."""
        self._server.await_ready()
        with self._superuser() as server:
            known = server.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if known is None:
            self.create_database(DATABASE)
        else:
            self._grant(DATABASE)
        self._give_passwords()

    def _grant(self, database: str) -> None:
        with self._superuser(database) as server:
            server.execute((files("bangfu.site.postgres") / "roles.sql").read_bytes())

    def _give_passwords(self) -> None:
        made = passwords.read(self.folder)
        giving = sql.SQL("ALTER ROLE {} PASSWORD {}")
        with self._superuser() as server:
            bare = server.execute(
                "SELECT rolname FROM pg_authid WHERE rolpassword IS NULL AND rolname = ANY(%s)", [list(made)]
            ).fetchall()
            for (role,) in bare:
                server.execute(giving.format(sql.Identifier(role), sql.Literal(made[role])))

    def _url(self, role: str, database: str) -> str:
        port = ports.stored(self.folder)
        if port is None:
            raise BangfuError(Problem("database_not_started", str(self.folder)))
        return f"postgresql://{role}:{passwords.read(self.folder)[role]}@{ports.HOST}:{port}/{database}"

    def _superuser(self, database: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        url = self._url(passwords.SUPERUSER, database)
        return psycopg.connect(url, autocommit=True, connect_timeout=PATIENCE)


@contextmanager
def _told(folder: Path) -> Generator[None]:
    """Failures of the system and of the server as the catalogue tells them."""
    try:
        yield
    except psycopg.Error as error:
        reason = str(error).strip().partition("\n")[0]
        raise BangfuError(Problem("database_failed", str(folder), details=(("reason", reason),))) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BangfuError(Problem("unwritable_folder", str(folder), details=(("reason", reason),))) from error
