"""Making a move, and looking at its evidence."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from bangfu.errors import BangfuError
from bangfu.site.rectification.forms import MoveForm
from bangfu.site.rectification.machine import FIRST, RULES
from bangfu.site.rectification.models import Evidence, Finding
from bangfu.site.rectification.moving import Proof
from bangfu.site.rectification.moving import move as made
from bangfu.site.rectification.views.showing import page_of
from bangfu.site.rectification.words import move_word
from bangfu.site.roster.forms import refuse
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account


@opens_for("inspect", "supervise", "answer")
@require_POST
def move(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    """Make a move; why it may not be made is told at its form."""
    found = get_object_or_404(Finding, pk=pk)
    if code not in RULES or code == FIRST:
        raise Http404
    form = MoveForm(RULES[code], found, request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        proof = Proof(data.get("pictures") or [], list(data.get("entries") or []))
        try:
            made(cast(Account, request.user), found, code, data["text"], data.get("deadline"), proof)
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{move_word(code)} ✓")
            return redirect("finding", pk)
    return page_of(request, pk, **{code: form})


@opens_for(WORK)
@require_GET
def evidence(_request: HttpRequest, pk: str) -> FileResponse:
    """A picture that came with a move."""
    found = get_object_or_404(Evidence, pk=pk, entry=None)
    return FileResponse(default_storage.open(found.file), content_type="image/jpeg")
