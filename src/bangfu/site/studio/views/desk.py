"""The studio's door: what is in the making, what waits for review; a document comes in."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from bangfu.errors import BangfuError
from bangfu.regulation.templates import templates
from bangfu.site.duties.law import law
from bangfu.site.roster.forms import refuse
from bangfu.site.roster.models import Place
from bangfu.site.studio.forms.bringing import BringForm
from bangfu.site.studio.models import Draft, Version
from bangfu.site.studio.opening import bring, from_template, reopen
from bangfu.site.studio.versions import in_view, own
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of
from bangfu.site.web.words import tongue


@opens_for("regulations", "adopt")
@require_safe
def studio(request: HttpRequest) -> HttpResponse:
    """Drafts, the latest first, and the versions that wait."""
    drafts = Draft.objects.filter(closed=False).annotate(
        opener=name_of("opened_by"), waiting=Count("provisions", filter=Q(provisions__state="open"))
    )  # fmt: skip
    account, known = cast(Account, request.user), law()
    context: dict[str, Any] = {
        "drafts": drafts, "waiting": in_view().filter(state=Version.State.SUBMITTED),
        "decided": in_view().exclude(state=Version.State.SUBMITTED)[:10],
        "may_draft": account.may("regulations"),
        "templates": [(id_, t.raw["regulation"]["title"][tongue()]) for id_, t in templates().items()],
        "packs": [(id_, known.number(id_), known.name(id_)) for id_ in own(account.area_id or 0)],
    }  # fmt: skip
    return render(request, "studio/studio.html", context)


@opens_for("regulations")
def bring_in(request: HttpRequest) -> HttpResponse:
    """A file or pasted text becomes a draft."""
    account = cast(Account, request.user)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = bring(account, place_of(account), *form.content())
        except BangfuError as error:
            refuse(form, error)
        else:
            return redirect("studio_draft", draft.pk)
    return render(request, "studio/bring.html", {"form": form}, status=422 if form.errors else 200)


@opens_for("regulations")
@require_POST
def start(request: HttpRequest, template: str) -> HttpResponse:
    """Begin from a template."""
    account = cast(Account, request.user)
    if template not in templates():
        raise Http404
    return redirect("studio_draft", from_template(account, place_of(account), templates()[template]).pk)


@opens_for("regulations")
@require_POST
def change(request: HttpRequest, regulation: str) -> HttpResponse:
    """Begin a change of a regulation in force."""
    account = cast(Account, request.user)
    place = place_of(account)
    packs = own(place.pk)
    if regulation not in packs:
        raise Http404
    return redirect("studio_bench", reopen(account, place, packs[regulation]).pk)


def place_of(account: Account) -> Place:
    """The place whose regulations an account works on. Raises `Http404` for an account without an area."""
    if account.area is None:
        raise Http404
    return account.area
