"""The forms of the steps of a case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.accountability.terms import decided
from bangfu.site.cases.machine import DECISIONS, REVIEWS, WEIGHTS
from bangfu.site.cases.models import Case
from bangfu.site.cases.moving import Ruling, Said
from bangfu.site.cases.papers import reference
from bangfu.site.cases.words import measure_word
from bangfu.site.clock import today
from bangfu.site.papers.facts import Talk
from bangfu.site.papers.kinds import Kind
from bangfu.site.roster.forms import Day
from bangfu.site.web.machine import Rule

AREA = forms.Textarea(attrs={"rows": 4})
OF_A_TALK = {Kind.INTERVIEW_NOTICE, Kind.INTERVIEW_RECORD, Kind.ADMONITION}
DAYS = 10  # a first value for last days, to be changed: no document sets one
WORDS: dict[str, Promise] = {
    "notify": _("告知内容：拟怎样处理、依据什么事实、本人有什么权利"),
    "state": _("您的意见：事实是否属实，有什么情况要说明"),
    "appeal": _("申诉理由：哪里不对，希望怎样"),
    "add": _("补充意见"),
    "submit": _("听取意见的情况：本人说了什么，核对的结果是什么"),
    "serve": _("怎样送达的"),
    "carry_out": _("哪天、由谁、怎样执行的"),
    **dict.fromkeys((*DECISIONS, *REVIEWS), _("理由（本人会看到）")),
}
UNTIL: dict[str, Promise] = {
    "notify": _("本人最晚哪天提意见"),
    "send_back": _("本人最晚哪天提意见"),
    "serve": _("本人最晚哪天申诉"),
}


class StepForm(forms.Form):
    """Words, and what else a kind of step needs."""

    text = forms.CharField(label=_("说明"), min_length=2, max_length=4000, widget=AREA)

    def __init__(self, rule: Rule, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{rule.code}_%s", **kwargs)
        self.rule = rule
        self.fields["text"].label = WORDS.get(rule.code, _("说明"))  # type: ignore[assignment]
        if "measure" in rule.needs:
            start, end = _span(case, rule)
            self.fields["measure"] = forms.ChoiceField(label=_("措施"), choices=_measures(case, rule))
            self.fields["start"] = forms.DateField(label=_("从哪天起"), widget=Day(), initial=start)
            self.fields["end"] = forms.DateField(
                label=_("到哪天止（含当天）"), widget=Day(), initial=end, required=False,
                help_text=_("约谈、检查等一次做完的，不填。"),
            )  # fmt: skip
        if "document" in rule.needs:
            self.fields["document"] = forms.CharField(
                label=_("决定文书的文号"), max_length=100, initial=reference(case),
                help_text=_("先生成、印发决定文书，这里会自动填上它的文号。"),
            )  # fmt: skip
        if "deadline" in rule.needs:
            until = UNTIL.get(rule.code, _("时限"))
            self.fields["deadline"] = forms.DateField(
                label=until, widget=Day(), initial=today() + timedelta(days=DAYS),
                help_text=_("文件没有规定天数，请按当地规定填写。"),
            )  # fmt: skip

    @property
    def said(self) -> Said:
        """What the form says."""
        data = self.cleaned_data
        ruling = Ruling(data["measure"], data["start"], data["end"]) if data.get("measure") else None
        return Said(data["text"], data.get("deadline"), ruling, data.get("document", ""))


class PaperForm(forms.Form):
    """Which paper; of a talk when, where and by whom."""

    kind = forms.ChoiceField(label=_("文种"))
    at = forms.CharField(label=_("谈话时间"), required=False, max_length=60)
    place = forms.CharField(label=_("谈话地点"), required=False, max_length=60)
    by = forms.CharField(
        label=_("谈话人"), required=False, max_length=60, help_text=_("约谈、诫勉谈话才填。")
    )

    def __init__(self, kinds: list[Kind], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_paper_%s", **kwargs)
        self.fields["kind"].choices = [(k.value, k.label) for k in kinds]  # type: ignore[attr-defined]
        if not OF_A_TALK & {*kinds}:
            for name in ("at", "place", "by"):
                del self.fields[name]

    @property
    def talk(self) -> Talk:
        """What the form says of a talk."""
        data = self.cleaned_data
        return Talk(data.get("at", ""), data.get("place", ""), data.get("by", ""))


def _measures(case: Case, rule: Rule) -> list[tuple[str, str]]:
    """Those that the clause leaves open; for something milder, what stands and all that is lighter."""
    stands = case.measure or case.proposed_measure
    if "milder" not in rule.needs:
        codes = [case.proposed_measure, *case.choices]
    else:
        codes = [stands, *(m for m in WEIGHTS if WEIGHTS[m] < WEIGHTS[stands])]
    return [(code, measure_word(code)) for code in dict.fromkeys(codes)]


def _span(case: Case, rule: Rule) -> tuple[date, date | None]:
    """First values, to be changed."""
    if "as_proposed" not in rule.needs:
        return case.effect_from or today(), None
    return decided(case.proposed_from, case.proposed_to, today())
