"""Who may hand in entries at this moment, when a county comes back into its network at once.

Entries of a county are linked into one chain, one after the other: more who hand in at a time make nothing quicker, and
would hold every thread of a worker, so that nobody could read. Whoever comes beyond is turned away before anything is
asked of the database, with the seconds to wait; each a little later than the one before, as quickly as entries go in, so
that they do not all come back together. Phones and programs keep what they have until it is acknowledged.
"""

from __future__ import annotations

import time
from math import ceil
from threading import Lock

MOST = 2  # of the four threads of a worker
LONGEST = 120  # seconds
SMOOTH = 0.1  # how much the last one counts in the pace


class Gate:
    """At most so many at a time in this worker."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._lock = most, Lock()
        self._busy, self._pace, self._next = 0, 0.05, 0.0

    @property
    def pressed(self) -> bool:
        """Whether somebody who was turned away is still to come back."""
        return self._next > time.monotonic()

    def enter(self) -> int:
        """0 lets in, and `leave` must follow; else the seconds after which to come again."""
        with self._lock:
            if self._busy < self._most:
                self._busy += 1
                return 0
            now = time.monotonic()
            self._next = min(max(self._next, now + 1) + self._pace, now + LONGEST)
            return ceil(self._next - now)

    def leave(self, seconds: float) -> None:
        """Somebody who was let in has been answered, after so many seconds."""
        with self._lock:
            self._busy -= 1
            self._pace += (seconds / self._most - self._pace) * SMOOTH


INTAKE = Gate()
