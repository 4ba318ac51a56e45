"""County a, whose office drafts and whose leader adopts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.site.acting import Acting, owner  # noqa: F401
from tests.site.studio.making import handed_in

from bangfu.site.studio.models import Version
from bangfu.site.studio.versions import State, decide


@pytest.fixture
def waiting(acting: Acting) -> Version:
    """A version that the office handed in."""
    with acting("county_office") as account:
        return handed_in(account)


@pytest.fixture
def adopt(acting: Acting) -> Callable[[Version], Version]:
    """`adopt(version)`: the leader does."""

    def adopted(version: Version) -> Version:
        with acting("county_leader") as account:
            decide(account, Version.objects.get(pk=version.pk), State.ADOPTED, "同意")
            return Version.objects.get(pk=version.pk)

    return adopted
