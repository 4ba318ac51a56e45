"""Where the workers of one start keep the counts that they share."""

from __future__ import annotations

from pathlib import Path

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # as the library calls it; read when it is loaded


def shared_folder(folder: Path) -> dict[str, str]:
    """A fresh folder for the workers of one start, as part of their environment."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.glob("*.db"):
        left.unlink()
    return {SHARED: str(folder)}
