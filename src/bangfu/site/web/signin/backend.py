"""Finding the account of somebody who signs in, or is signed in: the database shows no other."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import connection
from django.http import HttpRequest

from bangfu.site.web.models import Account


class Backend(BaseBackend):
    """User name and password."""

    def authenticate(
        self, request: HttpRequest | None, username: Any = "", password: Any = "", **_: Any
    ) -> Account | None:
        """The account whose password this is. An unknown name takes as long as a wrong password."""
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.signing_in', %s, true)", [username])
        account = Account.objects.filter(username=username).first()
        if account is None:
            Account().set_password(password)
            return None
        return account if account.is_active and account.check_password(password) else None

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a session."""
        return Account.objects.filter(pk=user_id, is_active=True).select_related("area", "person").first()
