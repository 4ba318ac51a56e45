"""The server process of a cluster: its data made at first, started, found and ended."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.site.postgres import passwords, ports
from bangfu.site.postgres.postmaster import clear, postmaster, ready_port
from bangfu.site.postgres.programs import MAJOR, Programs, cause

PATIENCE = 120  # seconds; a start after a crash first plays back what was not yet on disk
SETTINGS = {
    "listen_addresses": ports.HOST,
    "unix_socket_directories": "",  # a socket's path may not be long
    "max_connections": "60",
    "shared_buffers": "128MB",
    "fsync": "on",
    "jit": "off",
    "timezone": "Asia/Shanghai",
    "password_encryption": "scram-sha-256",
    "log_timezone": "Asia/Shanghai",
    "log_checkpoints": "off",
    # The log must not repeat people's data.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class Server:
    """The one server that may work in `folder`. Whoever launches or halts it holds the folder's lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._data = folder / "data"
        self._log = folder / "postgres.log"

    @property
    def running(self) -> bool:
        """Whether it is at work, whoever started it."""
        return postmaster(self._data) is not None

    def launch(self, lock: int) -> None:
        """Start it, and make its data first if there are none."""
        if self._log.exists():
            self._log.replace(self._log.with_suffix(".log.old"))
        self._log.touch(mode=0o600)
        if not self._data.exists():
            self._create(lock)
        self._refuse_other_version()
        clear(self._data)
        programs = Programs.of(self._data)
        if programs.account:
            programs.account.own(self._data)
        settings = {**SETTINGS, "port": ports.choose(self.folder)}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        try:
            self._pg_ctl(programs, "start", "-o", options)
        except BangfuError:
            # A start whose process was killed may have come to its end before ours.
            if not self.running:
                raise

    def await_ready(self) -> None:
        """Wait until it takes connections, and keep its port."""
        port = ready_port(self._data, PATIENCE)
        if port is None:
            reason = ("reason", cause(self._log))
            raise BangfuError(Problem("database_failed", str(self._log), details=(reason,)))
        if port != ports.stored(self.folder):
            ports.store(self.folder, port)

    def halt(self) -> None:
        """End it if it runs; open transactions are rolled back."""
        if self.running:
            self._pg_ctl(Programs.of(self._data), "stop", "--mode=fast")

    def _create(self, lock: int) -> None:
        """Made beside its place and then moved: a start cut short leaves nothing half-made there."""
        fresh = self.folder / "data.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(mode=0o700)
        passwords.ensure(self.folder)
        programs = Programs.of(fresh)
        with tempfile.TemporaryFile() as secret:
            secret.write(passwords.read(self.folder)[passwords.SUPERUSER].encode())
            secret.seek(0)
            if programs.account:
                programs.account.own(fresh)
                os.fchown(secret.fileno(), programs.account.user, programs.account.group)
            programs.run(
                "initdb",
                f"--username={passwords.SUPERUSER}",
                f"--pwfile=/dev/fd/{secret.fileno()}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions",
                data=fresh,
                log=self._log,
                keep=[secret.fileno(), lock],
            )
        fresh.rename(self._data)

    def _refuse_other_version(self) -> None:
        found = (self._data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != str(MAJOR):
            details = (("found", found), ("expected", str(MAJOR)))
            raise BangfuError(Problem("database_of_other_version", str(self._data), details=details))

    def _pg_ctl(self, programs: Programs, *arguments: str) -> None:
        waiting = ("--silent", "--wait", f"--timeout={PATIENCE}")
        programs.run("pg_ctl", *arguments, *waiting, data=self._data, log=self._log)
