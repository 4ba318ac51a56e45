"""The two counties of the world, each test with a database of its own; somebody acts as an account of county a."""

from __future__ import annotations

import pytest
from tests.site.acting import Acting
from tests.site.fund.steps import Steps


@pytest.fixture
def steps(acting: Acting) -> Steps:
    """What accounts of county a do with plans, projects and money."""
    return Steps(acting)
