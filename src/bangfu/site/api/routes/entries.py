"""What was done: read on from anywhere, and handed in by the thousand."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from bangfu.errors import Problem
from bangfu.site.api import intake, reading, shown
from bangfu.site.api.asked import EntriesAsked
from bangfu.site.api.door import ONE, REFUSALS, Refused, account_of, token_of
from bangfu.site.api.schemas import Entries, Entry, Key, Refusal, Taken
from bangfu.site.ledger.bulk import STATUSES, Outcome, record_items
from bangfu.site.ledger.draft import Draft
from bangfu.site.ledger.narrowing import seen_by
from bangfu.site.web.later import told_later

router = Router(tags=["entries"])
# The body is read by `intake`, because each entry is answered by itself; this is what the description says of it.
_ENTRY: dict[str, Any] = Draft.model_json_schema(ref_template="#/components/schemas/{model}") | {
    "title": "Draft"
}
_LOCATION = _ENTRY.pop("$defs")["Location"]
_ENTRY["properties"]["location"]["anyOf"][0] = _LOCATION
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"type": "array", "maxItems": intake.MOST, "items": _ENTRY}},
            intake.LINES: {"schema": {"type": "string", "description": "One entry a line."}},
        },
    }
}


@router.get("/entries", response={200: Entries, **REFUSALS}, url_name="api_entries")
def entries(request: HttpRequest, asked: Query[EntriesAsked]) -> dict[str, Any]:
    """Entries in the order of their books. What stands corrected or was taken back comes, too: see `corrects`."""
    rows = reading.narrowed(account_of(request), asked)
    found, more, cursor = reading.entries_after(rows, reading.cursor_of(asked.after), asked.limit)
    return {"items": [shown.entry(row) for row in found], "more": more, "next": reading.told(cursor)}


@router.post(
    "/entries", response={200: Taken, 413: Refusal, **REFUSALS}, url_name="api_entries", openapi_extra=BODY
)
def hand_in(request: HttpRequest) -> HttpResponse:
    """Hand in up to 5,000 entries as a JSON list or as NDJSON; each is answered by itself, the good ones are kept.

    Make the `id` of an entry where it is written: handing in the same one again gives `known` and records nothing.
    """
    if "record" not in token_of(request).may:
        raise Refused(403, Problem("token_reads_only"))
    outcomes = record_items(account_of(request), intake.items_of(request))
    # Thousands of answers are written after the book was let go, and not checked against `Taken` one by one.
    return told_later(lambda: _taken(outcomes))


def _taken(outcomes: list[Outcome]) -> dict[str, Any]:
    counts = Counter(outcome.status for outcome in outcomes)
    return {s: counts[s] for s in STATUSES} | {"entries": [shown.outcome(o) for o in outcomes]}


@router.get("/entries/{id}", response={200: Entry, **ONE}, url_name="api_entry")
def entry(request: HttpRequest, id: Path[Key]) -> dict[str, Any]:
    """One entry."""
    return shown.entry(get_object_or_404(seen_by(account_of(request)), pk=id))
