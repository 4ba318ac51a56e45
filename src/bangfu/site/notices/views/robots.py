"""Group robots: made and ended by the leader of the unit or area, or by the county office."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.site.clock import now
from bangfu.site.notices import trying
from bangfu.site.notices.models import Robot
from bangfu.site.notices.reasons import tell
from bangfu.site.notices.robot_forms import RobotForm
from bangfu.site.web.access import opens_for
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of
from bangfu.site.web.paging import Pages

PAGE = 50


@opens_for("robots")
@limited("upload", "POST")
def robots(request: HttpRequest) -> HttpResponse:
    """Those that stand, and the form of another."""
    account = cast(Account, request.user)
    form = RobotForm(request.POST if request.method == "POST" else None, account=account)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("已添加，有新的提醒时发到群里。"))
        return redirect("robots")
    rows = Robot.objects.filter(ended_at=None).annotate(maker=name_of("made_by")).defer("address", "secret")
    rows = rows.prefetch_related("organisation", "place").order_by("-made_at", "pk")
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    heads = [{"label": t} for t in (_("群"), _("机器人"), _("范围"), _("谁添加的"), _("试发"), _("停用"))]
    return render(request, "notices/robots.html", {"page": page, "form": form, "heads": heads})


@opens_for("robots")
@limited("try")
@require_POST
def try_robot(request: HttpRequest, pk: str) -> HttpResponse:
    """A message to the group, now."""
    tell(request, trying.by_robot(get_object_or_404(Robot, pk=pk, ended_at=None)))
    return redirect("robots")


@opens_for("robots")
@require_POST
def end_robot(request: HttpRequest, pk: str) -> HttpResponse:
    """A robot hears no more."""
    found = get_object_or_404(Robot.objects.filter(ended_at=None).defer("address", "secret"), pk=pk)
    account = cast(Account, request.user)
    Robot.objects.filter(pk=found.pk, ended_at=None).update(ended_by=account.pk, ended_at=now())
    messages.success(request, _("已停用，不再往这个群发提醒。"))
    return redirect("robots")
