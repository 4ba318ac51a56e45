"""`python -m bench.register [--households 20000] [--home FOLDER] [--out FILE]`: the register at the size of a county.

Households with five years of versions are loaded by the owner beside the demo county; then list, search, past days, a book and a
file are asked for again and again, and beside each the owner's bare query, which asks no policy.
"""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import django
import psycopg

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.first_accounts import DEMO, read
from bangfu.site.starting import databases, started
from bench.machine import facts, load
from bench.site.visitor import Visitor
from bench.sizes import DATA, HERE

TARGET = 0.150  # seconds: p95 of a page
VERSIONS, MEMBERS = 5, 3.5
TABLES = ("household_version", "household_member", "roster_household")
PAGES = (
    "/register/", "/register/?page=200", "/register/?q=%E6%B5%8B%E7%94%B2", "/register/?q=cj", "/register/?cause=illness",
    "/register/?unmet=any", "/register/?state=no_file", "/register/?day=2018-06-01", "/register/?day=2018-06-01&q=cj",
    "/register/gaps/?kind=guarantee", "/register/books/", "/register/books/{village}/", "/households/{household}/file/",
)  # fmt: skip
BARE = """select h.id from roster_household h join household_standing s on s.household_id = h.id and s.start <= %(day)s
    and s.until > %(day)s where h.start <= %(day)s and (h."end" is null or h."end" >= %(day)s) and s.letters like '%%cj%%'
    order by h.place_id, h.key, h.id limit 50"""
HOUSEHOLDS = """insert into roster_household (id, place_id, head, key, kinds, phone, id_number, bank_account, start)
    select 'bench-' || n, v.code, '测' || (array['甲','乙','丙','丁'])[n %% 4 + 1] || n, 'c' || (array['j','y','b','d'])[n %% 4 + 1]
        || ' ce', array['registered'], '', '', '', '2016-01-01'
    from generate_series(1, %(wanted)s) n join (select code, row_number() over (order by code) r, count(*) over () c
        from roster_place where level = 'village') v on v.r = n %% v.c + 1"""
FILED = """insert into household_version (id, household_id, start, why, note, address, rooms, causes, education, medical, housing,
        water, wish, recorded_at, recorded_by, within)
    select 'bench-' || n || '-' || y, 'bench-' || n, make_date(2015 + y, 1 + n %% 12, 1 + n %% 28), 'yearly', '载入', '', '',
        array[(array['illness','disability','schooling','skill','labour'])[(n + y) %% 5 + 1]], 'yes', 'yes',
        case when (n + y) %% 9 = 0 then 'no' else 'yes' end, case when n %% 11 = 0 then '' else 'yes' end, '', now(), 'bench', 0
    from generate_series(1, %(wanted)s) n, generate_series(1, %(versions)s) y"""
PEOPLE = """insert into household_member (version_id, number, key, name, letters, relation, id_number, mark, ability, will)
    select v.id, m, v.household_id || m, '测' || (array['甲','乙','丙','丁'])[(ascii(right(v.id, 1)) + m) %% 4 + 1] || m,
        'c' || (array['j','y','b','d'])[(ascii(right(v.id, 1)) + m) %% 4 + 1] || ' ce',
        case m when 1 then 'head' else 'child' end, '', '', 'full', 'yes'
    from household_version v, generate_series(1, 4) m where v.recorded_by = 'bench' and m <= 3 + ascii(right(v.household_id, 1)) %% 2"""


def main() -> None:
    """Start, load, measure, print, write."""
    parser = argparse.ArgumentParser(prog="bench.register")
    parser.add_argument("--households", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--home", type=Path, default=DATA / "register")
    parser.add_argument("--out", type=Path, default=HERE / "register.md")
    chosen = parser.parse_args()
    chosen.home.mkdir(parents=True, exist_ok=True)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bangfu.site.settings", "BANGFU_HOME": str(chosen.home)}
    before = load()
    with ExitStack() as stack:
        prepare = "bangfu.site.demo.prepare"
        url = started(stack, chosen.home, 8730, prepare, STANDS_ON.isoformat(), print).url
        urls = databases(stack, chosen.home)
        django.setup()
        with psycopg.connect(urls.owner, autocommit=True) as owner:
            size = _filled(owner, chosen.households)
            part = _walked(url, chosen.home, owner, chosen.rounds)
    text = "\n".join(["# The register at the size of a county\n", facts(before, load()), size, part])
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


def _filled(owner: psycopg.Connection, wanted: int) -> str:
    """Loaded by the owner with the triggers away, as a dump is; what stands is then made by the site's own function."""
    [(there,)] = owner.execute("select count(*) from roster_household where id like 'bench-%'").fetchall()
    if not there:
        with owner.transaction():
            for table in TABLES:
                owner.execute(f"alter table {table} disable trigger user")  # type: ignore[arg-type]
            for statement in (HOUSEHOLDS, FILED, PEOPLE):
                owner.execute(statement, {"wanted": wanted, "versions": VERSIONS})  # type: ignore[arg-type]
            for table in TABLES:
                owner.execute(f"alter table {table} enable trigger user")  # type: ignore[arg-type]
        owner.execute("select count(restand(id)) from roster_household where id like 'bench-%'")
        owner.execute("vacuum analyze")
    counted = (
        "select count(*), (select count(*) from household_version), (select count(*) from household_member)"
    )
    [(homes, versions, members)] = owner.execute(f"{counted} from roster_household").fetchall()  # type: ignore[arg-type]
    return f"\n{homes} households, {versions} versions, {members} rows of members.\n"


def _walked(url: str, home: Path, owner: psycopg.Connection, rounds: int) -> str:
    [(village, household)] = owner.execute(
        "select place_id, id from roster_household where id like 'bench-%' order by place_id, id limit 1"
    ).fetchall()
    passwords = {a["role"]: a["password"] for a in read(home, DEMO)}
    bare = median(_bare(owner) for _ in range(rounds))
    floor = median(Visitor(url).get("/sign-in/")[2] for _ in range(rounds))
    lines: list[str] = []
    slowest = 0.0
    for role in ("county_office", "township_clerk", "responsible_helper"):
        visitor = Visitor(url)
        visitor.sign_in(role, passwords[role])
        for page in PAGES:
            path = page.format(village=village, household=household)
            found = [visitor.get(path) for _ in range(rounds)]
            if found[0][0] != 200:  # not theirs
                continue
            p95 = quantiles([took for *_, took in found], n=20, method="inclusive")[-1]
            slowest = max(slowest, p95)
            lines.append(
                f"| {role} | `{page}` | {median(t for *_, t in found) * 1000:.0f} | {p95 * 1000:.0f} |"
            )
    kept = "met" if slowest < TARGET else "**not met**"
    return (
        f"p95 below {TARGET * 1000:.0f} ms: {kept} ({slowest * 1000:.0f} ms at most). The bare search as the owner, without policies"
        f" and page: {bare * 1000:.1f} ms. A page that asks nothing: {floor * 1000:.1f} ms.\n\n"
        "| role | page | median ms | p95 ms |\n|---|---|---:|---:|\n" + "\n".join(lines) + "\n"
    )


def _bare(owner: psycopg.Connection) -> float:
    since = perf_counter()
    owner.execute(BARE, {"day": STANDS_ON}).fetchall()
    return perf_counter() - since


if __name__ == "__main__":
    main()
