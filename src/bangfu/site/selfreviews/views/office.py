"""What the inspection office sees: all self-reviews, one over all bodies, the same as a file; and issuing a new one."""

from __future__ import annotations

from io import StringIO
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bangfu.errors import BangfuError
from bangfu.paper.sheets import write_csv
from bangfu.site.clock import today
from bangfu.site.duties.law import Law, law
from bangfu.site.roster.forms import told
from bangfu.site.roster.models import Place
from bangfu.site.selfreviews import answering, issuing
from bangfu.site.selfreviews.drawing import BODIES, USUAL, bodies, offered
from bangfu.site.selfreviews.forms import CLAIMS, IssueForm
from bangfu.site.selfreviews.models import Reply
from bangfu.site.selfreviews.summary import asked, cells, heads, lines, remark, standing
from bangfu.site.web.access import opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.models import Account
from bangfu.site.web.words import word

PAGE = 30


@opens_for("inspect", "answer")
@require_safe
def selfreviews(request: HttpRequest) -> HttpResponse:
    """Those issued, to whoever inspects; to a body what it was asked."""
    account = cast(Account, request.user)
    context: dict[str, Any] = {"day": today(), "may_issue": account.may("supervise")}
    if account.may("inspect"):
        rows = issuing.in_view().order_by("-issued_at", "id")
        context["page"] = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    else:
        rows = answering.in_view().order_by("review__due", "-version", "id")
        context["replies"] = rows.exclude(state=Reply.State.RETURNED)
    return render(request, "selfreviews/selfreviews.html", context)


@opens_for("inspect")
@require_safe
def selfreview(request: HttpRequest, pk: str) -> HttpResponse:
    """One over all bodies: who has not handed in, how each question was answered."""
    review = get_object_or_404(issuing.in_view(), pk=pk)
    replies = standing(review)
    found = list(lines(review, replies))
    marked: dict[str, int] = {}
    for line in found:
        marked[line.reply.pk] = marked.get(line.reply.pk, 0) + bool(remark(line.beside))
    context = {
        "review": review, "day": today(), "regulation": law().name(review.regulation), "claims": CLAIMS,
        "replies": [(reply, word("role", reply.role), marked.get(reply.pk, 0)) for reply in replies],
        "asked": [(row, [(label, row.claims[code]) for code, label in CLAIMS]) for row in asked(review, found)],
        "reply_heads": _heads(_("单位"), _("身份"), _("进度"), _("报来"), _("要对照看的")),
        "question_heads": _heads(_("问题"), *(str(label) for _code, label in CLAIMS), _("要对照看的")),
    }  # fmt: skip
    return render(request, "selfreviews/selfreview.html", context)


@opens_for("inspect")
@require_safe
@takes_away("selfreview")
def export(request: HttpRequest, pk: str) -> HttpResponse:
    """Every answer that was handed in, as CSV."""
    review = get_object_or_404(issuing.in_view(), pk=pk)
    table = StringIO(newline="")
    write_csv(table, heads(), (cells(line) for line in lines(review, standing(review))))
    named = {"Content-Disposition": 'attachment; filename="selfreview.csv"'}
    return HttpResponse(table.getvalue(), content_type="text/csv; charset=utf-8", headers=named)


@opens_for("supervise")
def new(request: HttpRequest) -> HttpResponse:
    """Issue one: choose a regulation, then bodies and questions; all that bear on a kind of body are chosen before."""
    account, known = cast(Account, request.user), law()
    regulation = request.POST.get("regulation") or request.GET.get("regulation", "")
    if regulation not in known.packs or account.area is None:
        names = [(id_, known.name(id_)) for id_ in known.packs]
        return render(request, "selfreviews/choose.html", {"regulations": names})
    groups = _groups(account.area, known, regulation, request)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        paper = issuing.Paper(data["title"], regulation, data["due"], data["words"], data["free"])
        questions = [q for group in groups for q, ticked in group["questions"] if ticked]
        chosen = [b for group in groups for b, ticked in group["bodies"] if ticked]
        try:
            made = issuing.issue(account, account.area, paper, questions, chosen)
        except BangfuError as error:
            for problem in error.problems:
                form.add_error(None, told(problem))
        else:
            messages.success(request, _("已发出。"))
            return redirect("selfreview", made.pk)
    context = {"form": form, "groups": groups, "regulation": regulation, "name": known.name(regulation)}
    return render(request, "selfreviews/new.html", context)


def _groups(county: Place, known: Law, regulation: str, request: HttpRequest) -> list[dict[str, Any]]:
    """Of each kind of body the bodies and questions, with whether each is ticked."""
    first = request.method != "POST"
    ticked = {*request.POST.getlist("question"), *request.POST.getlist("body")}
    found: list[dict[str, Any]] = []
    for role in BODIES:
        questions, units = offered(known.packs[regulation], role), bodies(county, role, today())
        if questions and units:
            found.append({
                "role": role, "word": word("role", role),
                "questions": [(q, q.own if first else q.key in ticked) for q in questions],
                "bodies": [(b, role in USUAL if first else b.key in ticked) for b in units],
            })  # fmt: skip
    return found


def _heads(*labels: str) -> list[dict[str, Any]]:
    return [{"label": label} for label in labels]
