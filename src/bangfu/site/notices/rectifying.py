"""What there is to tell of findings: to the body that has to put one right, and how many wait for the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.site.notices.events import DUE, LATE, NEW, Event
from bangfu.site.rectification.machine import BODY_OWES, OFFICE_OWES
from bangfu.site.rectification.models import Finding
from bangfu.site.rectification.words import number_of
from bangfu.site.web.models import Account

LEAD = timedelta(days=7)


def to_answer(account: Account) -> QuerySet[Finding]:
    """The findings that an account answers for, and that wait for it."""
    rows = Finding.objects.filter(state__in=BODY_OWES)
    if not account.may("answer"):
        return rows.none()
    mine = Q(pk=None)
    if account.organisation_id:
        mine |= Q(organisation=account.organisation_id)
    if account.kind.sees == "area" and account.area_id:
        mine |= Q(body=account.area_id, organisation=None)
    return rows.filter(mine)


def events(account: Account, day: date) -> Iterator[Event]:
    """New ones, those whose deadline is near, and those whose deadline has passed. One that was loaded may have none."""
    dated = to_answer(account).filter(deadline__isnull=False)
    for pk, state, deadline in dated.values_list("pk", "state", "deadline"):
        if deadline < day:
            yield Event(pk, LATE, deadline)
        elif state == "fed_back":
            yield Event(pk, NEW, deadline)
        elif deadline <= day + LEAD:
            yield Event(pk, DUE, deadline)


def for_the_office(account: Account) -> int:
    """How many wait for the inspecting side."""
    waiting = (*OFFICE_OWES, "extension_asked")
    return Finding.objects.filter(state__in=waiting).count() if account.may("inspect") else 0


def said(of: str, what: str, day: date) -> tuple[str, str]:
    """An event of a finding in one sentence, and the page of the finding; nothing where it is out of view."""
    found = Finding.objects.filter(pk=of).first()
    if found is None:
        return "", ""
    sentence = {
        NEW: _("问题 %(n)s 等您认领，整改时限 %(day)s。"),
        DUE: _("问题 %(n)s 的整改时限 %(day)s 快到了。"),
        LATE: _("问题 %(n)s 过了整改时限 %(day)s，还没有报送结果。"),
    }[what]
    return sentence % {"n": number_of(found), "day": day}, reverse("finding", args=[of])
