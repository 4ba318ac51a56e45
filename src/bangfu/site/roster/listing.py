"""Lists of fifty: filtered by the address, sorted by a head, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 50


def page_of(request: HttpRequest, rows: QuerySet[Any], sorts: Mapping[str, str], first: str) -> Page:
    """The page that the address asks for. `sorts`: what a head is called in the address → the field it sorts by."""
    wanted = request.GET.get("sort", first)
    field = sorts.get(wanted.removeprefix("-"), sorts[first])
    down = "-" if wanted.startswith("-") else ""
    ordered = rows.order_by(f"{down}{field}", "pk")
    return Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
