"""The visits that a unit owes its cadre when something befalls them. The text sets no day until which: the age is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bangfu.entitlements.desk import VISITS, Desk
from bangfu.entitlements.holders import Held
from bangfu.entitlements.line import Line, State
from bangfu.entitlements.notes import listed, said
from bangfu.facts.roster.spans import Span
from bangfu.regulation.model import Provision, Regulation
from bangfu.regulation.shapes import Title

Row = Mapping[str, Any]


def event_lines(desk: Desk) -> Iterator[Line]:
    """Each event of the period, by day, under the provision that names it."""
    rows = sorted(desk.roster.rows("events"), key=lambda r: (r["on"], r["id"]))
    for pack in desk.packs:
        named = {p.requirement.record: p for p in pack.provision if p.requirement and p.requirement.record}
        for row in rows:
            if row["kind"] in named and desk.known.first <= row["on"] <= desk.known.last:
                yield from _line(desk, pack, named[row["kind"]], row)


def _line(desk: Desk, pack: Regulation, provision: Provision, row: Row) -> Iterator[Line]:
    head = pack.regulation
    law = Span(head.start, head.end or row["on"])
    posts = [
        p
        for p in desk.holders.of_person(row["person"], row["on"])
        if desk.roster.reaches(head.place, p.place)
    ]
    if not posts or not law.first <= row["on"] <= law.last:
        return
    held = Held(row["person"], tuple(posts), (Span(row["on"], row["on"]),))
    units = desk.holders.own_units(held)
    visits = _visits(desk, row)
    state, notes = _settled(desk, row, visits, units)
    yield Line(
        head.id,
        provision.clause,
        "event",
        row["kind"],
        f"{row['on']}",
        state,
        person=row["person"],
        place=held.place,
        posts=tuple(p.id for p in posts),
        held=held.days,
        payer_role=tuple(provision.bearer),
        payer=units[0] if len(units) == 1 else None,
        entries=(row["id"], *visits),
        readings=tuple(provision.requirement.readings if provision.requirement else ()),
        notes=tuple(notes),
    )


def _visits(desk: Desk, row: Row) -> tuple[str, ...]:
    """Talks and visits to the cadre since the event: whether one of them was this visit, a person says."""
    acts = desk.case["activities"].select(["id", "kind", "on", "counterpart_person"]).to_pylist()
    return tuple(
        sorted(
            a["id"]
            for a in acts
            if a["kind"] in VISITS
            and a["counterpart_person"] == row["person"]
            and row["on"] <= a["on"] <= desk.as_of
        )
    )


def _settled(desk: Desk, row: Row, visits: tuple[str, ...], units: list[str]) -> tuple[State, list[Title]]:
    visited = row["visited_on"]
    if visited is not None and visited < row["on"]:
        return "needs_person", [said("VISIT_BEFORE", what=visited)]
    if visited is not None and visited <= desk.as_of:
        notes = [said("VISITED", days=(visited - row["on"]).days)]
        if row["visited_by"] and units and row["visited_by"] not in units:
            notes.append(said("OTHER_VISITOR", what=row["visited_by"]))
            return "needs_person", notes
        return "met", notes
    age = said("NOT_VISITED", days=(desk.as_of - row["on"]).days)
    if visits:
        return "needs_person", [age, said("MAY_BE", what=listed(visits))]
    return "open", [age]
