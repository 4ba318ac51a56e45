"""`python -m bench.fund [--projects 2000] [--vouchers 20000] [--home FOLDER] [--out FILE]`: the pages of projects and money.

Projects are proposed, approved and paid as offices do, beside the demo county's; then pages are asked for again and again.
"""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

import django
import psycopg

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.first_accounts import DEMO, read
from bangfu.site.starting import databases, started
from bench.fund.filling import fill
from bench.machine import facts, load
from bench.site.visitor import Visitor
from bench.sizes import DATA, HERE

TARGET = 0.150  # seconds: p95 of a page
PAGES = (
    "/fund/", "/fund/?state=established&purpose=production", "/fund/?q=99", "/fund/?page=20", "/fund/?year=2020", "/fund/leads/",
    "/fund/leads/?code=unsupervised&page=2", "/fund/books/", "/fund/plans/", "/fund/projects/{project}/",
    "/fund/vouchers/{voucher}/", "/fund/vouchers/{receipt}/", "/fund/households/{household}/",
)  # fmt: skip
NOTES = """
Leads and balances are statements over all vouchers in view; nothing of them is kept between two pages.
"""


def main() -> None:
    """Start, fill, measure, print, write."""
    parser = argparse.ArgumentParser(prog="bench.fund")
    parser.add_argument("--projects", type=int, default=2000)
    parser.add_argument("--vouchers", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--home", type=Path, default=DATA / "fund")
    parser.add_argument("--out", type=Path, default=HERE / "fund.md")
    chosen = parser.parse_args()
    chosen.home.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bangfu.site.settings",
        "BANGFU_HOME": str(chosen.home),
        "BANGFU_TODAY": str(STANDS_ON),
    }
    before = load()
    with ExitStack() as stack:
        url = started(stack, chosen.home, 8711, "bangfu.site.demo.prepare", STANDS_ON.isoformat(), print).url
        urls = databases(stack, chosen.home)
        os.environ["DATABASE_URL"] = urls.app
        django.setup()
        with psycopg.connect(urls.owner, autocommit=True) as owner:
            ids = dict(owner.execute("select username, id from web_account").fetchall())
            fill(ids, chosen.projects, chosen.vouchers)
            owner.execute("analyze")
            part = _walked(url, chosen.home, owner, chosen.rounds)
    text = "\n".join(["# Projects and money at the size of a county\n", facts(before, load()), part]) + NOTES
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


def _walked(url: str, home: Path, owner: psycopg.Connection, rounds: int) -> str:
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
    passwords = {a["role"]: a["password"] for a in read(home, DEMO)}
    lines: list[str] = []
    floor = median(Visitor(url).get("/sign-in/")[2] for _ in range(rounds))
    slowest = 0.0
    for role in ("county_office", "township_clerk"):
        visitor = Visitor(url)
        visitor.sign_in(role, passwords[role])
        for page in PAGES:
            path = page.format(project=project, voucher=voucher, receipt=receipt, household=household)
            found = [visitor.get(path) for _ in range(rounds)]
            assert found[0][0] == 200, path
            p95 = quantiles([took for *_, took in found], n=20, method="inclusive")[-1]
            slowest = max(slowest, p95)
            middle = median(took for *_, took in found)
            lines.append(
                f"| {role} | `{page}` | {middle * 1000:.0f} | {p95 * 1000:.0f} | {p95 / floor:.1f} |"
            )
    kept = "met" if slowest < TARGET else "**not met**"
    return (
        f"{projects:,} projects, {vouchers:,} vouchers. p95 below {TARGET * 1000:.0f} ms: {kept} (highest {slowest * 1000:.0f}).\n"
        f"The floor is the sign-in page: {floor * 1000:.1f} ms.\n\n"
        "| role | page | median ms | p95 ms | × floor |\n|---|---|---:|---:|---:|\n" + "\n".join(lines) + "\n"
    )


if __name__ == "__main__":
    main()
