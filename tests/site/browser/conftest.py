"""One site with a small county for all stories of a worker, and a browser for each file of stories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from tests.site.browser.cast import Site
from tests.site.browser.chromium import ARGUMENTS, MISSING, chromium
from tests.site.browser.serving import serving
from tests.site.seed import planted


@pytest.fixture(scope="session")
def program() -> str:
    """The browser, or the reason why there are no tests."""
    found = chromium()
    if found is None:
        pytest.skip(MISSING)
    return str(found)


@pytest.fixture(scope="session")
def site(program: str, seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Database, judge and pages of two townships; several may run on one machine."""
    with serving(planted(seed, tmp_path_factory.mktemp("site"))) as running:
        yield running


@pytest.fixture(scope="module")
def playwright(program: str) -> Iterator[Playwright]:
    """Per file, since Django's tests in the same process refuse to run beside its event loop."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright, program: str) -> Iterator[Browser]:
    """A browser that remembers nothing from one context to the next."""
    running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
    yield running
    running.close()
