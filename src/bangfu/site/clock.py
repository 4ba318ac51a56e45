"""What day it is where the work is done. One place to ask, so that a demo and a test can stand on another day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, in Shanghai."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """Today in Shanghai, or the day that the installation was told to stand on."""
    told: str = settings.BANGFU_TODAY
    return date.fromisoformat(told) if told else now().date()


def moment() -> datetime:
    """This moment, on the day that the installation stands on."""
    return datetime.combine(today(), now().timetz())
