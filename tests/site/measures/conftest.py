"""The two counties of the world, each test with a database of its own; somebody acts as an account of county a."""

from __future__ import annotations

import psycopg
import pytest
from tests.site.acting import Acting
from tests.site.household.files import copied
from tests.site.measures.steps import BARE, Steps


@pytest.fixture
def steps(acting: Acting, owner: psycopg.Connection) -> Steps:
    """What accounts of county a do for a household of the village of which nothing is known yet."""
    copied(owner, BARE)
    return Steps(acting, owner)
