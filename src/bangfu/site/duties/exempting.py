"""Exemptions: asked for by one account, decided by another, ended early by a third if need be; each step with its reason."""

from __future__ import annotations

from datetime import date

import pghistory
from django import forms
from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now, today
from bangfu.site.duties.models import Exemption, Verdict
from bangfu.site.roster.forms import Day, Span
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of

State = Exemption.State
LONGEST = 731  # days; what lasts longer is a change of the roster or of the regulation
_KEY = ("regulation", "duty", "person_id", "organisation_id", "place_id", "household_id")


class AskForm(Span):
    """From when to when, and why."""

    reason = forms.CharField(
        label=_("理由"), min_length=5, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写清事实：什么事、谁安排的、有什么材料。批准的人和被豁免的人都会看到。"),
    )  # fmt: skip

    def clean_end(self) -> date:
        """Not for years."""
        start, end = self.cleaned_data.get("start"), super().clean_end()
        if start and (end - start).days > LONGEST:
            raise forms.ValidationError(_("一次最多两年。"))
        return end


class DecideForm(forms.Form):
    """Why it is approved or refused."""

    decision = forms.CharField(
        label=_("决定的理由"), min_length=2, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class EndForm(forms.Form):
    """The last day on which it holds, and why it ends."""

    end = forms.DateField(label=_("最后一天"), widget=Day())
    decision = forms.CharField(
        label=_("为什么提前结束"), min_length=2, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def in_view() -> QuerySet[Exemption]:
    """Every exemption that the account may see, with names."""
    rows = Exemption.objects.select_related(
        "person", "organisation", "place", "household", "household__place"
    )
    return rows.annotate(asker=name_of("asked_by"), decider=name_of("decided_by")).order_by("-asked_at", "pk")


def waiting(account: Account) -> QuerySet[Exemption]:
    """Those that this account may decide."""
    rows = in_view().filter(state=State.ASKED).exclude(asked_by=account.pk)
    return rows if account.may("approve") else rows.none()


def ask(account: Account, verdict: Verdict, start: date, end: date, reason: str) -> Exemption:
    """Ask that a verdict's bearer be excused from its duty. Raises `BangfuError` (`exemption_waiting`)."""
    named = {field: getattr(verdict, field) for field in _KEY}
    overlap = Q(start__lte=end, end__gte=start)
    if Exemption.objects.filter(overlap, **named, state__in=(State.ASKED, State.APPROVED)).exists():
        raise BangfuError(Problem("exemption_waiting"))
    with pghistory.context(reason=reason):
        return Exemption.objects.create(
            **named,
            start=start,
            end=end,
            reason=reason,
            area=verdict.area,
            asked_by=account.pk,
            asked_at=now(),
        )


def decide(account: Account, exemption: Exemption, *, approved: bool, decision: str) -> None:
    """Approve or refuse. Raises `BangfuError` where it is decided already or was asked by the same account."""
    if exemption.asked_by == account.pk:
        raise BangfuError(Problem("exemption_own"))
    state = State.APPROVED if approved else State.REFUSED
    _move(
        exemption,
        State.ASKED,
        decision,
        state=state,
        decided_by=account.pk,
        decided_at=now(),
        decision=decision,
    )


def end_early(account: Account, exemption: Exemption, last: date, decision: str) -> None:
    """Let an approved exemption hold no longer than to a day. Raises `BangfuError`."""
    if exemption.asked_by == account.pk:
        raise BangfuError(Problem("exemption_own"))
    if not exemption.start <= last <= min(exemption.end, today()):
        raise BangfuError(Problem("exemption_end", value=last.isoformat()))
    both = f"{exemption.decision}\n{decision}"
    _move(
        exemption, State.APPROVED, decision, state=State.ENDED, end=last, decided_by=account.pk, decision=both
    )


def _move(exemption: Exemption, former: State, reason: str, **fields: object) -> None:
    """Change it only if it is still in its former state: of two who decide at once the second is told."""
    with pghistory.context(reason=reason):
        try:
            moved = Exemption.objects.filter(pk=exemption.pk, state=former).update(**fields)
        except IntegrityError as error:
            raise BangfuError(Problem("exemption_own")) from error
    if not moved:
        raise BangfuError(Problem("exemption_decided"))
