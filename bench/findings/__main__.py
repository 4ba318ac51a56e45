"""`python -m bench.findings [--findings 2000] [--home FOLDER] [--out FILE]`: the list of findings at the size of a county.

Findings are drafted and fed back as inspectors do, beside the county's verdicts; then pages are asked for again and again,
and every account that answers for something is looked through for what is overdue.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

import psycopg

from bangfu.site.demo.county import STANDS_ON
from bench.machine import facts, load
from bench.served import Served, options, serving, table, visited

SWEEP = 1.0  # seconds of the whole sweep
ROLES = ("inspection_office", "county_leader", "township_clerk")
PAGES = (
    "/findings/", "/findings/?group=overdue", "/findings/?group=open&sort=deadline", "/findings/?q=%E4%BE%8B%E4%BC%9A", "/findings/?page=20",
    "/findings/?place={place}", "/findings/leader/{leader}/", "/findings/{finding}/",
)  # fmt: skip
NOTES = """
What others tell of themselves: a list of 143 assets took CISO Assistant about 5 s (a user's measurement, intuitem/ciso-assistant-community
issue 3940, April 2026, machine not named); healthchecks takes about 250 pings a second on a desktop (blog.healthchecks.io, July 2025; its own
measurement with wrk), and no time of its lists is published. Neither was run here.
"""


def main() -> None:
    """Start, fill, measure, print, write."""
    parser = options("findings")
    parser.add_argument("--findings", type=int, default=2000)
    chosen, before = parser.parse_args(), load()
    with (
        serving(chosen.home, chosen.port, "bench.findings.county") as site,
        psycopg.connect(site.urls.owner, autocommit=True) as owner,
    ):
        _fill(owner, chosen.findings)
        parts = [_walked(site, owner, chosen.rounds), _swept(owner)]
    text = "\n".join(["# Findings at the size of a county\n", facts(before, load()), *parts]) + NOTES
    print(text)
    chosen.out.write_text(text, encoding="utf-8")


def _fill(owner: psycopg.Connection, wanted: int) -> None:
    """Drafted and fed back through the door that people use; then spread over states and deadlines by the owner."""
    from bangfu.site.rectification.models import Finding

    account = _account(owner, "inspector")
    [(there,)] = owner.execute("select count(*) from rectification_finding").fetchall()
    draw = random.Random(59)
    for number in range(there, wanted):
        _write(account, number, draw)
    owner.execute(
        """update rectification_finding f set deadline = %s::date + (n %% 90 - 30), fed_back_on = %s::date - n %% 200,
            state = (array['fed_back', 'accepted', 'accepted', 'reported', 'verified', 'struck_off', 'struck_off'])[n %% 7 + 1],
            ended_on = case when n %% 7 > 4 then %s::date - n %% 40 end
        from (select id, row_number() over (order by id)::int n from rectification_finding) o where o.id = f.id""",
        [STANDS_ON] * 3,
    )
    owner.execute("analyze")
    assert Finding._meta.db_table == "rectification_finding"


def _write(account: str, number: int, draw: random.Random) -> None:
    from django.db import transaction

    from bangfu.site.rectification.drafting import Draft, draft
    from bangfu.site.rectification.moving import move
    from bangfu.site.roster.models import Person, Place
    from bangfu.site.web.middleware.scope import enter

    with transaction.atomic():
        who = enter(account)
        assert who is not None and who.area is not None
        villages = list(Place.objects.filter(level="village", code__range=(who.area.code, who.area.last)))
        leaders = list(Person.objects.order_by("pk")[:40])
        clause = draw.choice(("四(五)/2/i", "四(五)/2/a", "四(四)/1/a", "七(六)/a"))
        written = Draft(
            place=draw.choice(villages), regulation="tongwei-2018-59", clause=clause, found_on=STANDS_ON - timedelta(draw.randrange(200)),
            text=f"第 {number} 个问题：例会没有记录，走访没有落实", opinion="一个月内补齐", leader=draw.choice(leaders),
        )  # fmt: skip
        move(who, draft(who, written), "feed_back", deadline=STANDS_ON + timedelta(30))


def _account(owner: psycopg.Connection, role: str) -> str:
    [(found,)] = owner.execute("select id from web_account where role = %s limit 1", [role]).fetchall()
    return str(found)


def _walked(site: Served, owner: psycopg.Connection, rounds: int) -> str:
    [(place, leader, finding)] = owner.execute(
        "select place_id, leader_id, id from rectification_finding where state = 'accepted' order by id limit 1"
    ).fetchall()
    [(count, verdicts)] = owner.execute(
        "select (select count(*) from rectification_finding), (select count(*) from duties_verdict)"
    ).fetchall()
    words = {"place": place, "leader": leader, "finding": finding}
    found = list(visited(site, dict.fromkeys(ROLES, PAGES), words, rounds))
    return f"{count:,} findings beside {verdicts:,} verdicts. {table(found, site.floor(rounds))}"


def _swept(owner: psycopg.Connection) -> str:
    """Every account that answers, looked through for what is new, near and overdue; beside one bare query of the same rows."""
    accounts = [i for (i,) in owner.execute("select id from web_account where is_active").fetchall()]
    found, took = _timed(lambda: sum(_events(account) for account in accounts))
    bare, limit = _timed(
        lambda: owner.execute(
            "select count(*) from rectification_finding where state in ('fed_back', 'accepted', 'extension_asked') and deadline < %s",
            [STANDS_ON],
        ).fetchall()[0][0]
    )
    kept = "met" if took < SWEEP else "**not met**"
    return (
        f"## The overdue sweep\n\nBelow {SWEEP:.0f} s: {kept}.\n\n| | ms | × limit | found |\n|---|---:|---:|---:|\n"
        f"| {len(accounts)} accounts, each in its own scope | {took * 1000:.0f} | {took / limit:.0f} | {found:,} |\n"
        f"| the limit: one count of the overdue, by the owner | {limit * 1000:.1f} | 1 | {bare:,} |\n"
    )


def _events(account: str) -> int:
    from django.db import transaction

    from bangfu.site.notices.rectifying import events
    from bangfu.site.web.middleware.scope import enter

    with transaction.atomic():
        who = enter(account)
        return len(list(events(who, STANDS_ON))) if who else 0


def _timed(work: Callable[[], int]) -> tuple[int, float]:
    since = perf_counter()
    return work(), perf_counter() - since


if __name__ == "__main__":
    main()
