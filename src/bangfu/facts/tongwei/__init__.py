"""The assistance list of Tongwei county as known on 29 August 2018: raw tables, and the case made of them."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
RAW = HERE / "raw"  # the printed tables with their layouts
CASE = HERE / "case"  # the Data Package that `bangfu.facts.tongwei.build` makes of them
NATIONAL_CODES = HERE / "national_codes.csv"
VARIANTS = RAW / "village_variants.csv"
