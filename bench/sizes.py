"""How many bearers each size has, who runs there, and how patiently it is measured."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE / "data"
SIZES = {"county": 600, "gansu": 22_600, "nation": 1_000_000}
NAMES = {"county": "a county", "gansu": "Gansu", "nation": "the nation"}
# By size; what everybody is compared with is measured more patiently.
REPEATS = {"county": 5, "gansu": 3, "nation": 2, "scan": 5, "scan_arrow": 5}

# In this order; the first two are the floor that the others are compared with.
CONTESTANTS = {
    "scan": "bare scan of the same columns, DuckDB",
    "scan_arrow": "bare scan of the same columns, pyarrow",
    "ours": "**Bangfu, fused**",
    "ours_two": "**Bangfu, fused, 2 processes**",
    "one_by_one": "the same engine, one query a duty",
    "sql": "hand-written SQL, one query a duty",
    "frames": "pandas",
    "dense": "OpenFisca (days laid out by pandas)",
}
# What would take hours, or more memory than the machine has, runs over the first shard only, or not at all.
ONE_SHARD = {("nation", "one_by_one")}
NOT_RUN = {
    ("county", "ours_two"): "one shard",
    ("gansu", "ours_two"): "one shard",
    ("nation", "frames"): "does not fit in memory",
    ("nation", "dense"): "does not fit in memory",
}
