"""One rule: the sentence form, read back while it is filled in; left out with a reason; added where nobody proposed one."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.regulation.composing.labels import named, said
from bangfu.regulation.composing.passages import passages
from bangfu.regulation.composing.suggesting import Suggestion
from bangfu.site.studio.forms.others import FORMS
from bangfu.site.studio.forms.rules import RuleForm
from bangfu.site.studio.models import Draft, Provision
from bangfu.site.studio.opening import add
from bangfu.site.studio.settling import (
    Read,
    chosen,
    free_id,
    leave,
    offered,
    open_again,
    read_back,
    settle,
    suggested,
)
from bangfu.site.studio.views.drafts import draft_of
from bangfu.site.web.access import opens_for
from bangfu.site.web.asked import plain
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue


def _row(pk: str) -> Provision:
    return get_object_or_404(Provision.objects.select_related("draft__document", "draft__place"), pk=pk)


@opens_for("regulations")
def rule(request: HttpRequest, pk: str) -> HttpResponse:
    """The form of a passage; settled, it goes on to the next open one."""
    row = _row(pk)
    form, found = _form(request, row)
    if request.method == "POST" and form.is_valid():
        provision = _made(row, form)
        read = read_back(row.draft, provision)
        if not read.faults:
            settle(cast(Account, request.user), row, provision, _clause(request, row))
            messages.success(request, _("已定下。"))
            return redirect(_next(row))
        for fault in read.faults:
            form.add_error(None, fault)
    kinds = [(code, said("kind", code, tongue())) for code in FORMS]
    context: dict[str, Any] = {
        "row": row, "draft": row.draft, "form": form, "kinds": kinds, "found": found,
        "rows": list(form.drawn()),
        "clause": request.POST.get("clause", row.clause), "around": _around(row),
    }  # fmt: skip
    return render(request, "studio/rule.html", context, status=422 if form.errors else 200)


@opens_for("regulations")
@require_POST
def check(request: HttpRequest, pk: str) -> HttpResponse:
    """What is filled in so far, as a sentence, or what is wrong with it. Nothing is kept."""
    row = _row(pk)
    form, found = _form(request, row)
    read = read_back(row.draft, _made(row, form)) if form.is_valid() else Read("", _told(form))
    return render(request, "studio/_read.html", {"read": read, "differs": _differs(found, form)})


@opens_for("regulations")
@require_POST
def left(request: HttpRequest, pk: str) -> HttpResponse:
    """No rule, or again to be decided."""
    row, account = _row(pk), cast(Account, request.user)
    if request.POST.get("again"):
        open_again(account, row)
    else:
        leave(account, row, request.POST.get("why", ""))
    return redirect(_next(row))


@opens_for("regulations")
@require_POST
def added(request: HttpRequest, pk: str) -> HttpResponse:
    """A rule of a passage in which none was proposed."""
    draft, account = draft_of(pk), cast(Account, request.user)
    start = request.POST.get("start", "")
    if draft.document is None or not start.isdecimal():
        row = add(account, draft, _path(request) or "序", _("（新加）"), None)
    else:
        passage = next((p for p in passages(draft.document.text) if p.start == int(start)), None)
        if passage is None:
            raise Http404
        row = add(account, draft, passage.clause, passage.text, passage.start)
    return redirect("studio_rule", row.pk)


def _form(request: HttpRequest, row: Provision) -> tuple[RuleForm, Suggestion | None]:
    """The form of the kind that was chosen, that was settled, or that is likely."""
    found = suggested(row)
    settled = row.settled or {}
    kind = (
        request.POST.get("kind")
        or request.GET.get("kind")
        or settled.get("kind")
        or (found.kind if found else "duty")
    )
    if kind not in FORMS:
        raise Http404
    like = request.GET.get("like", "")
    precedent = (
        next((p for p in found.precedents if f"{p.pack.regulation.id}:{p.provision.id}" == like), None)
        if found
        else None
    )
    before = (
        settled
        if settled.get("kind") == kind
        else {"text": settled.get("text") or row.sentence, "bearer": settled.get("bearer") or chosen(row)}
    )
    return FORMS[kind](
        request.POST if request.method == "POST" else None, before, offered(row, found, precedent)
    ), found


def _made(row: Provision, form: RuleForm) -> dict[str, Any]:
    return form.provision(free_id(row.draft, {"kind": form.kind, "counts": form.cleaned_data.get("counts")}))


def _clause(request: HttpRequest, row: Provision) -> str:
    """The clause as it was corrected, in the form of an id."""
    return _path(request) or row.clause


def _path(request: HttpRequest) -> str:
    """The clause that was sent, in the form of an id; empty where it is none."""
    parts = "".join(plain(request.POST.get("clause", ""), 100).split()).split("/")
    return "/".join(p for p in parts if p)


def _told(form: RuleForm) -> list[str]:
    """Every fault with the name of its field; what is merely not filled in yet in one line."""
    faults, missing = list[str](), list[str]()
    for name, errors in form.errors.as_data().items():
        for error in errors:
            if error.code == "required":
                missing.append(str(form[name].label))
            else:
                told = " ".join(error.messages)
                faults.append(f"{form[name].label}：{told}" if name in form.fields else told)
    return [*faults, *([_("还差：%(what)s") % {"what": "、".join(missing)}] if missing else [])]


def _differs(found: Suggestion | None, form: RuleForm) -> list[str]:
    """Where the form says another number or period than the text was read to say."""
    read = dict(found.said) if found and form.kind == "duty" else {}
    differ = [n for n in ("at_least", "per") if n in read and str(form.data.get(n, "")) != str(read[n])]
    return [f"{form[n].label}：{named('per', read[n], tongue()) if n == 'per' else read[n]}" for n in differ]


def _next(row: Provision) -> str:
    """The next open passage on the bench; the bench itself where none is left."""
    waiting = Provision.objects.filter(draft=row.draft_id, state=Provision.State.OPEN)
    following = (
        waiting.filter(position__gte=row.position).exclude(pk=row.pk).first()
        or waiting.exclude(pk=row.pk).first()
    )
    bench = reverse("studio_bench", args=[row.draft_id])
    return f"{bench}#r-{following.pk if following else row.pk}"


def _around(row: Provision) -> str:
    """The whole passage that the sentence stands in."""
    draft: Draft = row.draft
    if draft.document is None or row.start is None:
        return row.sentence
    return next(
        (p.text for p in passages(draft.document.text) if p.start <= (row.start or 0) < p.end), row.sentence
    )
