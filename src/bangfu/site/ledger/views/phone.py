"""What the recording page on a phone talks to."""

from __future__ import annotations

import re
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from bangfu.errors import BangfuError, Problem
from bangfu.site.ledger.answers import answered, body_of, recorded, recorded_each
from bangfu.site.ledger.bulk import record_items
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.models import Entry, Photo
from bangfu.site.ledger.phone import data_for
from bangfu.site.ledger.photos import add, opened
from bangfu.site.ledger.recording import record
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account

PHOTO_ID = re.compile(r"[0-9A-Za-z-]{8,64}", re.ASCII)


@opens_for("record")
@require_GET
@ensure_csrf_cookie
def data(request: HttpRequest) -> HttpResponse:
    """What this account needs to record without a network."""
    return JsonResponse(data_for(cast(Account, request.user)), json_dumps_params={"ensure_ascii": False})


@opens_for("record")
@require_POST
@limited("record")
def entries(request: HttpRequest) -> HttpResponse:
    """Take one entry, or a list of some, each answered by itself."""
    account = cast(Account, request.user)
    return answered(lambda: _taken(account, body_of(request)))


def _taken(account: Account, handed_in: dict[str, Any] | list[Any]) -> HttpResponse:
    if isinstance(handed_in, list):
        return recorded_each(record_items(account, handed_in))
    return recorded(record(account, draft_of(handed_in)))


@opens_for("record")
@require_POST
@limited("record")
def photos(request: HttpRequest, entry: str) -> HttpResponse:
    """Take one picture of an entry."""
    account, found = cast(Account, request.user), get_object_or_404(Entry, pk=entry)
    return answered(lambda: _added(account, found, request))


def _added(account: Account, entry: Entry, request: HttpRequest) -> HttpResponse:
    id_, upload = request.POST.get("id", ""), request.FILES.get("photo")
    if not PHOTO_ID.fullmatch(id_) or not isinstance(upload, UploadedFile):
        raise BangfuError(Problem("entry_unreadable", column="photo"))
    photo, new = add(account, entry, id_, upload)
    return JsonResponse({"status": "recorded", "id": photo.pk}, status=201 if new else 200)


@opens_for(WORK)
@require_GET
def photo(_request: HttpRequest, id_: str) -> FileResponse:
    """One picture, for whoever sees its entry."""
    found = get_object_or_404(Photo, pk=id_)
    return FileResponse(
        opened(found), content_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"}
    )
