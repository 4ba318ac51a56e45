"""The account itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from bangfu.site.api.door import REFUSALS, account_of, token_of
from bangfu.site.api.schemas import Me
from bangfu.site.api.shown import code
from bangfu.site.clock import today

router = Router(tags=["account"])


@router.get("/me", response={200: Me, **REFUSALS}, url_name="api_me")
def me(request: HttpRequest) -> dict[str, Any]:
    """Whose token this is, how far it sees, and what it may do."""
    account, token = account_of(request), token_of(request)
    return {
        "username": account.username,
        "name": account.name,
        "role": account.role,
        "sees": account.kind.sees,
        "area": code(account.area_id),
        "person": account.person_id,
        "organisation": account.organisation_id,
        "today": today(),
        "token": token.name,
        "may_record": "record" in token.may,
        "until": token.until,
    }
