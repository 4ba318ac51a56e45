"""Made-up counties: labelled, reproducible, readable, and as good or bad as the temperaments of their people."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from bangfu.errors import BangfuError
from bangfu.facts.case import Case, case_of
from bangfu.facts.reading import read_case, scan
from bangfu.facts.simulation import (
    Options,
    Simulation,
    Temperament,
    is_synthetic,
    nationwide,
    simulate,
    simulate_ground,
    simulation,
)
from bangfu.facts.simulation.draft import Draft
from bangfu.facts.simulation.seats import bound
from bangfu.facts.tables import TABLES
from bangfu.facts.tongwei import CASE
from bangfu.facts.writing import write_case
from bangfu.regulation.packs import shipped
from bangfu.verdict.evaluation import Evaluation, evaluate_ground
from bangfu.verdict.ground import CODED_TABLES, Ground
from bangfu.verdict.judge import Status

START, END = date(2019, 1, 1), date(2020, 12, 31)
MIXED = Options(temperaments=(0.4, 0.3, 0.3), scale=0.3, without_helper=0.1)


def roster(villages: int = 12) -> Case:
    """A county of Tongwei's code that names only places, units and where they assist."""
    codes = [f"621121100{201 + n}" for n in range(villages)]
    places = [{"code": "620000", "name": "甘肃省", "level": "province"}]
    places += [{"code": "621100", "name": "定西市", "level": "prefecture", "parent": "620000"}]
    places += [{"code": "621121", "name": "通渭县", "level": "county", "parent": "621100"}]
    places += [{"code": "621121100", "name": "甲镇", "level": "township", "parent": "621121"}]
    places += [
        {"code": c, "name": f"村{n}", "level": "village", "parent": "621121100", "tags": "poor_village"}
        for n, c in enumerate(codes)
    ]
    units = [
        {"id": f"u{n}", "name": f"单位{n}", "level": "county", "place": "621121"} for n in range(villages)
    ]
    posts = [
        {
            "id": f"s{n}",
            "role": "assisting_unit",
            "organisation": f"u{n}",
            "place": c,
            "start": date(2018, 8, 29),
        }
        for n, c in enumerate(codes)
    ]
    rows = {"places": places, "organisations": units, "posts": posts}
    return case_of("roster", {name: pa.Table.from_pylist(r, TABLES[name].schema) for name, r in rows.items()})


@pytest.fixture(scope="module")
def made() -> Simulation:
    return simulation(roster(), START, END, 7, MIXED)


@pytest.fixture(scope="module")
def judged(made: Simulation) -> Evaluation:
    packs = list(shipped().values())
    return evaluate_ground(Ground.of(made.case, made.case.vocabulary(packs)), packs, date(2021, 1, 1))


def digest(folder: Path) -> str:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return hashlib.sha256(
        b"".join(p.relative_to(folder).as_posix().encode() + p.read_bytes() for p in files)
    ).hexdigest()


def ids(case: Case, table: str) -> list[str]:
    return case[table]["id"].to_pylist()


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(BangfuError) as error:
        simulate(roster(), END, START, 1)
    assert error.value.problems[0].code == "simulated_days"


@pytest.mark.parametrize("bearers", [0, -5, 10**9])
def test_an_impossible_number_of_bearers_is_refused_and_nothing_written(bearers: int, tmp_path: Path) -> None:
    with pytest.raises(BangfuError) as error:
        simulate_ground(bearers, 2020, 1, tmp_path / "out")
    assert error.value.problems[0].code == "bearers_out_of_range"
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(BangfuError) as error:
        simulate_ground(100, 2020, 1, tmp_path)
    assert error.value.problems[0].code == "foreign_folder"
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = [
        write_case(simulation(roster(), START, END, 7, MIXED).case, tmp_path / name)
        for name in ("one", "two")
    ]
    assert digest(folders[0]) == digest(folders[1])


def test_another_seed_gives_another_ledger(made: Simulation) -> None:
    other = simulation(roster(), START, END, 8, MIXED).case
    assert (
        other["activities"].num_rows != made.case["activities"].num_rows
        or other["activities"] != made.case["activities"]
    )


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_the_case_reads_back_without_a_problem(made: Simulation, tmp_path: Path, format_: str) -> None:
    folder = write_case(made.case, tmp_path / "case", format_)  # pyright: ignore[reportArgumentType]
    found, problems = scan(folder)
    assert problems == []
    for name, table in made.case.tables.items():
        assert found[name].num_rows == table.num_rows, name
    assert is_synthetic(found)


