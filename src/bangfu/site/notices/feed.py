"""The calendar of one account: what is still to be done, one event a duty and period."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import blake2b
from itertools import groupby

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from bangfu.paper.words import figures, period
from bangfu.site.clock import now
from bangfu.site.duties.law import Law
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.notices.finding import own_of
from bangfu.site.notices.models import Feed
from bangfu.site.notices.words import address
from bangfu.site.web.models import Account
from bangfu.site.web.sealed import ciphers
from bangfu.site.web.words import tongue

AHEAD = 400  # days
MOST = 3000  # verdicts


def renew(account: Account) -> str:
    """A new secret address; the former one is dead. It is told now and never again."""
    token = secrets.token_urlsafe(32)
    made = {"token": ciphers().fingerprint(token), "made_at": now()}
    Feed.objects.update_or_create(account=account.pk, defaults=made)
    return address(reverse("feed", args=[token]))


def take_back(account: Account) -> None:
    """The address is dead."""
    Feed.objects.filter(account=account.pk).delete()


def account_of(token: str) -> str | None:
    """The account that an address belongs to."""
    with connection.cursor() as cursor:
        cursor.execute("select account_of_feed(%s)", [ciphers().fingerprint(token)])
        [(found,)] = cursor.fetchall()
    return found


def calendar_of(account: Account, snapshot: Snapshot, known: Law) -> bytes:
    """The calendar as a file. Days are days in Shanghai, wherever the phone is."""
    made = Calendar()
    made.add("prodid", "-//Bangfu//Bangfu//ZH")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("帮扶责任"))
    made.add("x-wr-timezone", "Asia/Shanghai")
    last = snapshot.as_of + timedelta(days=AHEAD)
    still = own_of(account, snapshot).filter(status="open", period_end__range=(snapshot.as_of, last))
    rows = still.order_by("period_end", "regulation", "duty", "period_start", "number")[:MOST]
    for _key, alike in groupby(rows, key=lambda v: (v.period_end, v.regulation, v.duty, v.period_start)):
        made.add_component(_event(account, list(alike), snapshot.as_of, known))
    return made.to_ical()


def _event(account: Account, rows: list[Verdict], as_of: date, known: Law) -> Event:
    """A whole day, the last one of the period. It names the duty and nobody that it is owed to."""
    v = rows[0]
    event = Event()
    event.add("uid", f"{_digest((account.pk, v.regulation, v.duty, str(v.period_start)))}@bangfu")
    event.add("dtstamp", now())
    event.add("dtstart", v.period_end)
    event.add("dtend", v.period_end + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    many = f" ×{len(rows)}" if len(rows) > 1 else ""
    event.add("summary", f"{known.title(v.regulation, v.duty)}{many}")
    done = figures(v.achieved, v.required, v.unit, tongue()) if len(rows) == 1 else ""
    about = [f"{known.number(v.regulation)} {v.clause}", period(v.period_start, v.period_end), done]
    event.add("description", "\n".join(line for line in about if line))
    event.add("url", address(reverse("why", args=[as_of, v.number])))
    return event


def _digest(words: Iterable[str]) -> str:
    return blake2b("|".join(words).encode(), digest_size=16).hexdigest()
