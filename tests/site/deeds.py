"""Entering by a program what pages enter."""

from __future__ import annotations

import json
from typing import Any

from tests.site.api.programs import program_of


def send(role: str, desk: str, subject: object, deed: str, fields: dict[str, Any]) -> tuple[int, list[str]]:
    """The status of the answer to a program of somebody of county a, and the codes of what was refused."""
    answer = program_of(role).post(f"/api/v1/desks/{desk}/{subject}/{deed}", json.dumps(fields, default=str))
    told = json.loads(answer.content)
    return answer.status_code, [problem["code"] for problem in told.get("problems", ())]
