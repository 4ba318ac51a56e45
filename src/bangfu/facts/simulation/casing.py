"""From drafts and entries by number back to a case; every made-up row says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bangfu.facts.case import Case
from bangfu.facts.simulation.draft import NONE, Draft
from bangfu.facts.simulation.events import Events
from bangfu.facts.synthetic import MARK
from bangfu.facts.tables import TABLES
from bangfu.regulation.periods import EPOCH

COPIED_NOTE = "入户走访，了解情况，宣讲政策。"  # the same words in entry after entry


def tables_of(draft: Draft, roster: Case, events: Events, kinds: Sequence[str]) -> dict[str, pa.Table]:
    """The tables of the roster with what was made up, and the ledger."""
    found = {name: joined(roster[name], rows_table(name, rows)) for name, rows in _made(draft).items()}
    found["posts"] = _from_first_day(found["posts"], draft)
    found["activities"] = _activities(draft, events, kinds)
    return {**roster.tables, **found}


def rows_table(name: str, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """Made-up rows as a table of the exchange format."""
    table = pa.Table.from_pylist(list(rows), TABLES[name].schema)
    return table.append_column(MARK, pa.array(["yes"] * table.num_rows, pa.string()))


def joined(given: pa.Table, made: pa.Table) -> pa.Table:
    """The rows of a roster and those made up, in one piece: some writers stumble over an empty first one."""
    return pa.concat_tables([given, made], promote_options="permissive").combine_chunks()


def _made(draft: Draft) -> dict[str, list[dict[str, object]]]:
    code = [p.code for p in draft.places]
    unit, person = [u.id for u in draft.units], [q.id for q in draft.people]
    home = [h.id for h in draft.households]
    at = draft.given
    return {
        "organisations": [
            {"id": u.id, "name": u.name, "level": u.level, "place": _name(code, u.place)}
            for u in draft.units[at["organisations"] :]
        ],
        "people": [
            {
                "id": q.id,
                "name": q.name,
                "organisation": _name(unit, q.unit),
                "rank": q.rank,
                "staff_type": q.staff_type,
            }
            for q in draft.people[at["people"] :]
        ],
        "posts": [
            {
                "id": f"99s{n:06}",
                "role": s.role,
                "person": _name(person, s.person),
                "organisation": _name(unit, s.unit),
            }
            | {"place": _name(code, s.place), **_span(draft, s.first, s.last)}
            for n, s in enumerate(draft.posts[at["posts"] :], at["posts"])
        ],
        "households": [
            {
                "id": h.id,
                "place": code[h.place],
                "head": h.head,
                "kinds": h.kinds,
                **_span(draft, h.first, h.last),
            }
            for h in draft.households[at["households"] :]
        ],
        "pairings": [
            {
                "id": f"99g{n:06}",
                "person": person[g.person],
                "household": home[g.household],
                **_span(draft, g.first, g.last),
            }
            for n, g in enumerate(draft.pairings[at["pairings"] :], at["pairings"])
        ],
    }


def _name(names: Sequence[str], number: int) -> str | None:
    return None if number == NONE else names[number]


def _span(draft: Draft, first: int, last: int) -> dict[str, object]:
    """Days as dates; a record that holds on the last simulated day goes on."""
    origin = EPOCH.toordinal()
    end = None if last == draft.last else EPOCH.fromordinal(last + origin)
    return {"start": EPOCH.fromordinal(first + origin), "end": end}


def _from_first_day(posts: pa.Table, draft: Draft) -> pa.Table:
    """Posts held on the first simulated day begin on it: nothing is known of the time before."""
    first = pa.scalar(EPOCH.fromordinal(draft.first + EPOCH.toordinal()), pa.date32())
    start, end = posts["start"], posts["end"]
    earlier = pc.fill_null(pc.less(start, first), True)
    still = pc.fill_null(pc.greater_equal(end, first), True)
    cut = pc.if_else(pc.and_(earlier, still), first, start)
    return posts.set_column(posts.column_names.index("start"), "start", cut)


def _activities(draft: Draft, events: Events, kinds: Sequence[str]) -> pa.Table:
    order = np.lexsort((np.arange(events.count), events.first))
    e = events.take(order)
    day = pa.date32()
    ids = pc.binary_join_element_wise(
        "99a", pc.utf8_lpad(pa.array(np.arange(1, e.count + 1)).cast(pa.string()), 7, "0"), ""
    )
    columns: dict[str, pa.Array] = {
        "id": ids,
        "kind": _taken(kinds, e.kind),
        "on": pa.array(e.first).cast(day),
        "until": pa.array(e.last, mask=e.last == e.first).cast(day),
        "person": _taken([q.id for q in draft.people], e.person),
        "organisation": _taken([u.id for u in draft.units], e.unit),
        "place": _taken([p.code for p in draft.places], e.place),
        "household": _taken([h.id for h in draft.households], e.household),
        "counterpart_person": _taken([q.id for q in draft.people], e.cperson),
        "counterpart_organisation": _taken([u.id for u in draft.units], e.cunit),
        "note": _taken([COPIED_NOTE], e.copied - 1),
        MARK: _taken(["yes"], np.zeros(e.count, dtype=np.int32)),
    }
    return pa.table(columns)


def _taken(names: Sequence[str], numbers: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> pa.Array:
    return pa.array(names, pa.string()).take(pa.array(numbers, mask=numbers == NONE))
