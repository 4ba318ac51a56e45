"""`python -m bench.register [--households 20000] [--rounds 40] [--home FOLDER] [--out FILE]`: the register at the size of a county.

Households with five years of versions stand beside those of the demo county; then lists, searches, past days, books, files and the
lists of what is lacking are asked for again and again.
"""

from __future__ import annotations

from urllib.parse import quote

import psycopg

from bench.machine import facts, load
from bench.register.asking import compared
from bench.register.filling import counted, fill
from bench.register.importing import imported
from bench.register.pages import ROLES
from bench.served import Served, options, serving, table, visited

BAD = 100  # cells of the workbook that is refused


def main() -> None:
    """Start, load, measure, print, write."""
    parser = options("register")
    parser.add_argument("--households", type=int, default=20_000)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--only", nargs="*", default=[], help="pages that begin so")
    chosen, before = parser.parse_args(), load()
    with (
        serving(chosen.home, chosen.port) as site,
        psycopg.connect(site.urls.owner, autocommit=True) as owner,
    ):
        fill(owner, chosen.households)
        parts = [counted(owner), _walked(site, owner, chosen.rounds, tuple(chosen.only or "/"))]
        parts.append(compared(owner, _account(owner, "county_office"), chosen.rounds))
        parts.append(imported(site, owner, chosen.rows, BAD))
    text = "\n".join(["# The register at the size of a county\n", facts(before, load()), *parts])
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


def _walked(site: Served, owner: psycopg.Connection, rounds: int, only: tuple[str, ...]) -> str:
    """A village of the clerk's township, so that everybody asks for the same."""
    [(village, name, household)] = owner.execute(
        """select p.code, p.name, min(h.id) from web_account a join roster_place p on p.parent_id = a.area_id
            join roster_household h on h.place_id = p.code and h.id like 'bench-%' where a.role = 'township_clerk'
            group by 1, 2 order by 1 limit 1"""
    ).fetchall()
    words = {
        "village": village,
        "village_name": quote(name),
        "township": village // 1000 * 1000,
        "household": household,
    }
    roles = {role: [page for page in pages if page.startswith(only)] for role, pages in ROLES.items()}
    return table(list(visited(site, roles, words, rounds)), site.floor(rounds))


def _account(owner: psycopg.Connection, role: str) -> str:
    [(found,)] = owner.execute("select id from web_account where role = %s limit 1", [role]).fetchall()
    return str(found)


if __name__ == "__main__":
    main()
