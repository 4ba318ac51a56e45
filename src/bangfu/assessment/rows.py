"""Indicators from the rows of a case: checks, answers of surveys, and figures entered with their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow.compute as pc

from bangfu.assessment.belonging import Belonging, Row
from bangfu.assessment.bodies import Body
from bangfu.assessment.scheme import Indicator, SubjectKind
from bangfu.assessment.tally import Count, Reason, Tally, reason
from bangfu.facts.case import Case
from bangfu.facts.roster.spans import Span

ASIDE: dict[str, dict[str | None, Reason]] = {
    "checks": {"excused": "EXCUSED"},
    "surveys": {None: "NO_ANSWER"},
}
SAYS = {"checks": "result", "surveys": "answer"}


def sorted_rows(case: Case, table: str, code: str, days: Span, whose: Belonging) -> dict[Body, Count]:
    """The checks or answers on an indicator within some days, by whose they are."""
    counts: dict[Body, Count] = defaultdict(Count)
    for row in _about(case, table, code):
        if not days.first <= row["on"] <= days.last:
            continue
        for body, sure in _bodies(row, row["on"], whose):
            count = counts[body]
            _sort(count, row["id"], row[SAYS[table]], sure, ASIDE[table])
            if table == "surveys":
                (count.evidence if row["draw"] else count.undrawn).add(row["draw"] or row["id"])
    return counts


def strays(case: Case, codes: Iterable[str], days: Span, whose: Belonging) -> dict[SubjectKind, set[str]]:
    """The rows of some indicators that are about nobody of a kind; figures, those that are about nobody at all."""
    found: dict[SubjectKind, set[str]] = defaultdict(set)
    for code in codes:
        for table in SAYS:
            for row in _about(case, table, code):
                if days.first <= row["on"] <= days.last:
                    for kind, fit in whose.fits(_row(row, row["on"])):
                        found[kind] |= set() if fit.bodies else {row["id"]}
        for row in _about(case, "figures", code):
            fits = whose.fits(_row(row, days.last))
            if row["year"] == days.first.year and not any(fit.bodies for _, fit in fits):
                for kind, _ in fits:
                    found[kind].add(row["id"])
    return found


def _about(case: Case, table: str, code: str) -> list[dict[str, Any]]:
    rows = case[table]
    return rows.filter(pc.equal(rows["indicator"], code)).to_pylist()


def _sort(count: Count, id_: str, said: str | None, sure: bool, neither: Mapping[str | None, Reason]) -> None:
    if not sure:
        count.set_aside("UNSURE", id_)
    elif said in neither:
        count.set_aside(neither[said], id_)
    else:
        (count.counted if said == "yes" else count.others).add(id_)


def figures(case: Case, indicator: Indicator, year: int, whose: Belonging) -> dict[Body, Tally]:
    """The figures entered for an indicator in a year. Where two are entered, none is used until a person says which."""
    found: dict[Body, list[dict[str, Any]]] = defaultdict(list)
    unsure: dict[Body, set[str]] = defaultdict(set)
    for row in _about(case, "figures", indicator.code):
        if row["year"] != year:
            continue
        for body, sure in _bodies(row, date(year, 12, 31), whose):
            if sure:
                found[body].append(row)
            else:
                unsure[body].add(row["id"])
    tallies = {body: _figure(rows) for body, rows in found.items()}
    for body, ids in unsure.items():
        known = tallies.get(body, Tally())
        aside = tuple(sorted({*known.aside, *ids}))
        tallies[body] = replace(known, aside=aside, notes=(*known.notes, reason("UNSURE", ids)))
    return tallies


def _figure(rows: list[dict[str, Any]]) -> Tally:
    ids = tuple(sorted(r["id"] for r in rows))
    if len(rows) > 1:
        return Tally(aside=ids, notes=(reason("TWO_FIGURES", ids),))
    row = rows[0]
    numbers = (row["numerator"], row["denominator"])
    given = None not in numbers and row["denominator"] > 0
    evidence = tuple(r["evidence"] for r in rows)
    if not given:
        return Tally("figures", counted=ids, evidence=evidence)
    return Tally("figures", *numbers, counted=ids, evidence=evidence)


def _bodies(row: dict[str, Any], on: date, whose: Belonging) -> Iterator[tuple[Body, bool]]:
    for _, fit in whose.fits(_row(row, on)):
        yield from ((body, fit.sure) for body in fit.bodies)


def _row(row: dict[str, Any], on: date) -> Row:
    return Row(row["id"], on, row.get("person"), row["organisation"], row["place"], row.get("area"))
