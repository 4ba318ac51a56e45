"""What the recording page on a phone talks to."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from bangfu.site.ledger.answers import answered, body_of, recorded
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.phone import data_for
from bangfu.site.ledger.recording import record
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account


@opens_for("record")
@require_GET
@ensure_csrf_cookie
def data(request: HttpRequest) -> HttpResponse:
    """What this account needs to record without a network."""
    return JsonResponse(data_for(cast(Account, request.user)), json_dumps_params={"ensure_ascii": False})


@opens_for("record")
@require_POST
def entries(request: HttpRequest) -> HttpResponse:
    """Take one entry."""
    account = cast(Account, request.user)
    return answered(lambda: recorded(record(account, draft_of(body_of(request)))))
