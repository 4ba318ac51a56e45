"""Answers that a process keeps for as long as what they rest on stays as it is: the last that were asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection

from bangfu.site.web.models import Account
from bangfu.site.web.prepared import asked

Made = TypeVar("Made")


def scope_of(account: Account) -> tuple[Hashable, ...]:
    """In which database, how far and by what rights somebody asks: a program may less than its owner on the pages."""
    [(may,)] = asked("select current_setting('app.may', true)")
    own = (account.area_id, account.person_id, account.organisation_id)
    return (connection.settings_dict["NAME"], account.kind.sees, account.role, may, *own)


class Kept(Generic[Made]):
    """The `most` answers asked for last. A key says all that an answer rests on: database, scope, day, edition."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The answer of a key, made where none is at hand; others are answered while it is made."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def clear(self) -> None:
        """Keep nothing of what was made so far."""
        with self._lock:
            self._kept.clear()
