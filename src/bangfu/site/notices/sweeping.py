"""The sweep: making what is to be told, and sending what waits.

It is the site's own role (DATABASE_URL) and sees nothing but ids: of accounts whose turn it is and of deliveries whose
time has come. For each it enters the scope of that account, as a request of that account would. Any number may run.

1. Each account in a transaction of its own: a row that fails is kept with its reason and the next is taken.
2. Each delivery is claimed and committed before anything is sent, and how it ended is written afterwards. A sweeper that
   is killed between the two leaves a claim, which is told as unknown and never sent again.
"""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import translation

from bangfu.site.clock import moment, now
from bangfu.site.duties.days import live
from bangfu.site.notices import mail, robots
from bangfu.site.notices.choices import choice_of
from bangfu.site.notices.making import take_turn
from bangfu.site.notices.models import Delivery, Notice, Robot, Turn
from bangfu.site.notices.outcome import Outcome, State, failed, unknown
from bangfu.site.notices.robots import Door
from bangfu.site.notices.words import Words, words_of
from bangfu.site.operations.notes import note
from bangfu.site.web.middleware.scope import enter

log = logging.getLogger(__name__)
PAUSE = 180.0  # seconds between two sweeps
TICK = 0.5
TRIES = 3
BACK_OFF = timedelta(minutes=15)


Stopped = Callable[[], bool]


def _never() -> bool:
    return False


def sweep(door: Door, stopped: Stopped = _never) -> tuple[int, int]:
    """One round; how many turns were taken and how many deliveries tried. Asked to stop, it ends after the one at hand."""
    return make(stopped), deliver(door, stopped)


def make(stopped: Stopped = _never) -> int:
    """A turn of every account that waits for one."""
    at, began = moment(), now()
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_to_tell(%s)", [at.date().isoformat()])
        waiting: list[str] = [account for (account,) in cursor.fetchall()]
    return sum(_turn(account, at, began) for account in waiting if not stopped())


def _turn(account_id: str, at: datetime, began: datetime) -> bool:
    try:
        with transaction.atomic():
            account = enter(account_id)
            snapshot = live() if account else None
            # Verdicts of another day are no news: without its judge the site tells nothing rather than something old.
            if account is None or snapshot is None or snapshot.as_of != at.date():
                return False
            if Turn.objects.filter(pk=account.pk, at__gte=began).exists():
                return False  # another sweeper was here
            return take_turn(account, snapshot, at)
    except InterfaceError:
        raise
    except Exception as error:  # one bad row must not keep everybody else from being told
        _keep(account_id, at, type(error).__name__)
        return False


def _keep(account_id: str, at: datetime, reason: str) -> None:
    log.warning("turn failed: %s", reason)
    with transaction.atomic():
        if enter(account_id) is not None:
            about = {"day": at.date(), "at": now(), "reason": reason[:64]}
            Turn.objects.update_or_create(account=account_id, defaults=about)


@dataclass(frozen=True)
class Claimed:
    """A delivery that is ours to send."""

    delivery: str
    account: str
    claim: str
    tries: int


def deliver(door: Door, stopped: Stopped = _never) -> int:
    """Send everything whose time has come, one after the other."""
    count = 0
    while not stopped() and (claimed := _claim()) is not None:
        _finish(claimed, _attempt(claimed, door))
        count += 1
    return count


def _claim() -> Claimed | None:
    with connection.cursor() as cursor:
        cursor.execute("select * from claim_delivery(%s)", [moment().isoformat()])
        found = cursor.fetchone()
    return Claimed(*found) if found else None


@dataclass(frozen=True)
class Parcel:
    """What is sent, made while the scope of its account was entered."""

    words: Words
    to: str
    robot: Robot | None
    language: str


def _attempt(claimed: Claimed, door: Door) -> Outcome:
    try:
        parcel = _packed(claimed)
    except InterfaceError:
        raise
    except OperationalError:  # the database broke off before anything was sent: it is tried again
        return failed("database_away", again=True)
    except Exception as error:  # nothing was sent: the reason is kept and the next is taken
        return failed(type(error).__name__)
    if parcel is None:
        return failed("account_closed")
    try:
        with translation.override(parcel.language):
            if parcel.robot is not None:
                return robots.send(parcel.robot, parcel.words, now(), door)
            return mail.send(mail.mail_of(parcel.words, parcel.to))
    except Exception as error:  # it may have been sent
        return unknown(type(error).__name__)


def _packed(claimed: Claimed) -> Parcel | None:
    with transaction.atomic():
        account = enter(claimed.account)
        if account is None:
            return None
        delivery = Delivery.objects.select_related("robot").get(pk=claimed.delivery)
        notice = Notice.objects.get(pk=delivery.notice_id)
        with translation.override(account.language):
            words = words_of(notice, moment().date())
        to = "" if delivery.robot else choice_of(account).address
        return Parcel(words, to, delivery.robot, account.language)


def _finish(claimed: Claimed, outcome: Outcome) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        again = outcome.again and claimed.tries < TRIES
        state = State.WAITING if again else outcome.state
        later = (moment() + BACK_OFF * claimed.tries).isoformat() if again else None
        words = [claimed.delivery, claimed.claim, state, outcome.reason, later]
        cursor.execute("select finish_delivery(%s, %s, %s, %s, %s)", words)
    if outcome.state != State.SENT:
        log.warning("delivery %s: %s", outcome.state, outcome.reason)


def run(door: Door, pause: float = PAUSE) -> None:
    """Sweep until asked to end; a database that is away is tried again."""
    ended: list[int] = []  # an Event could not be set from a handler while its own lock is held

    def end(number: int, _frame: FrameType | None) -> None:
        ended.append(number)

    def stopped() -> bool:
        return bool(ended)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not ended:
        try:
            turns, tried = sweep(door, stopped)
            if not ended:
                note(settings.HOME, "sweep", turns=turns, tried=tried)
        except (DatabaseError, InterfaceError) as error:
            log.warning("sweep broke off: %s", type(error).__name__)
        connection.close()
        until = time.monotonic() + pause
        while not ended and time.monotonic() < until:
            time.sleep(TICK)
