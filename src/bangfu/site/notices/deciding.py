"""What there is to tell of cases: to whoever has the next step, and to whom a case is about, at each turn that it takes.

A notice names the number of a case and never what is held against whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.site.cases.listing import about, waiting
from bangfu.site.cases.models import Case
from bangfu.site.cases.words import number_of, state_word
from bangfu.site.notices.events import Event
from bangfu.site.web.models import Account

TURNS = (
    "dropped",
    "fallen",
    "refused",
    "in_effect",
    "under_review",
    "annulled",
)  # told to whom it is about, besides


def events(account: Account, day: date) -> Iterator[Event]:
    """Each state that waits for the account, and each turn of a case about it, once; its day is that of the last step."""
    mine = Case.objects.filter(about(account), state__in=TURNS, number__isnull=False)
    for rows in (waiting(account, day), mine):
        for pk, state, on in rows.annotate(turned=Max("steps__on")).values_list("pk", "state", "turned"):
            yield Event(pk, state, on)


def said(of: str, what: str, day: date) -> tuple[str, str]:
    """An event of a case in one sentence, and its page; nothing where it is out of view."""
    case = Case.objects.filter(pk=of).first()
    if case is None:
        return "", ""
    numbered = {"n": number_of(case), "state": state_word(what), "day": day}
    sentence = (
        _("案件 %(n)s：%(state)s（%(day)s）。")
        if case.number
        else _("一件新立的案件：%(state)s（%(day)s）。")
    )
    return sentence % numbered, reverse("case", args=[of])
