"""What becomes of a report, of an objection and of a notice; and how a county identifies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.identification import screening, telling
from bangfu.site.identification.forms.deed import Step
from bangfu.site.identification.forms.villages import a_number
from bangfu.site.identification.models import Report, Roll, Scheme, Screening
from bangfu.site.identification.templates import Template, templates
from bangfu.site.roster.models import Place
from bangfu.site.web.deed import Deed, Deeds, a_code, a_day, a_text, one_of, some_lines
from bangfu.site.web.models import Account


class FromReportForm(Step):
    """Beginning to screen the household that a report is about."""

    title = _("按报告开始摸排")
    roll = one_of(Roll.objects.none(), _("名册上的哪一户"))
    scheme = a_code(_("识别办法"))

    def __init__(self, subject: Report, data: Any = None) -> None:
        super().__init__(subject, data)
        self.fields["roll"].queryset = Roll.objects.filter(place=subject.place_id, left_on=None)  # type: ignore[attr-defined]
        self.fields["roll"].initial = subject.roll_id
        self.choose("scheme", [(t.code, str(t)) for t in templates().values()])

    def do(self, user: Account) -> Screening:
        """Begin. Raises `BangfuError`."""
        data = self.cleaned_data
        scheme = screening.scheme_of(self.subject.place_id, data["scheme"]) or Scheme(pk="")
        return screening.begin(user, data["roll"], scheme, self.subject)


class AnswerForm(Step):
    """What came of it; told to whoever holds its receipt."""

    rights = ("households", "confirm")
    title = _("答复")
    answer = some_lines(_("答复（凭回执号的人看得到）"), 500)

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        telling.answer(self.subject, self.cleaned_data["answer"])


class RemoveForm(Step):
    """That a notice was taken down today."""

    title = _("登记取下")
    sure = forms.BooleanField(label=_("今天已经取下"))

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        screening.take_down(user, self.subject)


class SchemeForm(Step):
    """How the county identifies from a day on; the texts as the higher document has them, one a line."""

    rights = ("confirm",)
    template: Template
    start = a_day(_("从哪天起管用"))
    steps = some_lines(_("步骤，按先后，一行一步"), 6000, required=False)
    notice_days = a_number(_("公示几天"), 365, required=False, least=1)
    screen_days = a_number(_("报告后几天内要摸排"), 365, required=False, least=1)
    document = a_text(_("依据的文件"), 100, required=False)

    def __init__(self, subject: Place, data: Any = None) -> None:
        super().__init__(subject, data)
        for name, count in self.template.lists.items():
            hint = _("正好 %(count)s 条，一行一条；文件里没有的，照上级文件填。") % {"count": count}
            self.fields[name] = some_lines(self.file.called("list", name), 6000, required=False, hint=hint)
        known = screening.scheme_of(subject.pk, self.template.code)
        for name in ("steps", *self.template.lists) if known else ():
            self.fields[name].initial = "\n".join(known.items(name)) if known else ""
        for name in ("notice_days", "screen_days", "document") if known else ():
            self.fields[name].initial = getattr(known, name)

    def do(self, user: Account) -> Scheme:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        texts = {name: lines(data.pop(name)) for name in ("steps", *self.template.lists)}
        return telling.set_scheme(
            user, Scheme(county_id=self.subject.pk, template=self.template.code, **texts, **data)
        )


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _of(template: Template) -> type[Deed]:
    """The form of one template."""
    return type(
        "SchemeForm", (SchemeForm,), {"template": template, "title": template.zh, "__doc__": template.en}
    )


OF_REPORT: Deeds = {"screen": FromReportForm, "answer": AnswerForm}
OF_OBJECTION: Deeds = {"answer": AnswerForm}
OF_NOTICE: Deeds = {"remove": RemoveForm}
OF_COUNTY: Deeds = {code: _of(template) for code, template in templates().items()}
