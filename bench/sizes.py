"""How many bearers each size has, and how patiently it is measured."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE / "data"
SIZES = {"county": 600, "gansu": 22_600, "nation": 1_000_000}
NAMES = {"county": "a county", "gansu": "Gansu", "nation": "the nation"}
REPEATS = {"county": 5, "gansu": 2, "nation": 1}
