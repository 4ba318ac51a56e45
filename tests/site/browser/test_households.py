"""A household from its own report to coming back, by a villager, a cadre, a helper, a township clerk, the county office and an inspector.

Each part is a day: the site is stopped and started again on the same data on a later one. What a day needs, the days before did
through the pages; nothing is written but by them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser
from tests.site.browser import helping, identifying, leaving, spending, villagers
from tests.site.browser.cast import Site
from tests.site.browser.serving import serving
from tests.site.seed import planted

COUNTY = "tests.site.browser.register_county"


def objected_and_answered(browser: Browser, site: Site) -> None:
    """Whoever objects reads the answer of the township by the receipt."""
    receipt = villagers.objected(browser, site)
    identifying.heard(browser, site)
    villagers.learned(browser, site, receipt)


# What is done on each day, in this order.
DAYS: dict[date, tuple[Callable[[Browser, Site], object], ...]] = {
    date(2019, 11, 4): (  # reported, looked at, screened, posted
        identifying.schemed, villagers.reported, identifying.visited, identifying.screened, identifying.posted,
        objected_and_answered, identifying.early,
    ),
    date(2019, 11, 12): (  # taken in and helped: the plan, measures, the money of a project, its acceptance
        identifying.confirmed, helping.paired, helping.planned, helping.carried_out, helping.read, spending.provided,
        spending.put_forward, spending.paid, spending.accepted,
    ),
    # A year later: what is expected lifts nobody; what was earned does.
    date(2020, 11, 2): (spending.closed, leaving.ruled, leaving.held_back, leaving.proposed),
    date(2020, 11, 10): (leaving.lifted,),
    date(2021, 6, 21): (leaving.fell_back,),
}  # fmt: skip


def test_from_a_self_report_to_coming_back(browser: Browser, seed: Path, tmp_path: Path) -> None:
    home = planted(seed, tmp_path)
    for day, parts in DAYS.items():
        with serving(home, COUNTY, day) as site:
            for part in parts:
                part(browser, site)
