"""Who is signed in, and ending that. A session is sealed text to the database, so all that run are opened and read."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from bangfu.site.web.models import Account


def sessions_of(account: Account) -> Iterator[Session]:
    """The sessions that still run."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == account.pk:
            yield session


def end_sessions(account: Account) -> int:
    """End them; how many there were."""
    running = list(sessions_of(account))
    for session in running:
        session.delete()
    return len(running)
