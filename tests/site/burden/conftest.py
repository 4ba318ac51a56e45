"""The two counties of the world, each test with a database of its own; the demo county's townships where verdicts are counted."""

from __future__ import annotations

import pytest
from tests.site.acting import Acting
from tests.site.burden.steps import Steps
from tests.site.duties.conftest import cluster, database, rows, signed_in

__all__ = ["cluster", "database", "rows", "signed_in"]


@pytest.fixture
def steps(acting: Acting) -> Steps:
    """What accounts of county a do with forms and complaints."""
    return Steps(acting)
