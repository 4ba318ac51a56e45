"""A site of its own on the small county."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from tests.site.browser.cast import Site

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.first_accounts import DEMO, read
from bangfu.site.processes import free_port
from bangfu.site.starting import HOST, started

SMALL_COUNTY, STRICT_COUNTY = "tests.site.browser.small_county", "tests.site.browser.strict_county"
PORTS = (20_000, 30_000)  # several sites may run on one machine


@contextmanager
def serving(home: Path, county: str = SMALL_COUNTY, day: date = STANDS_ON) -> Iterator[Site]:
    """Database, judge and pages, whatever database the environment names."""
    port = free_port(HOST, random.SystemRandom().randrange(*PORTS))
    environment = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    with ExitStack() as stack:
        with patch.dict(os.environ, environment, clear=True):
            url = started(stack, home, port, county, day.isoformat()).url
        yield Site(url, {a["role"]: a["password"] for a in read(home, DEMO)})
