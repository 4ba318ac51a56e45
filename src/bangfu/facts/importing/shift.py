"""Rows whose cells slid sideways: they are recognised by what the cells say, and moved back."""

from __future__ import annotations

from bangfu.facts.importing.layout import Layout
from bangfu.facts.importing.townships import Townships


def straighten(cells: list[str], layout: Layout, known: Townships) -> tuple[list[str], int] | None:
    """The cells under their own columns and by how many cells they moved; None if the row makes no sense.

    1. A row that makes sense as it stands is left alone.
    2. Otherwise the smallest move is taken that loses nothing and brings a village under its column.
    3. Failing that, one that brings a township under its own: the cells after it are lost.
    """
    moves = sorted(range(1 - len(cells), len(cells)), key=abs)
    for fits in (_is_whole, _has_township):
        for move in moves:
            moved = _moved(cells, move)
            if moved is not None and fits(moved, layout, known):
                return moved, move
    return None


def _moved(cells: list[str], by: int) -> list[str] | None:
    """The cells pushed right by `by`; None if a filled one would fall off the edge."""
    blank = [""] * abs(by)
    if by < 0:
        return None if any(cells[:-by]) else cells[-by:] + blank
    kept = len(cells) - by
    return None if any(cells[kept:]) else blank + cells[:kept]


def _is_whole(cells: list[str], layout: Layout, known: Townships) -> bool:
    village = layout.index("villages")
    if village is None:
        return _plausible(cells, layout, known) and bool(cells[layout.index("township") or 0])
    return _plausible(cells, layout, known) and bool(cells[village])


def _has_township(cells: list[str], layout: Layout, known: Townships) -> bool:
    township = layout.index("township")
    return township is not None and bool(cells[township]) and _plausible(cells, layout, known)


def _plausible(cells: list[str], layout: Layout, known: Townships) -> bool:
    """Whether every filled cell can mean what its column means."""
    for cell, column in zip(cells, layout.column, strict=True):
        if not cell:
            continue
        is_village = cell.endswith(layout.village_endings)
        place = known.by_spelling.get(cell)
        fits = {
            "county": place is not None and place.level == "county",
            "township": place is not None and place.level == "township",
            "count": cell.isdecimal(),
            "villages": is_village,
        }.get(column.means, place is None and not is_village)
        if not fits:
            return False
    return True
