"""Forms of the plan: what, when, how; its stages; its briefings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.roster.forms import Day, Drawn, Span
from bangfu.site.supervision.models import Stage
from bangfu.site.supervision.planning import Plan
from bangfu.site.supervision.scheme import Rule, Scheme, methods
from bangfu.site.web.words import tongue


def lines(count: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": count})


class PlanForm(Drawn, forms.Form):
    """An inspection under one scheme. What is forbidden can be handed in, so that it is refused with its clause."""

    kind = forms.ChoiceField(label=_("哪一种"))
    title = forms.CharField(label=_("名称"), min_length=2, max_length=200)
    start = forms.DateField(
        label=_("从哪天起"), widget=Day(), help_text=_("各阶段的日子跟着它走，公开前还可以改。")
    )
    aim = forms.CharField(label=_("目的"), max_length=2000, required=False, widget=lines(2))
    areas = forms.MultipleChoiceField(
        label=_("看哪些内容"), required=False, widget=forms.CheckboxSelectMultiple
    )
    methods = forms.MultipleChoiceField(
        label=_("用哪些方式"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.CharField(label=_("其他方式"), max_length=100, required=False)
    announced = forms.BooleanField(label=_("事先告诉被检查的人是哪几天"), required=False)

    def __init__(self, scheme: Scheme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme, language = scheme, tongue()
        choices = {
            "kind": [(k.code, f"{k.title.told(language)}（{k.often.told(language)}）") for k in scheme.kind],
            "areas": [(a.code, a.title.told(language)) for a in scheme.area],
            "methods": [(code, words.told(language)) for code, words in methods().items()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def ways(self) -> list[dict[str, Any]]:
        """Every method with what the scheme says of it, the permitted first."""
        order: list[Rule] = ["permitted", "unnamed", "forbidden"]
        ticked: list[str] = self["methods"].value() or []
        rows = [(c, w.told(tongue()), *self.scheme.rule_of(c)) for c, w in methods().items()]
        named = [
            {"code": c, "label": w, "rule": rule, "clause": clause, "ticked": c in ticked}
            for c, w, rule, clause in rows
        ]
        return sorted(named, key=lambda way: order.index(way["rule"]))

    def contents(self) -> list[dict[str, Any]]:
        """Every area with its clause."""
        ticked: list[str] = self["areas"].value() or []
        return [
            {
                "code": a.code,
                "label": a.title.told(tongue()),
                "clause": a.provision,
                "ticked": a.code in ticked,
            }
            for a in self.scheme.area
        ]

    def plan(self) -> Plan:
        """What is wanted."""
        data: dict[str, Any] = {name: self.cleaned_data[name] for name in Plan.__dataclass_fields__}
        data |= {name: tuple(data[name]) for name in ("areas", "methods")}
        return Plan(**data)


class ChangeForm(PlanForm):
    """The same of a plan that stands, with the duty list of its teams."""

    duties = forms.CharField(
        label=_("各组的责任清单"), max_length=4000, required=False, widget=lines(6), help_text=_("一行一条。")
    )


class StageForm(Span):
    """One stage."""

    name = forms.CharField(label=_("阶段"), max_length=100)
    tasks = forms.CharField(label=_("做什么"), max_length=2000, required=False, widget=lines(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, field_order=["name", "start", "end", "tasks"], **kwargs)

    def onto(self, stage: Stage) -> Stage:
        """A stage as it was written."""
        for name in ("name", "start", "end", "tasks"):
            setattr(stage, name, self.cleaned_data[name])
        return stage


Stages = forms.formset_factory(StageForm, extra=0)


class BriefingForm(Drawn, forms.Form):
    """That the teams were taught."""

    on = forms.DateField(label=_("哪天"), widget=Day())
    people = forms.CharField(label=_("谁参加"), min_length=2, max_length=1000, widget=lines(2))
    content = forms.CharField(label=_("讲了什么"), min_length=2, max_length=4000, widget=lines(4))
