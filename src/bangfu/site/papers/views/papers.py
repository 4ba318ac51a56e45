"""The list, a paper with what it rests on, a version of it, and a new one by hand."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.paper.official.model import Paper as Official
from bangfu.paper.official.numbering import numbered
from bangfu.site.papers import making
from bangfu.site.papers.builders import Body
from bangfu.site.papers.forms import NewForm, WithdrawForm
from bangfu.site.papers.kinds import Kind, State
from bangfu.site.papers.models import Paper
from bangfu.site.papers.official import official_of
from bangfu.site.papers.versions import versions_of
from bangfu.site.papers.views.gather import first_of_last_month
from bangfu.site.papers.views.opening import INSPECTING, MAKERS, READERS, SERIES, issues, makes
from bangfu.site.roster.forms import told
from bangfu.site.roster.models import Place
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of

PAGE = 50


@opens_for(*READERS)
def papers(request: HttpRequest) -> HttpResponse:
    """Every paper that the account sees, the latest first, narrowed by kind, year, state and inspection."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "state", "year", "campaign")}
    rows = Paper.objects.select_related("place")
    if asked["campaign"]:
        rows = rows.filter(about=asked["campaign"][:64].replace("\0", ""))
    if asked["kind"] in Kind.values:
        rows = rows.filter(kind=asked["kind"])
    if asked["state"] in State.values:
        rows = rows.filter(state=asked["state"])
    if asked["year"].isdecimal() and len(asked["year"]) == 4:
        rows = rows.filter(made_at__year=int(asked["year"]))
    years = [day.year for day in Paper.objects.order_by().dates("made_at", "year", order="DESC")]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(paper, official_of(paper).reference) for paper in page.object_list],
        "asked": asked,
        "kinds": Kind.choices,
        "month": first_of_last_month(),
        "states": State.choices,
        "years": [(year, str(year)) for year in years],
    }
    may = cast(Account, request.user).may
    rights = {"makes": any(map(may, INSPECTING)), "issues": may(SERIES)}
    return render(request, "papers/papers.html", context | rights)


@opens_for(WORK)
def paper(request: HttpRequest, pk: str) -> HttpResponse:
    """One paper."""
    return shown(request, one(pk))


@opens_for(*MAKERS)
def version(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """A paper as it was at one saving."""
    found, versions = one(pk), list(versions_of(one(pk)))
    if not 0 < number <= len(versions):
        raise Http404
    kept = versions[number - 1]
    official = Official.model_validate(kept.content)
    context = {"paper": found, "version": kept, "number": number, "last": len(versions), "official": official}
    return render(request, "papers/version.html", context | {"parts": parts_of(official)})


@opens_for(*INSPECTING)
def new(request: HttpRequest) -> HttpResponse:
    """A paper by hand, which rests on no facts."""
    account, form = cast(Account, request.user), NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = get_object_or_404(Place, pk=account.area_id)
        try:
            made = making.begin(
                account, Kind(form.cleaned_data["kind"]), place, Body(form.cleaned_data["title"], ())
            )
        except BangfuError as error:
            form.add_error("kind", told(error.problems[0]))
        else:
            return redirect("paper_edit", made.pk)
    context = {"form": form, "title": _("写一份公文"), "back": reverse("papers")}
    return render(request, "roster/form.html", context)


def one(pk: str) -> Paper:
    """The one door to a paper; a missing one and one that is not shown are the same."""
    named = {
        "maker": name_of("made_by"),
        "issuer": name_of("issued_by"),
        "withdrawer": name_of("withdrawn_by"),
    }
    rows = Paper.objects.select_related("place", "replaces").annotate(**named)
    return get_object_or_404(rows, pk=pk)


def shown(
    request: HttpRequest, found: Paper, withdrawing: WithdrawForm | None = None, error: str = ""
) -> HttpResponse:
    """The page of a paper; with the form of a step that was refused."""
    official, rights = official_of(found), _rights(request, found)
    context: dict[str, Any] = {
        "paper": found,
        "official": official,
        "parts": parts_of(official),
        "addressed": making.recipients_of(found),
        "versions": list(versions_of(found)) if rights["makes"] else [],
        "replaced_by": found.replaced_by.first(),  # pyright: ignore[reportAttributeAccessIssue]
        "withdrawing": withdrawing or WithdrawForm(),
        "refused": error,
    }
    return render(request, "papers/paper.html", context | rights, status=422 if error else 200)


def parts_of(official: Official) -> list[dict[str, Any]]:
    """The body and its attachments, each block with its number."""
    parts = [{"title": "", "blocks": list(numbered(official.blocks))}]
    parts += [{"title": a.title, "blocks": list(numbered(a.blocks))} for a in official.attachments]
    return parts


def _rights(request: HttpRequest, found: Paper) -> dict[str, bool]:
    account = cast(Account, request.user)
    return {"makes": makes(account, found.kind), "issues": issues(account, found.kind)}
