"""`python -m tests.site.browser.looks FOLDER`: a picture of every page as each role sees it, for people to look at.

Each page of the navigation and the first thing that it lists, on a phone and on a desk, in Chinese and in English:
FOLDER/role/language-width-path.png. Roles may be named after the folder.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from tests.site.browser.cast import DESK, LANGUAGES, PHONE, Site, navigation, passing, seat
from tests.site.browser.chromium import ARGUMENTS, MISSING, chromium
from tests.site.browser.serving import serving

from bangfu.site.web.roles import ROLES

DETAILS = "main tbody th a, main .due a, main .entries a"
DRAWING = 600  # milliseconds that charts and maps take
FRONT = (
    "",
    "sign-in/",
    "no-such-page/",
    "record/",
    "open/",
    "open/621121000000/",
    "open/621121100207/",
)  # for those who are not signed in


def main(folder: Path, roles: list[str]) -> None:
    """Start a site of its own, and walk it."""
    program = chromium()
    if program is None:
        sys.exit(MISSING)
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        site = stack.enter_context(serving(home))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for language in LANGUAGES:
            for size in (PHONE, DESK):
                with passing(browser, site, language, size) as context:
                    for path in FRONT:
                        show(context.new_page(), site.url + path, folder / "public", language)
                for role in roles or ROLES:
                    walk(browser, site, role, language, size, folder / role)


def walk(browser: Browser, site: Site, role: str, language: str, size: dict[str, int], folder: Path) -> None:
    """All pages of one role in one language and width."""
    with seat(browser, site, role, language, size) as (page, _):
        page.goto(site.url)
        for address in [page.url, *navigation(page)]:
            show(page, address, folder, language)
            below = page.locator(DETAILS)
            if below.count():
                show(page, below.first.evaluate("link => link.href"), folder, language)


def show(page: Page, address: str, folder: Path, language: str) -> None:
    """The whole page, once what it draws has come."""
    page.goto(address)
    page.wait_for_timeout(DRAWING)
    name = urlsplit(page.url).path.strip("/").replace("/", "-") or "front"
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=folder / f"{language}-{width}-{name}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
