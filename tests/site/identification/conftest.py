"""The two counties of the world, each test with a database of its own; somebody acts as an account of county a."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.identification.steps import Steps


@pytest.fixture
def steps(acting: Acting, browser: Callable[[str], Client]) -> Steps:
    """What accounts of county a do to take households in."""
    return Steps(acting, browser)
