"""One county's facts in memory, and all that is asked of them: verdicts on a day, why, and what an entry counts for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

from bangfu.language import Language
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import worded
from bangfu.site.duties.judge import store
from bangfu.site.duties.judge.rows import Cells, cells_of, table_of
from bangfu.site.exchange import take
from bangfu.verdict.counting import counts_for
from bangfu.verdict.evaluation import Evaluation, Prepared, prepare
from bangfu.verdict.evidence import evidence
from bangfu.verdict.explain import explain
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import Names, line_of

KEPT = 6  # snapshots of past days, in memory and in the database


@dataclass
class Standing:
    """One judged day: what was prepared for it, and what came of it up to some entry."""

    prepared: Prepared
    evaluation: Evaluation
    cells: Cells
    numbers: NDArray[np.int64]
    seqs: dict[int, int]

    def cell(self, number: int) -> tuple[int, int, int] | None:
        """Where a verdict stands, by its lasting number."""
        found = np.nonzero(self.numbers == number)[0]
        if not len(found):
            return None
        n = int(found[0])
        return int(self.cells.judged[n]), int(self.cells.line[n]), int(self.cells.period[n])


class Judge:
    """Judges by the packs in force, over everything that the connection sees. Not for two threads at once."""

    def __init__(self, url: str, today: Callable[[], date]) -> None:
        self._url, self._today = url, today
        self._written: psycopg.Connection[tuple[Any, ...]] | None = None
        self._ground: Ground | None = None
        self._packs: list[Regulation] = []
        self._seqs: dict[int, int] = {}
        self._days: OrderedDict[date, Standing] = OrderedDict()

    @property
    def is_open(self) -> bool:
        """Whether it has read the facts and can be asked."""
        return self._ground is not None

    def open(self) -> None:
        """Read everything anew, because the roster, an exemption or a regulation changed; judge today."""
        with take.opened(self._url) as connection:
            self._seqs = take.ends(connection)
            case = take.case(connection)
            adopted = take.arrow(connection, "select regulation, pack from duties_adoption").to_pylist()
        self._packs = [worded(a["regulation"], a["pack"]) for a in adopted]
        self._ground = Ground.of(case, case.vocabulary(self._packs))
        self._days.clear()
        self.on(self._today())

    def catch_up(self) -> int:
        """Take what the ledger gained and judge today again; how many entries that were."""
        if self._ground is None:
            return 0
        if self._seqs == self._ends() and self._today() in self._days:
            return 0
        with take.opened(self._url) as connection:
            new, gone, seqs = take.entries_after(connection, self._seqs)
        gained = sum(seqs.values()) - sum(self._seqs.values())
        if gained:
            self._ground.remove_activities(gone)
            self._ground.add_activities(new)
            self._seqs = seqs
        if gained or self._today() not in self._days:
            self.on(self._today())
        return gained

    def knows(self, entries: Sequence[str]) -> bool:
        """Whether all of some entries were read and judged already."""
        if self._ground is None or self._today() not in self._days:
            return False
        found = self._ground.rows("select count(*) from act where list_contains(?, id)", [list(entries)])
        return int(found[0][0]) == len(set(entries))

    def _ends(self) -> dict[int, int]:
        """Where the books end now: asked over a line that stands, which costs nothing next to reading entries."""
        return dict(self._connection().execute("select code, seq from ledger_book where seq > 0").fetchall())

    def on(self, as_of: date) -> Standing:
        """The verdicts of a day, judged up to the last entry and kept in the database."""
        assert self._ground is not None
        former = self._days.get(as_of)
        if former is not None and former.seqs == self._seqs:
            self._days.move_to_end(as_of)
            return former
        prepared = former.prepared if former else prepare(self._ground, self._packs, as_of)
        standing = self._judged(prepared, former)
        self._days[as_of] = standing
        self._days.move_to_end(as_of)
        while len(self._days) > KEPT:
            oldest = next(day for day in self._days if day != self._today())
            del self._days[oldest]
        return standing

    def _judged(self, prepared: Prepared, former: Standing | None) -> Standing:
        evaluation = prepared.judge()
        cells = cells_of(evaluation)
        changed = cells.changed_since(former.cells) if former else None
        rows = table_of(evaluation, cells, changed)
        numbers = former.numbers if former and changed is not None else rows["number"].to_numpy()
        live = prepared.as_of == self._today()
        written = self._connection()
        store.write(
            written,
            prepared.as_of,
            rows,
            seqs=self._seqs,
            packs=[p.regulation.id for p in self._packs],
            whole=changed is None,
            live=live,
        )
        if not live and changed is None:
            store.forget(written, KEPT)
        return Standing(prepared, evaluation, cells, numbers, dict(self._seqs))

    def _connection(self) -> psycopg.Connection[tuple[Any, ...]]:
        """Where verdicts are written; made anew where the former was cut."""
        if self._written is None or self._written.closed:
            self._written = psycopg.connect(self._url, autocommit=True)
        return self._written

    def counted(self, entry: str, as_of: date | None = None) -> list[dict[str, Any]]:
        """The verdicts that an entry is evidence for, as they stand now, each with its title."""
        standing = self.on(as_of or self._today())
        evaluation = standing.evaluation
        found: list[dict[str, Any]] = []
        for line in counts_for(evaluation, entry):
            judged = evaluation.of(line["regulation"], line["duty"])
            if judged is not None:
                found.append({**line, "title_zh": judged.title.zh, "title_en": judged.title.en})
        return found

    def lines(self, as_of: date, numbers: list[int], tongue: Language) -> dict[int, dict[str, Any]]:
        """The contract's lines, with evidence and notes, of some verdicts of a day."""
        standing = self.on(as_of)
        names = Names(standing.evaluation)
        found: dict[int, dict[str, Any]] = {}
        for number in numbers:
            cell = standing.cell(number)
            if cell is not None:
                judged = standing.evaluation.judged[cell[0]]
                at = evidence(standing.evaluation, judged, np.array([cell[1]])).get((cell[1], cell[2]), [])
                ids = names.entries({(cell[1], cell[2]): at})
                entries = [ids[i] for i in at]
                found[number] = line_of(standing.evaluation, judged, cell[1], cell[2], names, entries, tongue)
        return found

    def why(self, as_of: date, number: int, tongue: Language) -> dict[str, Any] | None:
        """The explanation of one verdict of a day; None where there is no such verdict."""
        standing = self.on(as_of)
        cell = standing.cell(number)
        if cell is None:
            return None
        judged = standing.evaluation.judged[cell[0]]
        key = Names(standing.evaluation).key(judged.keys.slice(cell[1], 1).to_pylist()[0])
        pack = next(p for p in self._packs if p.regulation.id == judged.head.id)
        period = judged.verdicts.periods[cell[2]].start
        found = explain(standing.evaluation, pack, judged.id, tongue=tongue, period=period, **key)
        return found.as_dict()
