"""`bangfu allowances`: what cadres and posts are due in a month or a year, and what was paid."""

# ruff: noqa: PLR0913 -- the parameters are the options of the command

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType

from bangfu.api import allowances as account_of
from bangfu.cli.localise import say
from bangfu.cli.options import (
    CasePath,
    Form,
    Limit,
    Output,
    Packs,
    Regulations,
    case_at,
    chosen,
    day,
    packs_with,
)
from bangfu.cli.output import Format, Row, Sink, busy
from bangfu.cli.tables import grid, with_rest
from bangfu.entitlements.account import Account
from bangfu.entitlements.line import LINE_COLUMNS
from bangfu.entitlements.notes import said
from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.language import language
from bangfu.paper.allowance_sheet import write_allowance_sheet
from bangfu.regulation.vocabulary import Vocabulary

_MONEY = ("amount", "deducted", "paid", "left")
_TABLE = ("clause", "what", "period", "subject", *_MONEY, "state", "note")


def allowances(
    case: CasePath,
    month: Annotated[str | None, typer.Option("--month", metavar="YYYY-MM")] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="YYYY")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD")] = None,
    regulation: Regulations = None,
    pack: Packs = None,
    sheet: Annotated[Path | None, typer.Option("--sheet", metavar="FILE")] = None,
    format_: Form = None,
    output: Output = None,
    limit: Limit = 40,
) -> None:
    """Account for a month or a year by every regulation, and show the lines of those asked for."""
    sink, packs = Sink.of(format_, output), packs_with(pack)
    period = _period(month, year)
    on = day(as_of, "--as-of") if as_of is not None else None
    asked = chosen(regulation, packs)
    with busy(say("judging")):
        situation = case_at(case, packs)
        found = account_of(situation, period, on, list(packs.values()))
    found = found if asked is None else found.of(asked)

    words = situation.vocabulary(list(packs.values()))
    if sheet is not None:
        write_allowance_sheet(found, _names(situation), words, _workbook(sheet), language())

    def table(rows: Iterator[Row]) -> RenderableType:
        return _table(found, situation, words, rows, limit)

    tongue = language()
    rows = found.rows(tongue) if sink.form in (Format.CSV, Format.XLSX) else found.lines(tongue)
    sink.write(LINE_COLUMNS, rows, table, title=situation.name, made=found.as_of)


def _period(month: str | None, year: str | None) -> str:
    """The month or the year asked for. Raises `BangfuError` (`one_period`, `bad_month`, `bad_year`)."""
    if (month is None) == (year is None):
        raise BangfuError(Problem("one_period", "--month"))
    if month is not None and not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month):
        raise BangfuError(Problem("bad_month", "--month", value=month))
    if year is not None and not re.fullmatch(r"[0-9]{4}", year):
        raise BangfuError(Problem("bad_year", "--year", value=year))
    return month or year or ""


def _workbook(path: Path) -> Path:
    """A path whose ending is that of a workbook."""
    if path.suffix.lower() != ".xlsx":
        raise BangfuError(
            Problem("unknown_ending", "--sheet", value=path.name, details=(("choices", ".xlsx"),))
        )
    return path


def _names(case: Case) -> Mapping[str, str]:
    tables = (("places", "code"), ("organisations", "id"), ("people", "id"))
    return {r[key]: r["name"] for table, key in tables for r in case[table].to_pylist() if r["name"]}


def _table(found: Account, case: Case, words: Vocabulary, rows: Iterator[Row], limit: int) -> RenderableType:
    """The first lines with names, how many more there are, and the sums of all."""
    names, tongue = _names(case), language()

    def name(code: str) -> str:
        return words.name("event" if words.has("event", code) else "entitlement", code, tongue)

    def shown(row: Row) -> list[object]:
        subject = row["person"] or row["organisation"] or row["place"]
        money = [row[c] for c in _MONEY]
        told = [row["clause"], name(row["what"]), row["period"], names.get(subject, subject)]
        return [*told, *money, getattr(said(f"state_{row['state']}"), tongue), row["note"]]

    body = grid(_TABLE, [shown(row) for row in islice(rows, limit)], numbers=_MONEY)
    sums = [[name(r["what"]), *(r[c] for c in _MONEY), r["note"]] for r in found.totals(tongue)]
    total = grid(("what", *_MONEY, "note"), sums, numbers=_MONEY)
    return Group(with_rest(body, max(0, len(found.found) - limit)), total)