def test_everything_made_up_says_so(made: Simulation) -> None:
    case = made.case
    assert "合成数据" in case.name
    assert all("合成" in name for name in case["people"]["name"].to_pylist())
    assert all("合成" in head for head in case["households"]["head"].to_pylist())
    for table in ("people", "households", "pairings", "activities", "findings"):
        assert set(case[table]["synthetic"].to_pylist()) == {"yes"}, table
        assert all(i.startswith("99") for i in ids(case, table)), table


def test_what_the_roster_says_stays(made: Simulation) -> None:
    given = roster()
    kept = made.case["organisations"].slice(0, given["organisations"].num_rows)
    assert kept.select(given["organisations"].column_names).equals(given["organisations"])
    assert set(kept["synthetic"].to_pylist()) == {None}
    assert ids(made.case, "posts")[:12] == ids(given, "posts")
    assert set(made.case["posts"]["start"].slice(0, 12).to_pylist()) == {START}
    assert not is_synthetic(given)


def test_a_case_already_peopled_gets_only_a_ledger(made: Simulation) -> None:
    again = simulation(made.case, START, END, 3, MIXED).case
    assert again["households"].num_rows == made.case["households"].num_rows
    assert again["people"].num_rows - made.case["people"].num_rows < 10


def test_no_entry_lies_outside_the_simulated_days(made: Simulation) -> None:
    days = pc.min_max(made.case["activities"]["on"]).as_py()
    assert START <= days["min"] <= days["max"] <= END


def test_the_diligent_keep_their_duties_more_often_than_the_slack(
    made: Simulation, judged: Evaluation
) -> None:
    people = [made.temperaments.get(i or "") for i in judged.ground.names("person")]
    tally = {t: [0, 0] for t in Temperament}
    for duty in ("resident-workdays", "overnight-stays", "helper-household-visits", "helper-practical-help"):
        found = judged.of("gansu-2019-33", duty)
        assert found is not None
        in_2020 = [n for n, p in enumerate(found.verdicts.periods) if p.start.year == 2020]
        for line, person in enumerate(found.keys["person"].to_pylist()):
            status = found.verdicts.status[line, in_2020]
            tally[people[person] or Temperament.DILIGENT][0] += int((status == Status.MET).sum())
            tally[people[person] or Temperament.DILIGENT][1] += int((status == Status.UNMET).sum())
    share = {t: met / (met + unmet) for t, (met, unmet) in tally.items()}
    assert share[Temperament.DILIGENT] > 0.95 > share[Temperament.SLACK] + 0.05


def test_cheats_are_in_the_village_on_days_of_leave(made: Simulation) -> None:
    con = duckdb.connect()
    con.register("act", made.case["activities"])
    both = con.execute(
        """select distinct l.person from act l join act r on r.person = l.person and r.kind = 'resident_day'
        and coalesce(r.until, r."on") >= l."on" and r."on" <= coalesce(l.until, l."on") where l.kind = 'leave_day'"""
    ).fetchall()
    assert both
    assert {made.temperaments[person] for (person,) in both} == {Temperament.CHEATING}


def test_the_board_of_a_usual_county_is_mostly_met() -> None:
    case = simulate(roster(), START, END, 59)
    packs = list(shipped().values())
    found = evaluate_ground(Ground.of(case, case.vocabulary(packs)), packs, date(2021, 1, 1))
    total = np.sum([list(c.values()) for _, c in found.counts()], axis=0)
    met, unmet = total[Status.MET], total[Status.UNMET]
    assert 0.02 * met < unmet < 0.1 * met
    assert total[Status.JUDGEMENT] < 0.15 * total.sum()


def test_a_pack_for_all_places_binds_all_places() -> None:
    draft = Draft.of(roster(), 17897, 18627)
    head = shipped()["gansu-2019-33"].regulation
    assert len(bound(draft, head.model_copy(update={"place": "000000000000"}))) == len(draft.places)
    assert len(bound(draft, head.model_copy(update={"place": "621121100000"}))) == 13
    assert not bound(draft, head.model_copy(update={"place": "510000000000"}))
    assert not bound(draft, head.model_copy(update={"start": date(2021, 1, 1)}))


# ---- a nation


