"""The board counts what `lines` lists, and the three ways of showing it say the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from bangfu.api import evaluate
from bangfu.language import Language
from bangfu.paper.board import About, board
from bangfu.paper.lines import Wanted, lines_wanted, with_names
from bangfu.paper.model import STATUSES, Board, Tally
from bangfu.paper.page import page
from bangfu.paper.workbook import write_workbook
from bangfu.verdict.evaluation import Evaluation
from bangfu.verdict.judge import Status
from bangfu.verdict.lines import Line, lines

COUNTY = Path(__file__).parent.parent / "cli" / "county"


@pytest.fixture(scope="module")
def judged() -> Evaluation:
    return evaluate(COUNTY, date(2020, 12, 31))


@pytest.fixture(scope="module")
def found(judged: Evaluation) -> Board:
    return board(judged, About("虚构县", synthetic=True, tongue="zh"))


@pytest.fixture(scope="module")
def every(judged: Evaluation) -> list[Line]:
    return list(lines(judged, "zh"))


def _tally(rows: list[Line]) -> Tally:
    return Tally(**Counter(r["status"] for r in rows))


def test_totals_count_every_line_once(found: Board, every: list[Line]) -> None:
    assert found.total == _tally(every)
    assert sum(found.groups.values(), Tally()) == found.total
    for duty in found.duties:
        assert duty.tally == _tally(
            [r for r in every if (r["regulation"], r["duty"]) == (duty.regulation, duty.duty)]
        )
    for regulation in found.regulations:
        assert regulation.tally == _tally([r for r in every if r["regulation"] == regulation.id])


def test_a_unit_in_two_townships_appears_under_both(found: Board, every: list[Line]) -> None:
    studied = [r for r in every if r["duty"] == "party-committee-study"]
    for area, units in (("621121100", {"o1"}), ("621121101", {"o1", "o2"})):
        cells = [
            c.tally
            for c in found.cells
            if c.area == area and found.duties[c.duty].duty == "party-committee-study"
        ]
        assert sum(cells, Tally()) == _tally([r for r in studied if r["organisation"] in units])


def test_households_and_governments_belong_to_their_township(found: Board, every: list[Line]) -> None:
    mine = {"h1": "621121100", "h2": "621121100", "t1": "621121100", "t2": "621121101"}
    for duty in ("helper-household-visits", "team-leader-meeting"):
        for area in ("621121100", "621121101"):
            cells = [c.tally for c in found.cells if c.area == area and found.duties[c.duty].duty == duty]
            rows = [
                r for r in every if r["duty"] == duty and mine[r["household"] or r["organisation"]] == area
            ]
            assert sum(cells, Tally()) == _tally(rows)


def test_every_figure_of_an_area_is_taken_apart_by_clause(found: Board) -> None:
    for area in found.areas:
        cells = [c for c in found.cells if c.area == area.code]
        assert sum((c.tally for c in cells), Tally()) == area.tally
        for group, tally in area.groups.items():
            assert sum((c.tally for c in cells if c.group == group), Tally()) == tally
    assert all(d.clause for d in found.duties)


def test_gaps_are_unmet_and_ranked_by_the_printed_rule(found: Board, every: list[Line]) -> None:
    assert 0 < len(found.gaps) <= 10
    ranks = [(-round(g.missing, 6), -g.missed) for g in found.gaps]
    assert ranks == sorted(ranks)
    assert max(Counter((g.regulation, g.duty) for g in found.gaps).values()) <= 2
    for gap in found.gaps:
        rows = [
            r for r in every
            if (r["regulation"], r["duty"]) == (gap.regulation, gap.duty) and gap.bearer in (r["person"], r["organisation"])
        ]  # fmt: skip
        unmet = [r for r in rows if r["status"] == "unmet"]
        assert (gap.missed, gap.judged) == (len(unmet), len(rows))
        assert set(gap.evidence) == {e for r in rows for e in r["evidence"]}
        assert gap.clause == rows[0]["clause"]


def test_one_regulation_alone(judged: Evaluation, every: list[Line]) -> None:
    alone = board(judged, About(regulations=frozenset({"tongwei-2018-59"})))
    assert [r.id for r in alone.regulations] == ["tongwei-2018-59"]
    assert alone.total == _tally([r for r in every if r["regulation"] == "tongwei-2018-59"])


def test_narrowed_lines_are_the_same_lines(judged: Evaluation, every: list[Line]) -> None:
    unmet = Wanted(frozenset({Status.UNMET})).of(judged)
    assert list(lines_wanted(judged, unmet, "zh")) == [r for r in every if r["status"] == "unmet"]


class _Page(HTMLParser):
    """Collects the tags still open, what refers outside, and the labels of images."""

    void = frozenset({"meta", "input", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []
        self.unlabelled = 0
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known: dict[str, Any] = dict(attrs)
        if tag not in self.void:
            self.open.append(tag)
        self.outside += [v for k, v in known.items() if k in ("src", "srcset", "action") or "//" in (v or "")]
        self.unlabelled += tag == "svg" and not ("aria-label" in known or known.get("aria-hidden") == "true")
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known["href"]] if "href" in known else []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_the_page_stands_by_itself(judged: Evaluation, tongue: Language) -> None:
    shown = board(judged, About("虚构县", synthetic=True, tongue=tongue))
    text = page(shown)
    parser = _Page()
    parser.feed(text)
    assert parser.open == []
    assert parser.outside == []
    assert parser.unlabelled == 0
    assert not re.search(r"https?:|url\((?!#)|@import", text)
    assert len(parser.ids) == len(set(parser.ids))
    assert {link.removeprefix("#") for link in parser.links} <= set(parser.ids)
    assert f'lang="{"zh-CN" if tongue == "zh" else "en"}"' in text
    assert ("合成数据" if tongue == "zh" else "Synthetic data") in text
    assert f"{shown.total.met:,}" in text


def test_names_cannot_smuggle_markup(judged: Evaluation) -> None:
    text = page(board(judged, About("<script>alert(1)</script>")))
    assert "<script>alert" not in text


def test_the_workbook_opens_and_says_the_same(
    judged: Evaluation, found: Board, every: list[Line], tmp_path: Path
) -> None:
    path = tmp_path / "board.xlsx"
    unmet = Wanted(frozenset({Status.UNMET})).of(judged)
    write_workbook(found, with_names(judged, lines_wanted(judged, unmet, "zh")), path)
    book = python_calamine.load_workbook(path)
    assert book.sheet_names == ["总览", "按乡镇", "按责任条款", "乡镇分条款", "差距最大的十项", "未落实明细"]
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    totals = next(row for row in sheets["总览"] if row[0] == "合计")
    assert totals[1:6] == [found.total.of(s) for s in STATUSES]
    assert len(sheets["未落实明细"]) - 1 == len([r for r in every if r["status"] == "unmet"])
    assert any("=1+1虚构二局" in row for row in sheets["未落实明细"])
    assert [row[1:6] for row in sheets["按乡镇"][1:]] == [
        [a.tally.of(s) for s in STATUSES] for a in found.areas
    ]
    first = path.read_bytes()
    write_workbook(found, with_names(judged, lines_wanted(judged, unmet, "zh")), path)
    assert path.read_bytes() == first


def test_a_workbook_that_fails_leaves_nothing(found: Board, tmp_path: Path) -> None:
    def broken() -> Iterator[dict[str, Any]]:
        yield {"regulation": "x"}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_workbook(found, broken(), tmp_path / "board.xlsx")
    assert list(tmp_path.iterdir()) == []
