"""What people declared that keeps them from inspecting somewhere; and who watches whom by the regulation."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.site.supervision.forms.going import TieForm
from bangfu.site.supervision.matched import matched_of
from bangfu.site.supervision.models import Tie
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account


@opens_for("supervise")
def ties(request: HttpRequest) -> HttpResponse:
    """All that stand, and one more."""
    account = cast(Account, request.user)
    form = TieForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        Tie.objects.create(county_id=account.area_id, **form.cleaned_data)
        messages.success(request, _("已登记。"))
        return redirect("ties")
    rows = Tie.objects.filter(ended=False).select_related("person", "place", "organisation")
    return render(
        request, "supervision/ties.html", {"form": form, "ties": rows.order_by("person__key", "pk")}
    )


@opens_for("supervise")
@require_POST
def tie_end(request: HttpRequest, pk: str) -> HttpResponse:
    """It holds no longer."""
    found = get_object_or_404(Tie, pk=pk)
    found.ended = True
    found.save(update_fields=["ended"])
    messages.success(request, _("已解除。"))
    return redirect("ties")


@opens_for("sees area")
def matched(request: HttpRequest) -> HttpResponse:
    """Who watches which township and lead unit, and where that cannot be right."""
    return render(request, "supervision/matched.html", {"found": matched_of(cast(Account, request.user))})
