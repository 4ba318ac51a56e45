"""Signals: where to look, the hints of a place's month, one hint with its entries, and that somebody looked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.duties.calendar_month import neighbours
from bangfu.site.duties.places import in_view, parts
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Place
from bangfu.site.roster.words import in_full
from bangfu.site.supervision.signals.facts import Span
from bangfu.site.supervision.signals.finding import TOWNSHIP, Hint, hint_at, hints_of, looks_in_view
from bangfu.site.supervision.signals.looking import look as keep
from bangfu.site.supervision.signals.rules import Rule, rules
from bangfu.site.supervision.signals.views.shown import bases_of, rows_of
from bangfu.site.web.access import opens_for
from bangfu.site.web.asked import month_asked
from bangfu.site.web.models import Account

LEVELS = (
    "township",
    "village",
)  # what is wider has tens of thousands of entries a month: a part of it is chosen first
PAGE, LOOKS = 30, 20


class LookForm(forms.Form):
    """What was found."""

    note = forms.CharField(
        label=gettext_lazy("看了以后"), min_length=2, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写怎么核实的、看到什么。写下就不能改，同事看得到，被督查的人看不到。"),
    )  # fmt: skip


def ruled(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the rules; where the installation's own are not right, nothing is computed by others instead."""

    @wraps(view)
    def with_rules(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            known = rules()
        except BangfuError as error:
            wrong = [in_full(problem) for problem in error.problems]
            return render(request, "signals/rules_wrong.html", {"wrong": wrong}, status=503)
        return view(request, *args, known=known, **kwargs)

    return with_rules


@opens_for("inspect", "supervise")
@require_safe
@ruled
def signals(request: HttpRequest, known: dict[str, Rule]) -> HttpResponse:
    """What signals are, where to look, and who looked lately."""
    area = cast(Account, request.user).area
    townships = parts(area) if area and area.level not in LEVELS else in_view(cast(Account, request.user))
    looks = [(known[look.kind].kind, look) for look in looks_in_view()[:LOOKS]]
    context = {"rules": known.values(), "places": townships.order_by("code"), "looks": looks}
    return render(request, "signals/signals.html", context)


@opens_for("inspect", "supervise")
@require_safe
@ruled
def place_signals(request: HttpRequest, code: int, known: dict[str, Rule]) -> HttpResponse:
    """The hints of a place's month, a kind at a time."""
    place = get_object_or_404(in_view(cast(Account, request.user)), pk=code, level__in=LEVELS)
    span = Span(place, month_asked(request, today()))
    found = hints_of(span, known)
    chosen = request.GET.get("kind") or next((c for c, hints in found.items() if hints), "")
    rule = known.get(chosen) or next(iter(known.values()))
    page = Paginator(found.get(rule.kind.code, []), PAGE).get_page(request.GET.get("page"))
    context = {
        "span": span, "rule": rule, "page": page, "rows": rows_of(page.object_list),
        "tabs": [_tab(request, r, found.get(code), r is rule) for code, r in known.items()],
        "heads": _heads(_("日期"), _("看到什么"), _("记的是谁"), _("地点"), _("几笔"), _("看过没有")),
        "parts": parts(place) if place.level == "township" else [],
    }  # fmt: skip
    return render(request, "signals/place.html", context | _months(span))


@opens_for("inspect", "supervise")
@require_safe
@ruled
def lead(request: HttpRequest, kind: str, entry: str, known: dict[str, Rule]) -> HttpResponse:
    """One hint: what it is, what else may explain it, the entries, who looked."""
    span, rule, hint = _hint(request, kind, entry, known)
    return _page(request, span, rule, hint, LookForm())


@opens_for("inspect")
@require_POST
@ruled
def look(request: HttpRequest, kind: str, entry: str, known: dict[str, Rule]) -> HttpResponse:
    """Keep that somebody looked."""
    span, rule, hint = _hint(request, kind, entry, known)
    form = LookForm(request.POST)
    if span and hint and form.is_valid():
        keep(cast(Account, request.user), span, hint, form.cleaned_data["note"])
        messages.success(request, _("已记下，同一条线索不必再查一遍。"))
        return redirect(f"{reverse('signal', args=[kind, hint.at.id])}?month={span.first:%Y-%m}")
    return _page(request, span, rule, hint, form)


def _hint(
    request: HttpRequest, kind: str, entry: str, known: dict[str, Rule]
) -> tuple[Span | None, Rule, Hint | None]:
    """The hint that an address names by its kind and an entry it rests on, in the township where that entry is."""
    if kind not in known:
        raise Http404
    named = get_object_or_404(Entry, pk=entry)
    place = Place.objects.filter(pk=(named.area or 0) // TOWNSHIP * TOWNSHIP, level__in=LEVELS).first()
    if place is None:
        return None, known[kind], None
    span = Span(place, month_asked(request, named.on))
    return span, known[kind], hint_at(span, known[kind], entry)


def _page(
    request: HttpRequest, span: Span | None, rule: Rule, hint: Hint | None, form: LookForm
) -> HttpResponse:
    context = {
        "span": span,
        "rule": rule,
        "found": hint,
        "form": form,
    }  # a field of a form has a `hint` of its own
    if hint:
        [row] = rows_of([hint])
        context |= {
            "row": row, "bases": bases_of(hint), "may_look": cast(Account, request.user).may("inspect"),
            "heads": _heads(_("日期"), _("活动"), _("谁"), _("对象、地点"), _("说明"), _("何时写的")),
        }  # fmt: skip
    return render(request, "signals/lead.html", context)


def _heads(*labels: str) -> list[dict[str, Any]]:
    return [{"label": label} for label in labels]


def _tab(request: HttpRequest, rule: Rule, hints: list[Hint] | None, current: bool) -> dict[str, Any]:
    query = request.GET.copy()
    query["kind"] = rule.kind.code
    query.pop("page", None)
    count = None if hints is None else len(hints)
    return {"url": f"?{query.urlencode()}", "label": rule.kind.title, "current": current, "count": count}


def _months(span: Span) -> dict[str, Any]:
    before, after = neighbours(span.first)
    return {"before": before, "after": after if after <= today() else None}