@pytest.fixture(scope="module")
def shard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (folder,) = simulate_ground(400, 2020, 5, tmp_path_factory.mktemp("nation") / "out")
    return folder


def test_a_nation_is_reproducible_and_labelled(shard: Path, tmp_path: Path) -> None:
    simulate_ground(700, 2020, 6, tmp_path / "again")
    simulate_ground(400, 2020, 5, tmp_path / "again")
    assert digest(tmp_path / "again") == digest(shard.parent)
    assert '"synthetic": true' in (shard.parent / "synthetic.json").read_text(encoding="utf-8")


def test_entries_are_clustered_by_bearer_and_ordered_by_day(shard: Path) -> None:
    con = duckdb.connect()
    entries = f"read_parquet('{shard}/act.parquet')"
    runs = con.execute(
        f"""select count(*) filter (changed), count(distinct (person, org)) filter (person is not null) from (select *,
        person is distinct from lag(person) over (order by i) and person is not null as changed from {entries})"""
    ).fetchone()
    assert runs is not None
    people = con.execute(f"select count(distinct person) from {entries}").fetchone()
    assert people is not None
    assert runs[0] <= people[0] * 1.01 + 5


def test_a_shard_gives_the_same_verdicts_as_its_case(shard: Path) -> None:
    packs = nationwide(2020)
    as_of = date(2020, 12, 31)
    opened = evaluate_ground(Ground.open({t: shard / f"{t}.parquet" for t in CODED_TABLES}), packs, as_of)
    case = _case_of(shard)
    read = evaluate_ground(Ground.of(case, case.vocabulary(packs)), packs, as_of)
    assert len(opened.judged) >= 50
    assert _counts(opened) == _counts(read)
    total = np.sum([list(c.values()) for _, c in opened.counts()], axis=0)
    assert total[Status.MET] > 0.5 * total.sum()


def _counts(evaluation: Evaluation) -> dict[tuple[str, str], dict[str, int]]:
    return {(j.head.id, j.id): counts for j, counts in evaluation.counts()}


def _case_of(shard: Path) -> Case:
    """The same facts as a case: numbers back to ids."""
    con = duckdb.connect()
    for name in CODED_TABLES:
        con.execute(f"create view {name} as select * from read_parquet('{shard}/{name}.parquet')")
    days = "date '1970-01-01' + {0}.first as start, date '1970-01-01' + {0}.last as \"end\""
    queries = {
        "places": "select code, name, level, parent, array_to_string(tags, ' ') as tags from place",
        "organisations": "select o.id, o.name, o.level, p.code as place from org o left join place p on p.i = o.place",
        "people": "select q.id, q.name, o.id as organisation, q.rank from person q left join org o on o.i = q.org",
        "households": f"select h.id, p.code as place, head, array_to_string(kinds, ' ') as kinds, {days.format('h')} "
        "from household h join place p on p.i = h.place",
        "posts": f"select s.id, s.role, q.id as person, o.id as organisation, p.code as place, {days.format('s')} from post s left join "
        "person q on q.i = s.person left join org o on o.i = s.org left join place p on p.i = s.place",
        "pairings": f"select g.id, q.id as person, h.id as household, {days.format('g')} from pairing g "
        "join person q on q.i = g.person join household h on h.i = g.household",
        "activities": "select a.id::varchar as id, k.code as kind, date '1970-01-01' + a.first as \"on\", date '1970-01-01' + "
        "a.last as until, q.id as person, case when signed then o.id end as organisation, p.code as place, h.id as household, "
        "cq.id as counterpart_person, co.id as counterpart_organisation from act a join kind k on k.k = a.kind "
        "left join person q on q.i = a.person left join org o on o.i = a.org left join place p on p.i = a.place "
        "left join household h on h.i = a.household left join person cq on cq.i = a.cperson left join org co on co.i = a.corg",
    }
    tables: dict[str, pa.Table] = {}
    for name, query in queries.items():
        found = con.sql(query).to_arrow_table()
        rows = {
            f.name: found[f.name].cast(f.type)
            if f.name in found.column_names
            else pa.nulls(found.num_rows, f.type)
            for f in TABLES[name].schema
        }
        tables[name] = pa.table(rows, schema=TABLES[name].schema)
    return case_of("shard", tables)


def test_the_shipped_roster_can_be_simulated() -> None:
    case = simulate(read_case(CASE), date(2020, 1, 1), date(2020, 12, 31), 59)
    assert case["activities"].num_rows > 100_000
