"""A made-up province: the simulated county of the demo, many times over, with findings enough to climb every ladder."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bangfu.facts.case import Case, case_of
from bangfu.facts.reading import read_case
from bangfu.facts.simulation import Options, simulate
from bangfu.facts.tables import TABLES
from bangfu.facts.tongwei import CASE
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.regulation.vocabulary import RESIDENT_CADRES

FIRST, LAST = date(2018, 1, 1), date(2020, 12, 31)
COUNTY, PROVINCE = "621121", "620000"
LAWS = ("dachuan-2017-96", "gansu-2019-33")  # both as if the whole province followed them for the three years
# Three years of absences, criticism and graver things; the shares are made up, the ladders are climbed to the top.
KINDS = {"unexcused_absence": 0.45, "written_criticism": 0.25, "nominal_residence": 0.1, "slow_progress": 0.1, "falsification": 0.05, "recalled": 0.05}  # fmt: skip


def laws() -> list[Regulation]:
    """The packs, reaching the whole province from the first day."""
    wider = {"place": PROVINCE.ljust(12, "0"), "start": FIRST, "end": None}
    return [
        shipped()[i].model_copy(update={"regulation": shipped()[i].regulation.model_copy(update=wider)})
        for i in LAWS
    ]


def province(cadres: int, findings: int, seed: int = 7) -> Case:
    """A province of about so many resident cadres, with so many verified findings."""
    packs = [shipped()[i] for i in ("gansu-2019-33", "tongwei-2018-59")]
    county = simulate(read_case(CASE), FIRST, LAST, seed, Options(regulations=packs, scale=0.2))
    own = len(set(_residents(county)["person"].to_pylist()))
    copies = [_copy(county, n) for n in range(round(cadres / own))]
    tables = {t: pa.concat_tables([c[t] for c in copies]) for t in TABLES}
    tables["places"] = _once(tables["places"], "code")
    tables["findings"] = _findings(Case("", tables), findings, np.random.default_rng(seed))
    return case_of("province", tables)


def _residents(case: Case) -> pa.Table:
    return case["posts"].filter(pc.is_in(case["posts"]["role"], pa.array(RESIDENT_CADRES)))


def _copy(county: Case, number: int) -> dict[str, pa.Table]:
    """The county once more, under a code and with ids of its own."""
    code = f"62{30 + number:02d}21"
    return {name: _renamed(name, county[name], code, f"c{number}-") for name in TABLES}


def _renamed(name: str, table: pa.Table, code: str, mark: str) -> pa.Table:
    arrays: list[pa.ChunkedArray] = []
    known = TABLES[name]
    for column in known.columns:
        values = table[column.name]
        if column.type == "place" or (name, column.name) == ("places", "code"):
            values = pc.replace_substring(values, COUNTY, code)
        elif column.name == "id" or column.refers:
            values = pc.binary_join_element_wise(mark, values, "")
        arrays.append(values)
    return pa.table(arrays, names=[c.name for c in known.columns])


def _once(table: pa.Table, key: str) -> pa.Table:
    """The rows whose key was not seen before."""
    keys = table[key].to_pylist()
    seen: dict[str, int] = {}
    for n, k in enumerate(keys):
        seen.setdefault(k, n)
    return table.take(pa.array(list(seen.values())))


def _findings(case: Case, count: int, rng: np.random.Generator) -> pa.Table:
    posts = _residents(case).select(["person", "organisation", "place"]).to_pylist()
    # A third of the cadres share all findings: second and third times are common.
    some = rng.choice(len(posts), size=max(1, count // 3), replace=True)
    kinds = rng.choice(list(KINDS), size=count, p=list(KINDS.values()))
    days = rng.integers(0, (LAST - FIRST).days + 1, size=count)
    rows = [
        {
            "id": f"f{n}", "kind": str(kinds[n]), "on": FIRST + timedelta(days=int(days[n])), **posts[some[rng.integers(len(some))]],
            "source": "inspection", "level": "county", "verified": "yes", "severity": int(rng.integers(1, 4)),
            "bad_influence": "yes" if rng.random() < 0.1 else "no",
        }
        for n in range(count)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, TABLES["findings"].schema)
