"""Checking a table: every column is judged by its distinct values, and only faulty rows are looked at one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from bangfu.errors import Problem
from bangfu.facts import cells
from bangfu.facts.columns import Column
from bangfu.facts.fault import CellError
from bangfu.facts.places import Gazetteer, wrong_parents
from bangfu.facts.sheet import Rows, Sheet
from bangfu.regulation.vocabulary import Vocabulary

MAX_DAYS = 366

Mask = npt.NDArray[np.bool_]


@dataclass
class Known:
    """What cells may refer to. A table in `unread` could not be read, so nothing can be said about references to it."""

    vocabulary: Vocabulary
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    ids: dict[str, Collection[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def judge(self, table: str, column: Column) -> cells.Judge | None:
        """How cells of a column are judged; None where any text will do."""
        if column.refers:
            return self._reference(column)
        special = {("places", "code"): cells.own_code, ("vocabulary", "code"): cells.new_word}
        if (table, column.name) in special:
            return special[table, column.name]
        if column.code:
            return cells.word(column, self.vocabulary)
        by_type = {
            "date": cells.a_date,
            "number": cells.number(column),
            "integer": cells.integer(column),
            "money": cells.money(column),
            "list": cells.items(column),
        }
        return by_type.get(column.type, cells.choice(column) if column.choices else None)

    def _reference(self, column: Column) -> cells.Judge | None:
        if column.refers in self.unread:
            return None
        if column.type == "place":
            return self.gazetteer.resolve
        return cells.reference(column, self.ids.get(column.refers or "", ()))


class Review:
    """One pass over one sheet: gathers typed columns, the rows worth keeping, and the problems."""

    def __init__(self, sheet: Sheet, known: Known) -> None:
        self.sheet = sheet
        self.known = known
        self.keep: Mask = np.ones(sheet.text.num_rows, dtype=bool)
        self.problems: list[Problem] = []
        self.spellings: list[Problem] = []
        self.columns: dict[str, pa.Array] = {}

    def run(self) -> pa.Table:
        """The rows that can stand, typed; faulty optional cells are null, other faulty rows are left out."""
        for column in self.sheet.table.columns:
            self._column(column)
        self._repeated()
        self._spans("start", "end")
        self._spans("on", "until")
        self._spans("from", "to")
        self._part_of_whole()
        if self.sheet.table.name == "places":
            self._parents()
        self.problems.sort(key=lambda p: p.row or 0)
        extra = [n for n in self.sheet.text.column_names if n not in self.columns]
        arrays = {**self.columns, **{n: self._text(n) for n in extra}}
        return pa.table(arrays).filter(pa.array(self.keep))

    @property
    def rows(self) -> Rows:
        """Of the rows worth keeping, the numbers that a person sees."""
        return self.sheet.rows[self.keep]

    def _text(self, name: str) -> pa.Array:
        column = self.sheet.text[name]
        return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column

    def _column(self, column: Column) -> None:
        if column.name not in self.sheet.text.column_names:
            self.columns[column.name] = pa.nulls(self.sheet.text.num_rows, column.arrow)
            return
        text = self._text(column.name)
        judge = self.known.judge(self.sheet.table.name, column)
        self.columns[column.name] = text if judge is None else self._judged(column, text, judge)
        if column.required:
            self._report(~text.is_valid().to_numpy(False), column.name, CellError("missing_value"))
            self.keep &= self.columns[column.name].is_valid().to_numpy(False)

    def _judged(self, column: Column, text: pa.Array, judge: cells.Judge) -> pa.Array:
        encoded = text.dictionary_encode()
        values: list[object] = []
        faults: dict[int, CellError] = {}
        aliases: list[int] = []
        for index, cell in enumerate(encoded.dictionary.to_pylist()):
            try:
                values.append(judge(cell))
            except CellError as fault:
                values.append(None)
                faults[index] = fault
            if column.type == "place" and self.known.gazetteer.is_alias(cell):
                aliases.append(index)
        places = encoded.indices
        if faults or aliases:
            rows = pc.fill_null(places, -1).to_numpy()
            for row in np.flatnonzero(np.isin(rows, list(faults))):
                self.problems.append(self._problem(int(row), column.name, faults[int(rows[row])]))
            for row in np.flatnonzero(np.isin(rows, [a for a in aliases if a not in faults])):
                fault = CellError("place_by_alias", code=str(values[int(rows[row])]))
                self.spellings.append(self._problem(int(row), column.name, fault))
        return pa.array(values, column.arrow).take(places)

    def _problem(self, row: int, column: str, fault: CellError) -> Problem:
        sheet = self.sheet
        value = sheet.text[column][row].as_py()
        key = sheet.table.key
        who = () if key is None else (("id", str(sheet.text[key][row].as_py() or "")),)
        return Problem(fault.code, sheet.file, int(sheet.rows[row]), column, value, (*fault.details, *who))

    def _report(self, rows: Mask, column: str, fault: CellError) -> None:
        self.problems.extend(self._problem(int(row), column, fault) for row in np.flatnonzero(rows))

    def _repeated(self) -> None:
        """Rows whose key stands in an earlier row are left out."""
        names = self.sheet.table.unique_columns
        parts = [pc.fill_null(self.columns[n].cast(pa.string()), "") for n in names]
        keys = pc.binary_join_element_wise(*parts, "\x1f") if len(parts) > 1 else parts[0]
        ids = keys.dictionary_encode().indices.to_numpy()
        _, first = np.unique(ids, return_index=True)
        again = self.keep.copy()
        again[first] = False
        for row in np.flatnonzero(again):
            earlier = int(self.sheet.rows[first[ids[row]]])
            fault = CellError("duplicate", earlier=str(earlier))
            self.problems.append(self._problem(int(row), names[0], fault))
        self.keep &= ~again

    def _spans(self, start: str, end: str) -> None:
        if start not in self.columns or end not in self.columns:
            return
        first, last = self.columns[start], self.columns[end]
        before = pc.fill_null(pc.less(last, first), False).to_numpy(False)
        self._report(before, end, CellError("end_before_start", start=start))
        self.keep &= ~before
        if end == "until":
            days = pc.fill_null(pc.days_between(first, last), 0).to_numpy(False)
            self._report(days >= MAX_DAYS, end, CellError("too_many_days", most=str(MAX_DAYS)))
            self.keep &= days < MAX_DAYS

    def _part_of_whole(self) -> None:
        """What counts cannot be more than all there is."""
        if "numerator" not in self.columns:
            return
        part, whole = self.columns["numerator"], self.columns["denominator"]
        more = pc.fill_null(pc.greater(part, whole), False).to_numpy(False)
        self._report(more, "numerator", CellError("part_over_whole"))
        self.keep &= ~more

    def _parents(self) -> None:
        rows = np.flatnonzero(self.keep)
        codes, levels, parents = (
            self.columns[n].take(pa.array(rows)).to_pylist() for n in ("code", "level", "parent")
        )
        bad = np.zeros(len(self.keep), dtype=bool)
        for index, fault in wrong_parents(codes, levels, parents):
            bad[rows[index]] = True
            self.problems.append(self._problem(int(rows[index]), "parent", fault))
        unknown = pa.scalar(None, pa.string())
        self.columns["parent"] = pc.replace_with_mask(self.columns["parent"], pa.array(bad), unknown)


def ids_of(sheet: Sheet) -> Collection[str]:
    """Every key of a sheet, those of faulty rows too, so that one fault is not told again at each reference."""
    key = sheet.table.key
    values: Iterable[str | None] = sheet.text[key].to_pylist() if key else ()
    return frozenset(v for v in values if v)
