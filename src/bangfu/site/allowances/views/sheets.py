"""The sheet of a month, one person's month with the rows behind it, and the year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bangfu.entitlements.account import Account as Sheet
from bangfu.entitlements.notes import said
from bangfu.entitlements.stretches import month_of
from bangfu.site.allowances.charts import by_month
from bangfu.site.allowances.forms import BackForm
from bangfu.site.allowances.models import Payment
from bangfu.site.allowances.paying import enters
from bangfu.site.allowances.reading import ENTERS, READS, month_for, reader, year_for
from bangfu.site.allowances.showing import MARKS, Row, rows, totals, yuan
from bangfu.site.cases.models import Step
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Person
from bangfu.site.web.access import opens_for
from bangfu.site.web.asked import FIRST, month_asked
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue

PAGE = 60
KINDS = ("fund", "means", "event", "reimbursement", "stray")


@opens_for(READS)
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """The allowances of a month, a line a person."""
    account, first = cast(Account, request.user), _known(month_asked(request, _last_month()))
    sheet = month_for(account, first)
    following = (first + timedelta(days=31)).replace(day=1)
    context = {
        "month": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": following if following <= today() else None,
        **_listed(request, sheet),
    }
    return render(request, "allowances/month.html", context)


@opens_for(READS)
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Funds, care and visits of a year; the allowances of its months as sums."""
    if not FIRST <= year <= today().year:
        raise Http404
    account = cast(Account, request.user)
    sheet = year_for(account, year)
    there = [k for k in KINDS if any(line.kind == k for line in sheet.found)]
    kind = request.GET.get("kind") if request.GET.get("kind") in KINDS else next(iter(there), KINDS[0])
    chosen = [line for line in sheet.found if line.kind == kind]
    labels = dict(
        zip(KINDS, (_("经费"), _("待遇保障"), _("慰问看望"), _("报销"), _("对不上的")), strict=True)
    )
    context = {
        "year": year,
        "after": year + 1 if year < today().year else None,
        "tabs": [
            {
                "url": f"?kind={k}",
                "label": labels[k],
                "count": sum(line.kind == k for line in sheet.found),
                "current": k == kind,
            }
            for k in KINDS
        ],
        "kind": kind,
        "months": [date(year, m, 1) for m in range(1, 13) if date(year, m, 1) <= today()],
        **_listed(request, Sheet(sheet.period, sheet.as_of, tuple(chosen))),
        "totals": totals(sheet),
        "chart": by_month(sheet.found),
    }
    return render(request, "allowances/year.html", context)


@opens_for(READS)
@require_safe
def person(request: HttpRequest, person: str, month: str) -> HttpResponse:
    """One person's month: the days, decisions and payments behind each line."""
    account, first = cast(Account, request.user), _month(month)
    mine = reader(account)
    found = Person.objects.filter(pk=person).select_related("organisation").first()
    if not (mine.everything or person in mine.people) or (mine.everything and found is None):
        raise Http404
    lines = [line for line in month_for(account, first).found if line.person == person]
    context = {
        "who": found or person,
        "month": first,
        "parts": [_part(account, row) for row in rows(lines)],
        "back": BackForm(),
    }
    return render(request, "allowances/person.html", context)


def _part(account: Account, row: Row) -> dict[str, Any]:
    """A line with everything behind it that the reader sees."""
    line = row.line
    pack = law().packs.get(line.regulation or "")
    span = month_of(date.fromisoformat(f"{line.period[:7]}-01"))
    payments = Payment.objects.filter(
        what=line.what, person=line.person, start__lte=span.last, end__gte=span.first
    ).select_related("payer", "taken_back")
    return {
        "row": row,
        "entries": Entry.objects.filter(pk__in=line.entries).order_by("on", "pk"),
        "decisions": _decisions(line.decisions),
        "payments": [(p, yuan(p.amount), _undoable(account, p)) for p in payments],
        "readings": [r for r in pack.reading if r.id in line.readings] if pack else [],
        "may_pay": line.kind == "allowance" and enters(account, line),
    }


def _decisions(ids: tuple[str, ...]) -> list[dict[str, Any]]:
    """Each decision by its id, with its case where the reader may see it."""
    seen = Step.objects.filter(pk__in=ids).select_related("case").in_bulk()
    return [{"id": i, "step": seen.get(i)} for i in ids]


def _undoable(account: Account, payment: Payment) -> bool:
    return payment.takes_back_id is None and not hasattr(payment, "taken_back") and enters(account, payment)


def _listed(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """A page of lines, how many are in which state, and their sums."""
    account, state = cast(Account, request.user), request.GET.get("state", "")
    counted = [(s, sum(line.state == s for line in sheet.found)) for s in MARKS]
    lines = [line for line in sheet.found if not state or line.state == state]
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": [(row, enters(account, row.line)) for row in rows(list(page.object_list))],
        "counts": [(s, MARKS[s], getattr(said(f"state_{s}"), tongue()), n) for s, n in counted if n],
        "state": state,
        "totals": totals(sheet),
        "may_pay": account.may(ENTERS),
    }


def _last_month() -> date:
    """What is paid now is for the month before."""
    return today().replace(day=1) - timedelta(days=1)


def _known(first: date) -> date:
    """No month to come."""
    return min(first, today().replace(day=1))


def _month(text: str) -> date:
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404 from error
    if first.year < FIRST or first > today():
        raise Http404
    return first
