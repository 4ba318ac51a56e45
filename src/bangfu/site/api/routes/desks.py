"""Entering what pages enter, by their own forms: what a page refuses is refused here, too."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Path, Router, Schema, Status
from pydantic import Field

from bangfu.site.api import desks as kept
from bangfu.site.api.door import ONE, REFUSALS, ByToken, account_of, token_of
from bangfu.site.api.models import ENTERING
from bangfu.site.api.schemas import Key

router = Router(tags=["entering"])
Word = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]


class FieldAsked(Schema):
    """One field of what is entered."""

    name: str
    label: str
    required: bool


class DeedAsked(Schema):
    """Something that may be entered about a subject: `POST /desks/{desk}/{id of the subject}/{deed}`."""

    desk: str
    deed: str
    title: str
    fields: list[FieldAsked]


class Done(Schema):
    """It was entered; the id of what was made, where something was."""

    id: str | None


@router.get("/desks", response={200: list[DeedAsked], **REFUSALS}, url_name="api_desks")
def offered(request: HttpRequest) -> list[dict[str, Any]]:
    """What the token may enter, with the fields of each; days as 2020-11-20, sums in yuan, choices by their codes."""
    return [
        {
            "desk": desk,
            "deed": word,
            "title": str(deed.title),
            "fields": [
                {"name": name, "label": str(field.label or name), "required": field.required}
                for name, field in deed.base_fields.items()
            ],
        }
        for desk, word, deed in kept.known(token_of(request))
    ]


@router.post(
    "/desks/{desk}/{subject}/{deed}",
    response={201: Done, **ONE},
    url_name="api_deed",
    auth=ByToken(*ENTERING, "inspect"),
)
def enter(
    request: HttpRequest,
    desk: Path[Word],
    subject: Path[Key],
    deed: Path[Word],
    fields: Body[dict[str, Any]],
) -> Status[dict[str, Any]]:
    """Enter something about a subject. Whoever may not see the subject is told that there is none."""
    form = kept.form_for(token_of(request), desk, subject, deed, fields)
    made = form.do(account_of(request))
    return Status(201, {"id": str(made.pk) if hasattr(made, "pk") else None})
