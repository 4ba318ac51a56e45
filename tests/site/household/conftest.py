"""The two counties of the world, each test with a database of its own, and a household without a file."""

from __future__ import annotations

import psycopg
import pytest
from tests.site.household.files import BARE, copied


@pytest.fixture(autouse=True)
def bare(owner: psycopg.Connection) -> None:
    """A household of the village that has no file yet."""
    copied(owner, BARE)
