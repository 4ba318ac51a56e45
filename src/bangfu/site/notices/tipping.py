"""What there is to tell of tips: to the desk that has to answer, and to the reception, which keeps the time of the others.

A notice says where a tip comes from and never who sent it or what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.site.notices.events import LATE, NEW, Event
from bangfu.site.tips.deadlines import limits
from bangfu.site.tips.listing import is_with
from bangfu.site.tips.models import State, Tip
from bangfu.site.web.models import Account

RECEPTION_TAKES = (State.RECEIVED, State.ANSWERED, State.DISPUTED)  # it comes to the reception from outside
RECEPTION_OWES = (*RECEPTION_TAKES, State.ACCEPTED)


def events(account: Account, day: date) -> Iterator[Event]:
    """One that came to the account, and one that has been with it for too long."""
    if not any(account.may(word) for word in ("answer", "receive", "supervise")):
        return
    known = limits()
    for tip in Tip.objects.filter(state__in=(*RECEPTION_OWES, State.ASSIGNED)):
        due = known.due(tip)
        if due is not None and due < day and _owes(account, tip):
            yield Event(tip.pk, LATE, due)
        elif _comes_to(account, tip):
            yield Event(tip.pk, NEW, due or tip.since)


def _comes_to(account: Account, tip: Tip) -> bool:
    return _owes(account, tip) and tip.state != State.ACCEPTED


def _owes(account: Account, tip: Tip) -> bool:
    if tip.state == State.ASSIGNED:
        return is_with(account, tip)
    return account.may("receive")


def said(of: str, what: str, day: date) -> tuple[str, str]:
    """An event of a tip in one sentence, and its page; nothing where it is out of view."""
    tip = Tip.objects.filter(pk=of).select_related("place").first()
    if tip is None:
        return "", ""
    sentence = {
        NEW: _("%(place)s一件群众反映等您办理，期限 %(day)s。"),
        LATE: _("%(place)s一件群众反映过了期限 %(day)s，还没有办。"),
    }[what]
    return sentence % {"place": tip.place.name, "day": day}, reverse("tip", args=[of])
