"""What the phone is told when it hands something in (see `record/server.ts` for what it does with each answer)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from bangfu.errors import BangfuError, Problem
from bangfu.site.duties.judge.client import counts_for
from bangfu.site.ledger.bulk import Outcome
from bangfu.site.ledger.recording import Conflict, Recorded
from bangfu.site.web.gate import INTAKE
from bangfu.site.web.later import told_later
from bangfu.site.web.views.errors import told

AT_ONCE = 50  # entries of one request of a phone
TOLD = ("title_zh", "title_en", "clause", "regulation", "status", "achieved", "required")


def answered(act: Callable[[], HttpResponse]) -> HttpResponse:
    """What came of something handed in: refused and conflicting things are answers, too."""
    try:
        return act()
    except Conflict as conflict:
        return JsonResponse({"status": "conflict", **told(conflict.problems[0])}, status=409)
    except BangfuError as error:
        return JsonResponse({"status": "refused", "problems": [told(p) for p in error.problems]}, status=422)


def body_of(request: HttpRequest) -> dict[str, Any] | list[Any]:
    """The JSON object that was sent, or a list of some. Raises `BangfuError`."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        data = None
    if not data or not isinstance(data, (dict, list)):
        raise BangfuError(Problem("entry_unreadable"))
    if isinstance(data, list) and len(data) > AT_ONCE:
        details = (("most", str(AT_ONCE)), ("count", str(len(data))))
        raise BangfuError(Problem("too_many_entries", details=details))
    return data


def recorded(done: Recorded) -> HttpResponse:
    """That an entry stands. What it counts for is known when others see it, too: after the commit."""
    entry = done.entry
    told = {"status": "recorded", "id": entry.id, "seq": entry.seq, "counts": None}
    return told_later(lambda: _counted([told])[0], status=201 if done.new else 200)


def recorded_each(outcomes: list[Outcome]) -> HttpResponse:
    """What came of several entries, each as if it had come alone."""
    return told_later(lambda: {"entries": _counted([_answer(outcome) for outcome in outcomes])})


def _answer(outcome: Outcome) -> dict[str, Any]:
    about = {"status": outcome.status, "id": outcome.id}
    if outcome.status == "conflict":
        return {**told(outcome.problems[0]), **about}
    if outcome.status == "refused":
        return {**about, "problems": [told(p) for p in outcome.problems]}
    return {**about, "seq": outcome.seq, "counts": None}


def _counted(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With what the entries that stand count for."""
    standing = [answer for answer in answers if "counts" in answer]
    counted = counts([answer["id"] for answer in standing]) if standing else {}
    for answer in standing:
        answer["counts"] = counted.get(answer["id"])
    return answers


def counts(entries: list[str]) -> dict[str, list[dict[str, Any]]]:
    """The duties that each entry counts for, each duty once; without those that are still being counted.

    While more phones hand in than the site can take, nobody waits for the judge: all that is asked of it then is to follow.
    """
    found = None if INTAKE.pressed else counts_for(entries)
    return {entry: list(_by_duty(verdicts)) for entry, verdicts in (found or {}).items()}


def _by_duty(verdicts: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    duties = {(v["regulation"], v["duty"]): v for v in verdicts}
    return ({name: v.get(name) for name in TOLD} for v in duties.values())
