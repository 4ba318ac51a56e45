"""Where programs enter what pages enter: the subjects of each app, and what is entered about one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.datastructures import MultiValueDict

from bangfu.errors import Problem, catalogue
from bangfu.site.api.door import Refused
from bangfu.site.api.models import Token
from bangfu.site.exits import desk as exits
from bangfu.site.fund import desk as fund
from bangfu.site.groups import desk as groups
from bangfu.site.household import desk as household
from bangfu.site.identification import desk as identification
from bangfu.site.measures import desk as measures
from bangfu.site.web.deed import Deed, Desks

DESKS: Desks = {
    **fund.DESKS, **household.DESKS, **identification.DESKS, **measures.DESKS, **groups.DESKS, **exits.DESKS,
}  # fmt: skip


def known(token: Token) -> Iterator[tuple[str, str, type[Deed]]]:
    """What a token may enter, by subject and word."""
    for desk, (_model, deeds) in DESKS.items():
        yield from ((desk, word, deed) for word, deed in deeds.items() if _is_open(token, deed))


def form_for(token: Token, desk: str, subject: str, word: str, fields: dict[str, Any]) -> Deed:
    """The form that was filled in. Raises `Http404` and `Refused`."""
    model, deeds = DESKS.get(desk, (None, {}))
    deed = deeds.get(word)
    if model is None or deed is None:
        raise Http404
    if not _is_open(token, deed):
        raise Refused(403, Problem("token_may_not"))
    try:
        found = get_object_or_404(model, pk=subject)
    except (ValueError, ValidationError):
        raise Http404 from None
    form = deed(found, MultiValueDict({name: _texts(value) for name, value in fields.items()}))
    if unknown := sorted(set(fields) - set(form.fields)):
        raise Refused(422, *(Problem("api_field", column=name, value=name) for name in unknown))
    if not form.is_valid():
        raise Refused(422, *_problems(form))
    return form


def _is_open(token: Token, deed: type[Deed]) -> bool:
    return not deed.by_people and not token.may.isdisjoint(deed.rights)


def _texts(value: Any) -> list[str]:
    """A value of JSON as a page would send it."""
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if value is None:
        return []
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else [str(value)]


def _problems(form: forms.Form) -> Iterator[Problem]:
    """What is wrong with a form, each at its field: a word of the catalogue where it has one."""
    for name, faults in form.errors.as_data().items():
        column, value = (name, str(form.data.get(name, ""))) if name in form.fields else (None, "")
        for fault in faults:
            code = fault.code if fault.code in catalogue() else "api_field"
            yield Problem(code, column=column, value=value or name)
