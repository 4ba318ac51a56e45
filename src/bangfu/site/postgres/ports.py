"""The port of a cluster: kept from one start to the next unless somebody else has taken it."""

from __future__ import annotations

import socket
from pathlib import Path

HOST = "127.0.0.1"
_NAME = "port"


def stored(folder: Path) -> int | None:
    """The port that the cluster in `folder` had last."""
    try:
        return int((folder / _NAME).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None


def store(folder: Path, port: int) -> None:
    """Remember the port for the next start and for everybody who connects."""
    # Removed first: the file may be another user's, the folder is ours.
    (folder / _NAME).unlink(missing_ok=True)
    (folder / _NAME).write_text(f"{port}\n", encoding="ascii")


def choose(folder: Path) -> int:
    """The stored port if nobody listens there, or a free one."""
    port = stored(folder)
    return port if port and _is_free(port) else _bound(0)


def _is_free(port: int) -> bool:
    try:
        return _bound(port) == port
    except (OSError, OverflowError):
        return False


def _bound(port: int) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        # As the server does it: connections that are still closing are no hindrance.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind((HOST, port))
        return trial.getsockname()[1]
