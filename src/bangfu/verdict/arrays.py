"""Small steps on columns that several parts need: rows as one number, runs of equal values, joins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Index = NDArray[np.int64]
FEW = 8


def changes(values: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Where a value differs from the one before it; the first always does."""
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def packed(columns: Sequence[Index]) -> Index:
    """Several columns as one sortable number; falls back to their ranks where they are too wide."""
    number = np.zeros(len(columns[0]), dtype=np.int64)
    for values in columns:
        low = values.min(initial=0)
        span = int(values.max(initial=0) - low) + 1
        if len(number) and int(number.max(initial=0)) * span >= 2**62:
            _, number = np.unique(number, return_inverse=True)
        number = number * span + (values - low)
    return number


def join(left: Index, right: Index) -> tuple[Index, Index]:
    """The positions of all pairs of equal values, in the order of `left`."""
    # For a few values it is not worth sorting all of the others.
    kept = np.nonzero(np.isin(right, left))[0] if len(left) < FEW else np.arange(len(right))
    order = kept[np.argsort(right[kept], kind="stable")]
    begin, end = (np.searchsorted(right[order], left, side) for side in ("left", "right"))
    count = end - begin
    at = np.repeat(np.arange(len(left)), count)
    offset = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
    return at, order[np.repeat(begin, count) + offset]


def join_on(left: pa.Table, right: pa.Table, names: Sequence[str]) -> tuple[Index, Index]:
    """The rows of two tables that agree in some columns of small numbers; an empty cell agrees with another."""
    both = pa.concat_tables([left.select(names), right.select(names)])
    key = packed([both[name].fill_null(-1).to_numpy().astype(np.int64) for name in names])
    return join(key[: left.num_rows], key[left.num_rows :])
