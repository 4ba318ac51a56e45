"""Every address of the site, by app."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("bangfu.site.web.urls")),
    path("", include("bangfu.site.accounts.urls")),
    path("", include("bangfu.site.ledger.urls")),
    path("", include("bangfu.site.roster.urls")),
    path("", include("bangfu.site.duties.urls")),
    path("", include("bangfu.site.attendance.urls")),
    path("", include("bangfu.site.rectification.urls")),
    path("", include("bangfu.site.cases.urls")),
    path("", include("bangfu.site.supervision.urls")),
    path("", include("bangfu.site.checklists.urls")),
    path("", include("bangfu.site.papers.urls")),
    path("", include("bangfu.site.workdays.urls")),
    path("", include("bangfu.site.disclosure.urls")),
    path("", include("bangfu.site.tips.urls")),
    path("", include("bangfu.site.operations.urls")),
    path("", include("bangfu.site.api.urls")),
    path("", include("bangfu.site.notices.urls")),
    path("", include("bangfu.site.supervision.signals.urls")),
    path("", include("bangfu.site.selfreviews.urls")),
    path("", include("bangfu.site.household.urls")),
    path("", include("bangfu.site.personal.urls")),
    path("", include("bangfu.site.accountability.urls")),
    path("", include("bangfu.site.assessment.urls")),
    path("", include("bangfu.site.allowances.urls")),
    path("", include("bangfu.site.honours.urls")),
    path("", include("bangfu.site.fund.urls")),
    path("", include("bangfu.site.measures.urls")),
    path("", include("bangfu.site.groups.urls")),
    path("", include("bangfu.site.exits.urls")),
    path("", include("bangfu.site.identification.urls")),
    path("", include("bangfu.site.studio.urls")),
    path("", include("bangfu.site.burden.urls")),
]

_errors = "bangfu.site.web.views.errors"
handler400, handler403 = f"{_errors}.bad", f"{_errors}.forbidden"
handler404, handler500 = f"{_errors}.missing", f"{_errors}.failed"
