"""Reading a printed list: what it says, what had to be repaired, and whether its own totals agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.facts.importing.cells import villages_in
from bangfu.facts.importing.grid import Line, read_lines
from bangfu.facts.importing.layout import Layout, Meaning, read_layout
from bangfu.facts.importing.model import Preview, Repair, Row, Total, repair
from bangfu.facts.importing.shift import straighten
from bangfu.facts.importing.townships import Townships, read_townships
from bangfu.facts.sentences import ranges


def preview(path: Path, layout: Path | None = None, places: Path | None = None) -> Preview:
    """Read one printed table.

    `layout` is the TOML file of the same name unless given; `places` the list of townships the layout names.
    Raises `BangfuError` if a file cannot be read; what the rows themselves leave in doubt is told in `repairs`.
    """
    layout_path = layout or path.with_suffix(".toml")
    if not layout_path.is_file():
        raise BangfuError(Problem("no_layout", str(path), value=str(layout_path)))
    shape = read_layout(layout_path)
    known = read_townships(places or layout_path.parent / shape.places, shape.county)
    return _Reader(shape, known).read(path.name, read_lines(path, shape))


def preview_folder(folder: Path) -> list[Preview]:
    """Every table of a folder that has a layout of the same name beside it, in the order of the names."""
    tables = [p for p in sorted(folder.iterdir()) if p.suffix.lower() in (".tsv", ".csv", ".txt", ".xlsx")]
    found = [preview(p) for p in tables if p.with_suffix(".toml").is_file()]
    if not found:
        raise BangfuError(Problem("no_layout", str(folder), value="*.toml"))
    return found


class _Reader:
    """Reads the lines one by one; `above` remembers the last value of each merged column."""

    def __init__(self, layout: Layout, known: Townships) -> None:
        self.layout = layout
        self.known = known
        self.above: dict[Meaning, tuple[str, int]] = {}
        # (column, value, row of the value) -> the rows that continue it
        self.filled: dict[tuple[Meaning, str, int], list[int]] = {}
        self.rows: list[Row] = []
        self.repairs: list[Repair] = []
        self.printed: list[tuple[Meaning, int, int]] = []

    def read(self, file: str, lines: list[Line]) -> Preview:
        for number, cells in lines:
            if "".join(cells[0].split()) == self.layout.total_label:
                self._total(number, cells)
            else:
                self._line(number, cells)
        self._tell_merged()
        self._tell_spellings()
        totals = tuple(self._totals())
        for t in totals:
            if t.printed != t.loaded:
                gap = abs(t.printed - t.loaded)
                printed, loaded = str(t.printed), str(t.loaded)
                self.repairs.append(repair("total_mismatch", t.row, t.column, printed, loaded, gap=gap))
        repairs = tuple(sorted(self.repairs, key=lambda r: r.row))
        return Preview(file, self.layout, self.known, tuple(self.rows), repairs, totals)

    def _line(self, number: int, cells: list[str]) -> None:
        straight = straighten(cells, self.layout, self.known)
        before = " ".join(filter(None, cells))
        if straight is None:
            self.repairs.append(repair("unreadable_row", number, "", before))
            return
        cells, move = straight
        if move:
            first = next(i for i, cell in enumerate(cells) if cell)
            column, after = self.layout.column[first].header, "→" if move > 0 else "←"
            self.repairs.append(repair("shifted_row", number, column, before, after, cells=abs(move)))
        values: dict[Meaning, str] = {c.means: v for c, v in zip(self.layout.column, cells, strict=True)}
        lost = self.layout.index("villages") is not None and not values.get("villages")
        self._fill(number, values, lost=lost)
        if lost:
            self._lost(number, values, before)
        else:
            self._rows_of(number, values)

    def _fill(self, number: int, values: dict[Meaning, str], *, lost: bool) -> None:
        """Blank cells of merged columns take the value above. A new township breaks what stood to its right."""
        for column in self.layout.column:
            if not column.merged:
                continue
            if values[column.means]:
                if column.means in ("township", "committee", "county"):
                    self.above.clear()
                self.above[column.means] = (values[column.means], number)
            elif column.means in self.above and not (lost and column.means == "unit"):
                values[column.means], source = self.above[column.means]
                self.filled.setdefault((column.means, values[column.means], source), []).append(number)
            if lost and column.means == "unit":
                self.above.pop("unit", None)

    def _lost(self, number: int, values: dict[Meaning, str], before: str) -> None:
        blank = [c.header for c in self.layout.column if not values[c.means]]
        self.repairs.append(repair("lost_cells", number, "、".join(blank), before))
        self.rows.append(self._row(number, values, values.get("township", ""), None))

    def _row(self, number: int, values: dict[Meaning, str], township: str, village: str | None) -> Row:
        known = self.known.township(township)
        lead, unit = values.get("lead_unit") or None, values.get("unit") or None
        committee = values.get("committee") or None
        return Row(number, township or None, known.code if known else None, lead, unit, village, committee)

    def _rows_of(self, number: int, values: dict[Meaning, str]) -> None:
        township = values.get("township", "")
        if self.layout.index("villages") is None:
            self.rows.append(self._row(number, values, township, None))
            return
        named = villages_in(values["villages"], township, self.known)
        if any(not n.township or not n.village for n in named) or not values.get("unit"):
            self.repairs.append(repair("unreadable_row", number, "", values["villages"]))
            return
        self.rows += [self._row(number, values, n.township, n.village) for n in named]
        self._tell_carried(number, [(n.township, n.village) for n in named if n.carried])
        printed = values.get("count", "")
        if printed and int(printed) != len(named):
            column = self._header("count")
            note = repair("count_mismatch", number, column, printed, str(len(named)), name=values["unit"])
            self.repairs.append(note)

    def _tell_carried(self, number: int, carried: list[tuple[str, str]]) -> None:
        for township in dict.fromkeys(t for t, _ in carried):
            villages = "、".join(v for t, v in carried if t == township)
            column = self._header("villages")
            self.repairs.append(repair("carried_township", number, column, villages, township))

    def _tell_merged(self) -> None:
        for (means, value, source), rows in self.filled.items():
            if means == "unit":
                self.repairs += [repair("continued_unit", n, self._header(means), "", value) for n in rows]
            else:
                note = repair("merged_cell", source, self._header(means), "", value, rows=ranges(rows))
                self.repairs.append(note)

    def _tell_spellings(self) -> None:
        for row in {(r.row, r.township): r for r in self.rows}.values():
            known = self.known.township(row.township or "")
            if known and row.township and known.name != row.township:
                note = repair("spelling", row.row, "", row.township, known.name, rows=row.row)
                self.repairs.append(note)

    def _total(self, number: int, cells: list[str]) -> None:
        for cell, column in zip(cells, self.layout.column, strict=True):
            if cell.isdecimal():
                self.printed.append((column.means, number, int(cell)))

    def _totals(self) -> list[Total]:
        """What a column's total counts: townships with their lead units, units, or villages."""
        count: dict[Meaning, Callable[[], int]] = {
            "township": lambda: len({r.place for r in self.rows}),
            "lead_unit": lambda: len({(r.place, r.lead_unit) for r in self.rows}),
            "unit": lambda: len({r.unit for r in self.rows if r.unit}),
            "count": lambda: len([r for r in self.rows if r.village]),
            "villages": lambda: len([r for r in self.rows if r.village]),
        }
        return [Total(self._header(m), n, p, count[m]()) for m, n, p in self.printed if m in count]

    def _header(self, means: Meaning) -> str:
        return next((c.header for c in self.layout.column if c.means == means), "")
