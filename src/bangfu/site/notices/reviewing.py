"""What there is to tell of self-reviews: to the body that was asked, until it has handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.site.notices.events import DUE, LATE, NEW, Event
from bangfu.site.selfreviews import answering
from bangfu.site.selfreviews.models import Reply
from bangfu.site.web.models import Account

LEAD = timedelta(days=7)


def events(account: Account, day: date) -> Iterator[Event]:
    """One that was issued or given back, one that is nearly due, one that is late."""
    for pk, due in answering.due(account).values_list("pk", "review__due"):
        yield Event(pk, LATE if due < day else DUE if due <= day + LEAD else NEW, due)


def said(of: str, what: str, day: date) -> tuple[str, str]:
    """An event of a self-review in one sentence, and the page of the reply; nothing where it is out of view."""
    reply = Reply.objects.filter(pk=of).select_related("review").first()
    if reply is None:
        return "", ""
    sentence = {
        NEW: _("自查“%(title)s”等您填报，%(day)s 前交。"),
        DUE: _("自查“%(title)s”快到期了，%(day)s 前交。"),
        LATE: _("自查“%(title)s”过了 %(day)s，还没有交。"),
    }[what]
    return sentence % {"title": reply.review.title, "day": day}, reverse("selfreview_reply", args=[of])
