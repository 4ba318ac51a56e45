"""Entering about a household as a program does: the same form, bound to what was sent."""

from __future__ import annotations

from typing import Any

from django.utils.datastructures import MultiValueDict
from tests.site.acting import Acting
from tests.site.household.files import CLERK

from bangfu.site.household.desk import DESKS


def send(
    acting: Acting, desk: str, subject: object, word: str, fields: dict[str, Any], role: str = CLERK
) -> Any:
    """What the deed answers. Raises `BangfuError` where it is refused, `AssertionError` where its form is."""
    model, deeds = DESKS[desk]
    with acting(role) as account:
        found = model._default_manager.get(pk=subject)
        form = deeds[word](found, MultiValueDict({n: _texts(v) for n, v in fields.items()}))
        assert deeds[word].open_to(account)
        assert form.is_valid(), form.errors.as_json()
        return form.do(account)


def _texts(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
