"""What the audit administrator sees: changes, sign-ins, personal data shown in full, files taken away. All of it can be
narrowed and taken along; none of it can be altered.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.site.accounts.files import csv_file, lines_of
from bangfu.site.accounts.histories import TABLES, changes, names_of
from bangfu.site.accounts.logs import Chosen, acts_of, history_asked, unmaskings_of
from bangfu.site.accounts.words import act_words, field_words, subject_words, tabs
from bangfu.site.web.access import opens_for
from bangfu.site.web.acts import takes_away

PER_PAGE, MOST = 50, 10_000


@opens_for("audit")
def history(request: HttpRequest) -> HttpResponse:
    """Changes of one table."""
    asked = history_asked(request.GET)
    found = changes(asked, PER_PAGE + 1)
    context = {
        "chosen": Chosen.of(request.GET),
        "asked": asked,
        "tables": [(code, name) for code, (_model, name) in TABLES.items()],
        "changes": found[:PER_PAGE],
        "more": found[PER_PAGE - 1].number if len(found) > PER_PAGE else None,
        "tabs": tabs("history"),
    }
    return render(request, "accounts/history.html", context)


@opens_for("audit")
@takes_away("history")
def history_export(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    asked = history_asked(request.GET)
    found = changes(asked, MOST + 1)
    if len(found) > MOST:
        return _too_many(request, "audit_history")
    heads = ("at", "row", "name", "what", "account", "reason", "path", "column", "old", "new")
    return csv_file(f"history-{asked.table}", heads, lines_of(found))


@opens_for("audit")
def acts(request: HttpRequest, group: str) -> HttpResponse:
    """Sign-ins, files taken away, or what was done for security."""
    context = _logged(request, acts_of(group, Chosen.of(request.GET)), group) | {
        "group": group,
        "words": act_words(),
        "subjects": subject_words(),
        "heads": _heads(_("时间"), _("用户名"), _("做了什么"), _("对象"), _("来自"), _("理由和详情")),
    }
    return render(request, "accounts/acts.html", context)


@opens_for("audit")
@takes_away("acts")
def acts_export(request: HttpRequest, group: str) -> HttpResponse:
    """The same as a file."""
    rows = list(acts_of(group, Chosen.of(request.GET))[: MOST + 1])
    if len(rows) > MOST:
        return _too_many(request, "audit_acts", group)
    names = names_of(act.account for act in rows)
    heads = ("at", "account", "what", "subject", "address", "reason", "details")
    return csv_file(
        group,
        heads,
        (
            (a.at, names.get(a.account, a.account), a.kind, a.subject, a.address, a.reason, a.details)
            for a in rows
        ),
    )


@opens_for("audit")
def unmaskings(request: HttpRequest) -> HttpResponse:
    """Personal data that was shown in full."""
    context = _logged(request, unmaskings_of(Chosen.of(request.GET)), "unmaskings") | {
        "tables": {code: name for code, (_model, name) in TABLES.items()} | {"tip": _("群众反映")},
        "fields": field_words(),
        "heads": _heads(_("时间"), _("用户名"), _("看了什么"), _("哪一行"), _("理由")),
    }
    return render(request, "accounts/unmaskings.html", context)


@opens_for("audit")
@takes_away("unmaskings")
def unmaskings_export(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    rows = list(unmaskings_of(Chosen.of(request.GET))[: MOST + 1])
    if len(rows) > MOST:
        return _too_many(request, "audit_unmaskings")
    names = names_of(row.account for row in rows)
    heads = ("at", "account", "table", "row", "field", "reason")
    lines = ((r.at, names.get(r.account, r.account), r.table, r.row, r.field, r.reason) for r in rows)
    return csv_file("unmaskings", heads, lines)


def _logged(request: HttpRequest, rows: QuerySet[Any], tab: str) -> dict[str, Any]:
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    names = names_of(row.account for row in page)
    return {"chosen": Chosen.of(request.GET), "page": page, "names": names, "tabs": tabs(tab)}


def _too_many(request: HttpRequest, page: str, *args: str) -> HttpResponse:
    """A file that leaves something out would mislead: back to the page, to narrow the days."""
    messages.error(request, _("超过 %(most)s 条，请缩小日期范围后再导出。") % {"most": MOST})
    return redirect(f"{reverse(page, args=args)}?{request.GET.urlencode()}")


def _heads(*labels: str) -> list[dict[str, str]]:
    return [{"label": label} for label in labels]
