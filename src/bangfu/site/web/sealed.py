"""A text field that lies in the database sealed."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.db import models

from bangfu.site.web.ciphers import Ciphers, Software


@cache
def ciphers() -> Ciphers:
    """The cipher module of this installation."""
    return Software(bytes.fromhex(settings.KEYS.sealing), bytes.fromhex(settings.KEYS.finding))


class SealedField(models.Field):  # type: ignore[type-arg]
    """Text on the site, SM4 in the database. It cannot be searched or sorted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "default": ""})

    def db_type(self, connection: Any) -> str:
        """Bytes."""
        return "bytea"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes:
        """Seal; an empty text stays empty."""
        return ciphers().seal(value) if value else b""

    def from_db_value(self, value: bytes | memoryview | None, *_: Any) -> str:
        """Open."""
        return ciphers().open(bytes(value)) if value else ""
