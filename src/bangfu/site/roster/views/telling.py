"""Telling somebody what is wrong: with a change that was refused, with the cells of a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest

from bangfu.errors import BangfuError, Problem
from bangfu.site.roster.words import in_full, said
from bangfu.site.web.words import tongue


def tell(request: HttpRequest, error: BangfuError) -> None:
    """Each problem with its remedy, as messages of the next page."""
    for problem in error.problems:
        messages.error(request, in_full(problem))


def told_problems(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Problems as the page lists them: where, what, what to do."""
    return [
        {
            "sheet": said("table", p.file.rpartition("/")[2]),
            "row": p.row,
            "column": said("column", p.column) if p.column else "",
            "value": p.value or "",
            "sentence": p.sentence(tongue()),
            "remedy": p.remedy(tongue()),
        }
        for p in problems
    ]
