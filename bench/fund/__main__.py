"""`python -m bench.fund [--projects 2000] [--vouchers 20000] [--home FOLDER] [--out FILE]`: the pages of projects and money.

Projects are proposed, approved and paid as offices do, beside the demo county's; then pages are asked for again and again.
"""

from __future__ import annotations

import psycopg

from bench.fund.at_once import at_once
from bench.fund.filling import fill
from bench.machine import facts, load
from bench.served import Served, options, serving, table, visited

PAGES = (
    "/fund/", "/fund/?state=established&purpose=production", "/fund/?q=99", "/fund/?page=20", "/fund/?year=2020", "/fund/leads/",
    "/fund/leads/?code=unsupervised&page=2", "/fund/books/", "/fund/plans/", "/fund/projects/{project}/",
    "/fund/vouchers/{voucher}/", "/fund/vouchers/{receipt}/", "/fund/households/{household}/",
)  # fmt: skip
ROLES = ("county_office", "township_clerk")
NOTES = """
Leads and balances are statements over all vouchers in view; nothing of them is kept between two pages.
"""


def main() -> None:
    """Start, fill, measure, print, write."""
    parser = options("fund")
    parser.add_argument("--projects", type=int, default=2000)
    parser.add_argument("--vouchers", type=int, default=20_000)
    chosen, before = parser.parse_args(), load()
    with (
        serving(chosen.home, chosen.port) as site,
        psycopg.connect(site.urls.owner, autocommit=True) as owner,
    ):
        ids = dict(owner.execute("select username, id from web_account").fetchall())
        fill(ids, chosen.projects, chosen.vouchers)
        owner.execute("analyze")
        parts = [_walked(site, owner, chosen.rounds), at_once(site.urls.owner, ids)]
    text = (
        "\n".join(["# Projects and money at the size of a county\n", facts(before, load()), *parts]) + NOTES
    )
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


def _walked(site: Served, owner: psycopg.Connection, rounds: int) -> str:
    [(projects, vouchers)] = owner.execute(
        "select (select count(*) from fund_project), (select count(*) from fund_voucher)"
    ).fetchall()
    [(project, voucher, household)] = owner.execute(
        """select a.project_id, v.id, b.household_id from fund_voucher v join fund_account a on a.id = v.into_id
        join fund_beneficiary b on b.project_id = a.project_id where v.code = 'pay' order by v.id limit 1"""
    ).fetchall()
    [(receipt,)] = owner.execute(
        "select id from fund_voucher where code = 'receive' order by amount desc limit 1"
    ).fetchall()
    words = {"project": project, "voucher": voucher, "receipt": receipt, "household": household}
    found = list(visited(site, dict.fromkeys(ROLES, PAGES), words, rounds))
    return f"{projects:,} projects, {vouchers:,} vouchers. {table(found, site.floor(rounds))}"


if __name__ == "__main__":
    main()
