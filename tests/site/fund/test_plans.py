"""Plans: an item of a year stands under one of several years; what was adopted is changed no more."""

from __future__ import annotations
from datetime import date

import pytest
from tests.site.fund.conftest import Acting
from tests.site.world import OWN

from bangfu.site.fund.models import Plan


def test_world(site, acting: Acting) -> None:
    with acting("township_clerk"):
        assert Plan.objects.count() == 2
