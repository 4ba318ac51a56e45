"""The kinds of activity as a small table: which happen at the post, and which lead away from it."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from bangfu.regulation.vocabulary import AT_THE_POST, AWAY


def kind_table(kinds: Mapping[str, int]) -> pa.Table:
    """One row a kind, by its code and number."""
    return pa.table(
        {
            "code": list(kinds),
            "k": pa.array(kinds.values(), pa.uint16()),
            "at_post": [c in AT_THE_POST for c in kinds],
            "away": [c in AWAY for c in kinds],
        }
    )
