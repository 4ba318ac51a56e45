"""Something that waits for an account and has a last day: a finding, a self-review, a tip. Each is told once a deadline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bangfu.site.notices.models import Notice
from bangfu.site.web.models import Account

NEW, DUE, LATE = "new", "due", "late"


@dataclass(frozen=True)
class Event:
    """That something is new, nearly due, or late. `day` is its last day, or the day it came where it has none."""

    of: str
    what: str
    day: date

    @property
    def about(self) -> str:
        """What makes its notice one of its day."""
        return f"{self.of}:{self.what}"


class Source(Protocol):
    """What each kind of thing that waits can tell."""

    def events(self, account: Account, day: date) -> Iterator[Event]:
        """What an account is told on a day, if it was not told before."""
        ...

    def said(self, of: str, what: str, day: date) -> tuple[str, str]:
        """An event in one sentence, and the page it leads to; nothing where that is out of view."""
        ...


def said(source: Source, notice: Notice) -> tuple[str, str]:
    """A notice of an event in one sentence, and its page."""
    of, _colon, what = notice.about.partition(":")
    return source.said(of, what, notice.day)
