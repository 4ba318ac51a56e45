"""Entering by a program what pages enter."""

from __future__ import annotations

import json
from typing import Any

from tests.site.api.programs import program_of

Answer = tuple[int, list[str]]
DONE: Answer = (201, [])
NOT_BY_PROGRAMS: Answer = (403, ["token_may_not"])  # people decide, and people write the roster


def answered(role: str, desk: str, subject: object, deed: str, fields: dict[str, Any]) -> tuple[int, Any]:
    """The status and the whole of what a program of somebody of county a is told."""
    answer = program_of(role).post(f"/api/v1/desks/{desk}/{subject}/{deed}", json.dumps(fields, default=str))
    return answer.status_code, json.loads(answer.content)


def send(role: str, desk: str, subject: object, deed: str, fields: dict[str, Any]) -> Answer:
    """The status of the answer, and the codes of what was refused."""
    status, told = answered(role, desk, subject, deed, fields)
    return status, [problem["code"] for problem in told.get("problems", ())]
