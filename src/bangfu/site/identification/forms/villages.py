"""What is entered about a village: its roll, a report, a notice; and what becomes of one of its households."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.site.identification import screening, telling
from bangfu.site.identification.forms.deed import Step
from bangfu.site.identification.models import Notice, Report, Roll, Scheme, Screening
from bangfu.site.identification.templates import templates
from bangfu.site.roster import id_numbers
from bangfu.site.roster.forms import told
from bangfu.site.roster.models import Place
from bangfu.site.web.deed import Deeds, a_code, a_day, a_text, some_lines
from bangfu.site.web.models import Account

MOST = 99  # people of one household


def a_number(label: Any, most: int = 999, *, required: bool = True, least: int = 0) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=required)


def an_id_number() -> forms.CharField:
    """Sealed in the database."""
    return forms.CharField(label=_("身份证号"), max_length=20, required=False)


def sound(text: str) -> str:
    """An ID number with a right check digit, or nothing. Raises `ValidationError`."""
    text = id_numbers.normal(text)
    if text and not id_numbers.is_valid(text):
        raise told(Problem("bad_id_number"))
    return text


class RollForm(Step):
    """A household of the village."""

    title = _("登记一户")
    head = a_text(_("户主"), 100)
    people = a_number(_("人数"), MOST, least=1)
    id_number = an_id_number()
    address = a_text(_("住址"), 200, required=False)

    def clean_id_number(self) -> str:
        """Nothing, or a number that can be one."""
        return sound(self.cleaned_data["id_number"])

    def do(self, user: Account) -> Roll:
        """Enter it. Raises `BangfuError`."""
        [made] = telling.enrol(user, [Roll(place_id=self.subject.pk, **self.cleaned_data)])
        return made


class ReportForm(Step):
    """That a household needs help."""

    rights = ("households", "help")
    title = _("登记一条报告")
    words = {"channel": "channel"}
    channel = a_code(_("从哪里知道的"))
    received_on = a_day(_("哪天知道的"))
    about = a_text(_("哪一户"), 100)
    said = some_lines(_("发生了什么"), 1000)
    phone = a_text(_("联系电话"), 40, required=False)

    def __init__(self, subject: Place, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("channel", [c for c in self.file.choices("channel") if c[0] != "self"])

    def do(self, user: Account) -> Report:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        return telling.report(user, Report(place_id=self.subject.pk, told=data.pop("said"), **data))


class PostForm(Step):
    """Hanging out those who are to be taken in under one version of a scheme."""

    title = _("张贴拟纳入公示")
    scheme = a_code(_("识别办法"))
    venue = a_text(_("张贴在哪里"), 100)

    def __init__(self, subject: Place, data: Any = None) -> None:
        super().__init__(subject, data)
        waiting = {row.scheme_id: str(row.scheme) for row in self._ready()}
        self.choose("scheme", list(waiting.items()))

    def _ready(self) -> list[Screening]:
        found = Screening.objects.filter(place=self.subject, state="appraised", result="in")
        return list(found.select_related("scheme").order_by("at", "pk"))

    def do(self, user: Account) -> Notice:
        """Post them. Raises `BangfuError`."""
        data = self.cleaned_data
        ready = [row for row in self._ready() if row.scheme_id == data["scheme"]]
        return screening.post(user, self.subject.pk, ready, data["venue"])


class HangForm(Step):
    """Hanging out the list in force, in the place of the one that hangs."""

    title = _("张贴现行名单")
    venue = a_text(_("张贴在哪里"), 100)

    def do(self, user: Account) -> Notice:
        """Post it. Raises `BangfuError`."""
        schemes = [
            screening.scheme_of(self.subject.pk, t.code) for t in templates().values() if t.kind == "register"
        ]
        scheme = next((each for each in schemes if each), None) or Scheme(pk="")
        return screening.hang(user, self.subject.pk, scheme, self.cleaned_data["venue"])


class BeginForm(Step):
    """Beginning to screen a household of the roll."""

    title = _("开始摸排")
    scheme = a_code(_("识别办法"))

    def __init__(self, subject: Roll, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("scheme", [(t.code, str(t)) for t in templates().values()])

    def do(self, user: Account) -> Screening:
        """Begin. Raises `BangfuError` where the county set no such scheme."""
        scheme = screening.scheme_of(self.subject.place_id, self.cleaned_data["scheme"]) or Scheme(pk="")
        return screening.begin(user, self.subject, scheme)


class LeaveForm(Step):
    """Why a household left the roll."""

    title = _("从名册上移出")
    why = a_text(_("理由"), 200)

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        telling.strike(self.subject, self.cleaned_data["why"])


OF_VILLAGE: Deeds = {"roll": RollForm, "report": ReportForm, "post": PostForm, "hang": HangForm}
OF_ROLL: Deeds = {"screen": BeginForm, "leave": LeaveForm}
