"""What the phone is told when it hands something in (see `record/server.ts` for what it does with each answer)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from bangfu.errors import BangfuError, Problem
from bangfu.site.duties.judge.client import counts_for
from bangfu.site.ledger.recording import Conflict, Recorded
from bangfu.site.web.views.errors import told

TOLD = ("title_zh", "title_en", "clause", "regulation", "status", "achieved", "required")


def answered(act: Callable[[], HttpResponse]) -> HttpResponse:
    """What came of something handed in: refused and conflicting things are answers, too."""
    try:
        return act()
    except Conflict as conflict:
        return JsonResponse({"status": "conflict", **told(conflict.problems[0])}, status=409)
    except BangfuError as error:
        return JsonResponse({"status": "refused", "problems": [told(p) for p in error.problems]}, status=422)


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises `BangfuError`."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise BangfuError(Problem("entry_unreadable"))
    return data


def recorded(done: Recorded) -> HttpResponse:
    """That an entry stands. What it counts for is known when others see it, too: after the commit."""
    entry = done.entry
    told = {"status": "recorded", "id": entry.id, "seq": entry.seq, "counts": None}
    response = JsonResponse(told, status=201 if done.new else 200)
    response.after_commit = partial(_counted, told)  # pyright: ignore[reportAttributeAccessIssue]
    return response


def _counted(told: dict[str, Any], response: HttpResponse) -> HttpResponse:
    content = json.dumps({**told, "counts": counts(told["id"])})
    response.content = content  # pyright: ignore[reportAttributeAccessIssue]
    response["Content-Length"] = str(len(response.content))
    return response


def counts(entry: str) -> list[dict[str, Any]] | None:
    """The duties that an entry counts for, each once; None where that is still being counted."""
    verdicts = counts_for(entry)
    return None if verdicts is None else list(_by_duty(verdicts))


def _by_duty(verdicts: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    duties = {(v["regulation"], v["duty"]): v for v in verdicts}
    return ({name: v.get(name) for name in TOLD} for v in duties.values())
