"""The case of one account: what it sees, masked as its pages mask it, whole enough to be read back and judged."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from bangfu.facts.case import Case, case_of
from bangfu.facts.tables import TABLES
from bangfu.site.clock import today
from bangfu.site.exchange import take
from bangfu.site.roster.codes import code_of, text_of
from bangfu.site.roster.known import known_by
from bangfu.site.roster.places import codes_above, places_near
from bangfu.site.web.models import Account

AT_ONCE = 10_000  # rows
# What is named and not seen stands by its id alone; a place has its name from the public list.
BY_ID = ("organisations", "people", "households")


class Scoped:
    """The connection of a request, asked as `take` asks one of its own: in the scope that the database was told."""

    @contextmanager
    def cursor(self) -> Generator[Scoped]:
        """One query."""
        with connection.chunked_cursor() as self._cursor:
            yield self

    def execute(self, query: str) -> None:
        """Ask."""
        self._cursor.execute(query)

    def fetch_arrow_table(self) -> pa.Table:
        """The answer, some thousand rows at a time."""
        pieces = list(iter(lambda: self._cursor.fetchmany(AT_ONCE), []))
        names = [column[0] for column in self._cursor.description or ()]
        tables = [pa.table(dict(zip(names, zip(*rows, strict=True), strict=True))) for rows in pieces]
        empty = pa.table({name: pa.array([], pa.null()) for name in names})
        return pa.concat_tables([empty, *tables], promote_options="permissive")


def case_for(account: Account) -> Case:
    """Everything that the account sees, as it stands now."""
    tables = dict(take.case(Scoped(), also=take.BESIDE).tables)
    tables["households"] = _masked(account, tables["households"])
    for name in BY_ID:
        tables[name] = _with_unseen(name, tables)
    tables["places"] = _places(account, tables)
    return case_of("bangfu", tables)


def _masked(account: Account, households: pa.Table) -> pa.Table:
    known = known_by(account.person_id, today())
    heads = [
        known.shown(row["id"], code_of(row["place"]), row["head"]) if row["head"] else None
        for row in households.select(["id", "place", "head"]).to_pylist()
    ]
    at = households.schema.get_field_index("head")
    return households.set_column(at, "head", pa.array(heads, pa.string()))


def _with_unseen(name: str, tables: dict[str, pa.Table]) -> pa.Table:
    table = tables[name]
    unseen = sorted(_named(name, tables) - set(table["id"].to_pylist()))
    if not unseen:
        return table
    others = pa.table({c: unseen if c == "id" else pa.nulls(len(unseen)) for c in table.column_names})
    return pa.concat_tables([table, others.cast(table.schema)])


def _places(account: Account, tables: dict[str, pa.Table]) -> pa.Table:
    """The places of the account, and those that its rows name, with all above them: not those of other counties."""
    codes = places_near(account) | {code_of(text) or 0 for text in _named("places", tables, but="places")}
    wanted = {text_of(code) for at in codes for code in (at, *codes_above(at))}
    table = tables["places"]
    return table.filter(pc.is_in(table["code"], pa.array(sorted(w for w in wanted if w), pa.string())))


def _named(name: str, tables: dict[str, pa.Table], but: str = "") -> set[str]:
    """The keys of a table that the others name."""
    columns = [
        tables[of][column.name]
        for of, table in TABLES.items()
        for column in table.columns
        if of != but and of in tables and column.refers == name and tables[of].num_rows
    ]
    return {key for column in columns for key in pc.unique(column).to_pylist() if key}
