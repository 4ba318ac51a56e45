"""What the tests of the studio ask of the database and of refusals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from bangfu.errors import BangfuError
from bangfu.site.studio.models import Version

Adopt = Callable[[Version], Version]
OWN = "county_office"  # who may both draft and adopt, only not the own version


def refused(said: type[DatabaseError] | str, statement: str, *values: str | int) -> None:
    """The database refuses a statement in these words."""
    with pytest.raises(DatabaseError, match=str(said)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def codes(error: pytest.ExceptionInfo[BangfuError]) -> list[str]:
    return [p.code for p in error.value.problems]
