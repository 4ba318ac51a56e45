"""What anybody may do without signing in: read what hangs, object, say that one needs help, ask what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import today
from bangfu.site.disclosure.reading import County, county_of, places_of
from bangfu.site.identification.telling import receipt, send_objection, send_report
from bangfu.site.identification.templates import templates
from bangfu.site.identification.words import WORDS, state_word
from bangfu.site.roster.forms import refuse, told
from bangfu.site.roster.models import new_id
from bangfu.site.tips.forms import ID, CodeForm, long, short
from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.limits import limited_by_address
from bangfu.site.web.posted import Posted


@dataclass(frozen=True)
class Hung:
    """A notice that hangs, as the public reads it."""

    place: int
    village: str
    town: str
    notice: str
    kind: str
    scheme: str
    posted_on: date
    until: date | None
    venue: str
    households: list[Posted]

    @property
    def called(self) -> str:
        """What it is."""
        return f"{templates()[self.scheme]} · {WORDS.called('notice', self.kind)}"


class SentForm(forms.Form):
    """`sent` is made with the form: sent twice it is one. `website` is hidden from people; what fills it in is no person."""

    sent = forms.CharField(widget=forms.HiddenInput, initial=new_id)
    website = forms.CharField(required=False)

    def clean_sent(self) -> str:
        """An id, as we make them."""
        if not ID.fullmatch(self.cleaned_data["sent"]):
            raise told(Problem("stale_form"))
        return self.cleaned_data["sent"]

    def clean_website(self) -> str:
        """Nothing."""
        if self.cleaned_data["website"]:
            raise told(Problem("tip_not_by_hand"))
        return ""


class HelpForm(SentForm):
    """That one's own household needs help."""

    place = forms.TypedChoiceField(label=_("哪个村"), coerce=int)
    about = forms.CharField(label=_("户主姓名"), max_length=100)
    said = long(6, 1000, label=_("遇到了什么困难"), min_length=5)
    phone = short(_("电话"), 40)

    def __init__(self, places: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]


class ObjectForm(SentForm):
    """What somebody has against a notice."""

    said = long(6, 1000, label=_("对哪一户、有什么不同意见，依据是什么"), min_length=5)
    name = short(_("姓名"))
    phone = short(_("电话"), 40)


@opens_for(PUBLIC)
@limited_by_address("open_page")
def lists(request: HttpRequest, code: int) -> HttpResponse:
    """What hangs in the villages of a county."""
    county = _county(code)
    return render(request, "identification/lists.html", {"county": county, "hung": hanging(county.code)})


@opens_for(PUBLIC)
@limited_by_address("open_page")
@limited_by_address("tip", "POST")
def objection(request: HttpRequest, code: int, notice: str) -> HttpResponse:
    """Object to a notice; the receipt is shown once, on the answer to this form."""
    county = _county(code)
    found = next((each for each in hanging(county.code) if each.notice == notice), None)
    if found is None:
        raise Http404
    form = ObjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if given := _given(
            form, send_objection, data["sent"], notice, data["said"], data["name"], data["phone"]
        ):
            return render(request, "identification/sent.html", {"code": given, "county": county})
    context = {"form": form, "county": county, "hung": found, "made_up": bool(settings.BANGFU_TODAY)}
    return render(request, "identification/object.html", context, status=422 if form.errors else 200)


@opens_for(PUBLIC)
@limited_by_address("open_page")
@limited_by_address("tip", "POST")
def ask_help(request: HttpRequest, code: int) -> HttpResponse:
    """Say that one's household needs help."""
    county = _county(code)
    known = {p.code: p for p in places_of(county, today())}
    above = {code: known[p.parent].name for code, p in known.items() if p.parent in known}
    places = [(p.code, above.get(p.code, "") + p.name) for p in known.values() if p.level == "village"]
    form = HelpForm([("", "—"), *places], request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if given := _given(
            form, send_report, data["sent"], data["place"], data["about"], data["said"], data["phone"]
        ):
            return render(request, "identification/sent.html", {"code": given, "county": county})
    context = {"form": form, "county": county, "made_up": bool(settings.BANGFU_TODAY)}
    return render(request, "identification/ask_help.html", context, status=422 if form.errors else 200)


@opens_for(PUBLIC)
@limited_by_address("open_page")
@limited_by_address("tip_code", "POST")
def by_receipt(request: HttpRequest) -> HttpResponse:
    """What came of a report or an objection, by its receipt; the number comes in the body of a form."""
    form, found = CodeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            found = receipt(form.cleaned_data["code"])
        except BangfuError as error:
            refuse(form, error)
    context = {"form": form, "found": found, "state": state_word(found[3]) if found and found[3] else ""}
    return render(request, "identification/receipt.html", context, status=422 if form.errors else 200)


def hanging(county: int) -> list[Hung]:
    """What hangs there today."""
    with connection.cursor() as cursor:
        cursor.execute("select * from identify_lists(%s, %s)", [county, today().isoformat()])
        rows = cursor.fetchall()
    return [Hung(*row[:-1], households=[Posted(*each) for each in json.loads(row[-1])]) for row in rows]


def _county(code: int) -> County:
    county = county_of(code)
    if county is None or county.code != code:
        raise Http404
    return county


def _given(form: forms.Form, send: Any, *said: Any) -> str:
    """The receipt; nothing where it was refused, which is told at the form."""
    try:
        return send(*said)
    except BangfuError as error:
        refuse(form, error)
        return ""
