"""The steps of a course, and what is said while its notice hangs."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from bangfu.site.exits import leaving
from bangfu.site.exits.machine import FIRSTS, RULES
from bangfu.site.exits.models import Course, Objection
from bangfu.site.exits.words import GUARANTEES, VISITS, WORDS, move_word
from bangfu.site.household.words import WORDS as FILE
from bangfu.site.ledger.models import Entry
from bangfu.site.web.deed import Deed, Deeds, a_code, a_text, a_yes_no, some_lines
from bangfu.site.web.machine import Rule
from bangfu.site.web.models import Account
from bangfu.site.web.words import word

ENTRIES = 20  # of the ledger, the latest, are offered as evidence


class MoveDeed(Deed):
    """A step of a course, with what it needs."""

    file = FILE
    rule: Rule
    text = some_lines(_("看到、评议或者决定了什么"), 1000)
    document = a_text(_("文号"), 100)
    judged = some_lines(
        _("由人判断的，怎么判断"), 500, required=False, hint=_("页面上列出“由人判断”的，在这里写明理由。")
    )
    education = a_code(_("义务教育"))
    medical = a_code(_("基本医疗"))
    housing = a_code(_("住房安全"))
    water = a_code(_("饮水安全"))
    entry = a_code(
        _("台账里的走访记录"), required=False, hint=_("照片留在台账的记录里，这里选中它，不用再传。")
    )

    def __init__(self, subject: Course, data: Any = None) -> None:
        super().__init__(subject, data)
        looks = bool(self.rule.needs & {"seen", "looked"})
        wanted = {
            "text": "text" in self.rule.needs,
            "document": "document" in self.rule.needs,
            "judged": bool(self.rule.needs & {"judged", "fallen"}),
            **dict.fromkeys((*GUARANTEES, "entry"), looks),
        }
        for name in [name for name in self.fields if not wanted[name]]:
            del self.fields[name]
        if looks:
            self._offer(subject)

    def _offer(self, subject: Course) -> None:
        for code in GUARANTEES:
            self.choose(code, FILE.choices("state"))
        done = Entry.objects.filter(
            household=subject.household_id, kind__in=VISITS, withdraws=False, corrected_by=None
        )
        rows = done.order_by("-on", "-seq")[:ENTRIES]
        self.choose("entry", [(row.pk, f"{row.on} {word('activity', row.kind)}") for row in rows])

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return leaving.move(user, self.subject, self.rule.code, self.cleaned_data)


class ObjectionDeed(Deed):
    """What somebody said against the notice."""

    rights = ("help", "households")
    title = _("登记一条意见")
    file = WORDS
    text = some_lines(_("意见内容"), 1000, hint=_("写意见本身；不愿意留名的，不写姓名。"))

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return leaving.object_to(user, self.subject, self.cleaned_data["text"])


class AnswerDeed(Deed):
    """The answer to what was said, and whether it was right."""

    rights = ("households",)
    title = _("答复意见")
    file = WORDS
    objection = a_code(_("哪一条意见"))
    upheld = a_yes_no(_("意见成立吗"))
    text = some_lines(_("核查结果和答复"), 1000)

    def __init__(self, subject: Course, data: Any = None) -> None:
        super().__init__(subject, data)
        open_ = Objection.objects.filter(course=subject, answers=None, answer=None)
        self.choose("objection", [(one.pk, one.text[:60]) for one in open_])

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        asked = Objection.objects.get(pk=data["objection"])
        return leaving.answer(user, asked, data["text"], upheld=data["upheld"])


_called = lazy(move_word, str)


def _deed(rule: Rule) -> type[MoveDeed]:
    said = {"rule": rule, "rights": (rule.may,), "title": _called(rule.code), "__doc__": rule.en}
    return type(f"Move_{rule.code}", (MoveDeed,), said)


MOVES: Deeds = {code: _deed(rule) for code, rule in RULES.items() if code not in FIRSTS}
DEEDS: Deeds = {**MOVES, "objection": ObjectionDeed, "answer": AnswerDeed}
