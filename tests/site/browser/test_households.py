"""A household from its own report to coming back, by a villager, a cadre, a helper, a township clerk, the county office and an inspector.

Each part is a day: the site is stopped and started again on the same data on a later one. What a day needs, the days before did
through the pages; nothing is written but by them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playwright.sync_api import Browser
from tests.site.browser import helping, identifying, leaving, spending, villagers
from tests.site.browser.serving import serving
from tests.site.seed import planted

COUNTY = "tests.site.browser.register_county"
REPORTED, CONFIRMED, DUE, LEFT, BACK = (
    date(2019, 11, 4), date(2019, 11, 12), date(2020, 11, 2), date(2020, 11, 10), date(2021, 6, 21),
)  # fmt: skip


def test_from_a_self_report_to_coming_back(browser: Browser, seed: Path, tmp_path: Path) -> None:
    home = planted(seed, tmp_path)
    screened(browser, home)
    taken_in_and_helped(browser, home)
    held_back_then_proposed(browser, home)
    with serving(home, COUNTY, LEFT) as site:
        leaving.lifted(browser, site)
    with serving(home, COUNTY, BACK) as site:
        leaving.fell_back(browser, site)


def screened(browser: Browser, home: Path) -> None:
    """Self-report, visit, screening, a notice, an objection and its answer."""
    with serving(home, COUNTY, REPORTED) as site:
        identifying.schemed(browser, site)
        villagers.reported(browser, site)
        identifying.visited(browser, site)
        identifying.screened(browser, site)
        identifying.posted(browser, site)
        receipt = villagers.objected(browser, site)
        identifying.heard(browser, site)
        villagers.learned(browser, site, receipt)
        identifying.early(browser, site)


def taken_in_and_helped(browser: Browser, home: Path) -> None:
    """Confirmation, plan, measures, the money of a project, and its acceptance."""
    with serving(home, COUNTY, CONFIRMED) as site:
        identifying.confirmed(browser, site)
        helping.paired(browser, site)
        helping.planned(browser, site)
        helping.carried_out(browser, site)
        helping.read(browser, site)
        spending.provided(browser, site)
        spending.put_forward(browser, site)
        spending.paid(browser, site)
        spending.accepted(browser, site)


def held_back_then_proposed(browser: Browser, home: Path) -> None:
    """A year later: what is expected lifts nobody; what was earned does."""
    with serving(home, COUNTY, DUE) as site:
        spending.closed(browser, site)
        leaving.ruled(browser, site)
        leaving.held_back(browser, site)
        leaving.proposed(browser, site)
