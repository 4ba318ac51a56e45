"""What is put right while a project is being written, and papers kept with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from bangfu.site.fund import planning
from bangfu.site.fund.attaching import About, attach
from bangfu.site.fund.forms.deed import FundDeed
from bangfu.site.fund.models import Attachment, Beneficiary, Move, Project, Supervision, UseLine, Voucher
from bangfu.site.fund.words import WORDS, move_word
from bangfu.site.roster.options import household_label
from bangfu.site.web.deed import NONE, Deeds, a_amount, a_code, a_text
from bangfu.site.web.models import Account as User
from bangfu.site.web.money import yuan


class CorrectForm(FundDeed):
    """What a project is to be, until it was found feasible."""

    rights = ("plan",)
    title = _("更正申报内容")
    words = {"purpose": "purpose"}
    name = a_text(_("项目名称"), 200)
    purpose = a_code(_("资金用途"))
    budget = a_amount(_("预算（元）"))
    for_village = forms.BooleanField(label=_("惠及全村，不列受益户"), required=False)

    def __init__(self, subject: Project, data: Any = None) -> None:
        super().__init__(subject, data)
        self.initial = {name: getattr(subject, name) for name in ("name", "purpose", "for_village")}
        self.initial["budget"] = f"{subject.budget / 100:.2f}"

    def do(self, user: User) -> None:
        """Put it right. Raises `BangfuError`."""
        data = self.cleaned_data
        wanted = planning.Wanted(data["name"], data["purpose"], self.cents("budget"), data["for_village"])
        planning.correct(self.subject, wanted)


class UseOutForm(FundDeed):
    """A line of the plan of use that was wrong."""

    rights = ("plan",)
    title = _("删去一行使用方案")
    line = a_code(_("哪一行"))

    def __init__(self, subject: Project, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("line", [(one.pk, _line(one)) for one in UseLine.objects.filter(project=subject)])

    def do(self, user: User) -> None:
        """Take it out. Raises `BangfuError`."""
        planning.take_out(UseLine.objects.get(pk=self.cleaned_data["line"]))


class HouseholdOutForm(FundDeed):
    """A household that the project does not serve after all."""

    rights = ("plan",)
    title = _("移出一个受益户")
    household = a_code(_("哪一户"))

    def __init__(self, subject: Project, data: Any = None) -> None:
        super().__init__(subject, data)
        known = Beneficiary.objects.filter(project=subject).select_related("household")
        self.choose("household", [(one.pk, household_label(one.household)) for one in known])

    def do(self, user: User) -> None:
        """Take it out. Raises `BangfuError`."""
        planning.take_out(Beneficiary.objects.get(pk=self.cleaned_data["household"]))


class AttachForm(FundDeed):
    """A paper of a project, of a payment, of a look at an allotment, or of a step."""

    rights = ("plan", "fund", "inspect")
    title = _("附材料")
    called = a_text(_("材料名称"), 100)
    about = a_code(_("说明哪一件事"), required=False, hint=_("不选就是整个项目的材料。"))
    upload = forms.FileField(label=_("照片或 PDF"), help_text=_("PDF 最大 10 MB；照片会去掉拍摄信息并缩小。"))

    def __init__(self, subject: Project, data: Any = None, files: Any = None) -> None:
        super().__init__(subject, data)
        self.files = files or MultiValueDict()
        self.fields["about"].choices = [*NONE, *_subjects(subject)]  # type: ignore[attr-defined]

    def do(self, user: User) -> Attachment:
        """Keep it. Raises `BangfuError`."""
        data = self.cleaned_data
        what, _, pk = data["about"].partition(":")
        about = About(**{what: pk}) if pk else About()
        return attach(user, self.subject, data["called"], data["upload"], about)


def _line(line: UseLine) -> str:
    called = (WORDS.called("source", line.source), WORDS.called("purpose", line.purpose))
    return f"{' · '.join(called)} · {yuan(line.amount)}"


def _subjects(project: Project) -> list[tuple[str, str]]:
    """What a paper may be about."""
    payments = Voucher.objects.filter(into__project=project, code="pay").select_related("into")
    seen = Supervision.objects.filter(allotment__project=project)
    steps = Move.objects.filter(project=project, code="accept")
    return [
        *((f"voucher:{v.pk}", f"{v.on} {v.into} {yuan(v.amount)}") for v in payments),
        *((f"supervision:{s.pk}", f"{s.on} {s.checked[:30]}") for s in seen),
        *((f"move:{m.pk}", f"{m.on} {move_word(m.code)}") for m in steps),
    ]


DEEDS: Deeds = {"correct": CorrectForm, "use-out": UseOutForm, "household-out": HouseholdOutForm}
