"""How made-up rows say so: an extra column that every table with such rows carries."""

from __future__ import annotations

import pyarrow.compute as pc

from bangfu.facts.case import Case

MARK = "synthetic"  # the extra column of every table that simulation adds to


def is_synthetic(case: Case) -> bool:
    """Whether any row of a case says that it was made up."""
    return any(
        MARK in t.column_names and pc.any(pc.equal(t[MARK], "yes")).as_py() for t in case.tables.values()
    )
