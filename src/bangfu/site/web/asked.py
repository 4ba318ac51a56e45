"""What an address or a form sends, taken where it makes sense; anything else is answered with what is usual."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

FIRST, LAST = (
    2014,
    2100,
)  # years: targeted assistance began in the first, and no calendar goes beyond the last


def plain(text: str, most: int) -> str:
    """What somebody sent, without what the database cannot hold, and no longer than it may be."""
    return text.replace("\0", "").strip()[:most]


def year_asked(request: HttpRequest, usual: int) -> int:
    """The year that `year` names."""
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and FIRST <= int(text) <= LAST else usual


def month_asked(request: HttpRequest, usual: date) -> date:
    """The first day of the month that `month` names in the address or the form, else of the one that a day lies in."""
    try:
        asked = date.fromisoformat(f"{request.POST.get('month') or request.GET.get('month', '')}-01")
    except ValueError:
        return usual.replace(day=1)
    return asked if FIRST <= asked.year <= LAST else usual.replace(day=1)
