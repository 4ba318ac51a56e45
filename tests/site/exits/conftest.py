"""The two counties of the world, each test with a database of its own; somebody acts as an account of county a."""

from __future__ import annotations

import psycopg
import pytest
from tests.site.acting import Acting
from tests.site.exits.steps import Steps
from tests.site.household.files import BARE, copied


@pytest.fixture(autouse=True)
def bare(owner: psycopg.Connection) -> None:
    """A household of the village that nothing is known of yet."""
    copied(owner, BARE)


@pytest.fixture
def steps(acting: Acting) -> Steps:
    """What accounts of county a do with a household that leaves, is watched, comes back."""
    return Steps(acting)
