"""What is entered about a screening: answers, who lives there, steps, and its moves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.exits.words import WORDS as RISKS
from bangfu.site.household.words import choices
from bangfu.site.identification import confirming, screening
from bangfu.site.identification.forms.deed import Step
from bangfu.site.identification.forms.lists import ListsForm, items
from bangfu.site.identification.forms.villages import a_number, an_id_number, sound
from bangfu.site.identification.machine import RULES
from bangfu.site.identification.models import Answer, Move, Person, Screening, StepRecord
from bangfu.site.identification.watching import Danger
from bangfu.site.identification.words import WORDS
from bangfu.site.web.deed import Deeds, a_code, a_day, a_text, a_yes_no, some_lines
from bangfu.site.web.models import Account


class AnswerItemForm(Step):
    """What was found of one item of the lists."""

    title = _("回答一条")
    words = {"said": "said"}
    item = a_code(_("哪一条"))
    said = a_code(_("是不是"))
    evidence = some_lines(_("依据：看到什么、谁说的、哪份材料"), 500)

    def __init__(self, subject: Screening, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose(
            "item",
            [(f"{name}-{n}", f"{WORDS.called('list', name)}{n} {text}") for name, n, text in items(subject)],
        )

    def do(self, user: Account) -> Answer:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        name, _sign, number = data["item"].rpartition("-")
        return screening.say(user, self.subject, (name, int(number)), data["said"], data["evidence"])


class PersonForm(Step):
    """Somebody who lives there, or that a row was wrong."""

    title = _("登记家庭成员")
    instead = a_code(_("更正哪一行"), required=False, hint=_("新登记的不选。"))
    name = a_text(_("姓名"), 100)
    relation = a_code(_("与户主关系"))
    birth = a_day(_("出生日期"), required=False)
    id_number = an_id_number()
    gone = a_yes_no(_("这个人不在本户"), required=False)

    def __init__(self, subject: Screening, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("instead", [(str(row.number), row.name) for row in confirming.people(subject)])
        self.choose("relation", choices("relation"))

    def clean_id_number(self) -> str:
        """Nothing, or a number that can be one."""
        return sound(self.cleaned_data["id_number"])

    def do(self, user: Account) -> Person:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        number, data["gone"] = data.pop("instead"), bool(data["gone"])
        return screening.name(user, self.subject, int(number) if number else None, **data)


class StepForm(Step):
    """A step of the procedure."""

    title = _("记一步程序")
    number = a_code(_("哪一步"))
    on = a_day()
    body = a_text(_("谁办的"), 200)
    venue = a_text(_("在哪里"), 100, required=False)
    attended = a_number(_("到会人数"), 9999, required=False)
    in_favour = a_number(_("同意"), 9999, required=False)
    against = a_number(_("不同意"), 9999, required=False)
    found = some_lines(_("结果"), 1000)
    papers = a_text(_("材料"), 300, required=False)

    def __init__(self, subject: Screening, data: Any = None) -> None:
        super().__init__(subject, data)
        taken = set(StepRecord.objects.filter(screening=subject).values_list("number", flat=True))
        steps = enumerate(subject.scheme.steps, 1)
        self.choose("number", [(str(n), f"{n}. {text}") for n, text in steps if n not in taken])

    def clean(self) -> dict[str, Any]:
        """No more votes than people."""
        data = super().clean() or {}
        votes = sum(data.get(name) or 0 for name in ("in_favour", "against"))
        if data.get("attended") is not None and votes > data["attended"]:
            raise forms.ValidationError(_("同意和不同意的加起来，不能多于到会的人数。"))
        return data

    def do(self, user: Account) -> StepRecord:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        return screening.take_step(user, self.subject, int(data.pop("number")), **data)


class MoveForm(Step):
    """A step of a screening through its states, with what it needs."""

    code: str
    text = some_lines(_("情况或理由"), 1000)

    def __init__(self, subject: Screening, data: Any = None) -> None:
        super().__init__(subject, data)
        self.fields["text"].required = "text" in RULES[self.code].needs

    def do(self, user: Account) -> Move:
        """Take it. Raises `BangfuError` with the reason why it may not be taken."""
        return screening.move(user, self.subject, self.code, self.cleaned_data["text"])


class AppraiseForm(MoveForm):
    """The result that the lists give."""

    code, title = "appraise", _("按清单得出结果")


class ReviewForm(MoveForm):
    """The result that a person gives, with the reason."""

    code, title, rights = "review", _("复核人判断结果"), ("confirm",)
    words = {"result": "result"}
    result = a_code(_("结果"))

    def do(self, user: Account) -> Move:
        """Give it. Raises `BangfuError`."""
        data = self.cleaned_data
        return screening.move(user, self.subject, self.code, data["text"], result=data["result"])


class ConfirmForm(MoveForm):
    """Taking the household in."""

    code, title, rights = "confirm", _("确认纳入"), ("confirm",)
    risk = a_code(_("监测类别"))
    causes = forms.MultipleChoiceField(label=_("风险原因"), widget=forms.CheckboxSelectMultiple())

    def __init__(self, subject: Screening, data: Any = None) -> None:
        super().__init__(subject, data)
        if subject.scheme.of.kind == "watch":
            self.choose("risk", RISKS.choices("risk"))
            self.choose("causes", choices("cause"))
        else:
            del self.fields["risk"], self.fields["causes"]

    def do(self, user: Account) -> Move:
        """Take it in. Raises `BangfuError`."""
        data = self.cleaned_data
        danger = Danger(data["risk"], tuple(data["causes"])) if "risk" in data else None
        return confirming.confirm(user, self.subject, data["text"], danger)


class DeclineForm(MoveForm):
    """Not taking it in."""

    code, title, rights = "decline", _("不予纳入"), ("confirm",)


class WithdrawForm(MoveForm):
    """Ending a screening without a result."""

    code, title = "withdraw", _("撤回")


MOVES: Deeds = {
    "appraise": AppraiseForm,
    "review": ReviewForm,
    "confirm": ConfirmForm,
    "decline": DeclineForm,
    "withdraw": WithdrawForm,
}
OF_SCREENING: Deeds = {
    "lists": ListsForm, "answer": AnswerItemForm, "person": PersonForm, "step": StepForm, **MOVES,
}  # fmt: skip
