"""Who runs the server. PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from bangfu.errors import BangfuError, Problem


@dataclass(frozen=True)
class Account:
    """A user of this machine who is not root."""

    user: int
    group: int

    def own(self, folder: Path) -> None:
        """Make `folder` and all in it this user's, if it is not so already."""
        if folder.stat().st_uid != self.user:
            for path in (*folder.rglob("*"), folder):
                os.chown(path, self.user, self.group, follow_symlinks=False)


def account_for(data: Path) -> Account | None:
    """Whom to become: None for an ordinary user; for root the owner of `data`, `nobody`, or anybody there is."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    others = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
    if not others:
        raise BangfuError(Problem("no_database_account"))
    chosen = min(others, key=lambda entry: entry.pw_name != "nobody")
    return Account(chosen.pw_uid, chosen.pw_gid)


def open_to_all(path: Path) -> bool:
    """Whether any user of this machine may pass to `path` and into it."""
    return all(each.stat().st_mode & 0o001 for each in (path, *path.parents))
