"""An answer that is written after the transaction: what others must see first, or what need not hold anything up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from pydantic_core import to_json


def told_later(body: Callable[[], Any], **words: Any) -> HttpResponse:
    """An answer in JSON whose body is made when everything is committed. Does it fail, nothing is undone."""
    response = JsonResponse({}, **words)

    def finish(response: HttpResponse) -> HttpResponse:
        response.content = to_json(body())  # pyright: ignore[reportAttributeAccessIssue]
        response["Content-Length"] = str(len(response.content))
        return response

    response.after_commit = finish  # pyright: ignore[reportAttributeAccessIssue]
    return response
