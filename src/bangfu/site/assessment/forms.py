"""Forms of what is entered for an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.assessment.scheme import Scheme
from bangfu.site.clock import today
from bangfu.site.roster.forms import Combo, Day, Drawn
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.words import word

RESULTS = (("yes", _("符合")), ("no", _("不符合")), ("excused", _("有正当事由（事前请假、出差、培训等）")))
ANSWERS = (("yes", _("满意")), ("no", _("不满意")), ("none", _("没有作答")))
PARTED = (("village", _("问群众：按村的帮扶单位分")), ("helper", _("问结对户：按帮扶责任人的单位分")))


def _indicators(scheme: Scheme, source: str) -> list[tuple[str, str]]:
    found = [i.code for i in scheme.indicator if source in i.sources]
    return [(code, word("indicator", code)) for code in found]


def _unit(**kwargs: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Organisation.objects.none(), required=False, widget=Combo("organisations"), **kwargs
    )


class Named(Drawn, forms.Form):
    """A form that names places, units and people which the account sees."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: dict[str, Any] = {"place": Place, "organisation": Organisation, "person": Person}
        for name, model in rows.items():
            if name in self.fields:
                self.fields[name].queryset = model.objects.all()  # type: ignore[attr-defined]


class CheckForm(Named):
    """One thing that was looked at."""

    indicator = forms.ChoiceField(label=_("查什么"))
    on = forms.DateField(label=_("哪天"), widget=Day())
    place = forms.ModelChoiceField(Place.objects.none(), label=_("在哪里"), widget=Combo("places"))
    organisation = _unit(
        label=_("哪个单位的"), help_text=_("不选，就算村里唯一的帮扶单位的；有几家的分不清，两边都不算。")
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("哪个人"), required=False, widget=Combo("people")
    )
    result = forms.ChoiceField(label=_("结果"), choices=RESULTS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("说明"), required=False, max_length=500, help_text=_("有正当事由的写明事由。")
    )

    def __init__(self, scheme: Scheme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = _indicators(scheme, "checks")  # type: ignore[attr-defined]

    def clean_on(self) -> Any:
        """Not a day to come."""
        if (on := self.cleaned_data["on"]) > today():
            raise forms.ValidationError(_("这一天还没有到。"))
        return on

    def clean(self) -> dict[str, Any]:
        """An excuse says which."""
        data = super().clean() or self.cleaned_data
        if data.get("result") == "excused" and not data.get("note"):
            self.add_error("note", str(_("有正当事由的写明事由。")))
        return data


class FigureForm(Named):
    """A figure of one body with its evidence."""

    indicator = forms.ChoiceField(label=_("填什么"))
    organisation = _unit(label=_("哪个单位"))
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("或哪个乡镇"), required=False, widget=Combo("places")
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("或哪个人"), required=False, widget=Combo("people")
    )
    area = forms.ChoiceField(
        label=_("片区"), required=False, help_text=_("在几个片区都有帮扶的单位，每个片区各填一个。")
    )
    numerator = forms.IntegerField(label=_("分子"), required=False, min_value=0, max_value=2**31 - 1)
    denominator = forms.IntegerField(label=_("分母"), required=False, min_value=0, max_value=2**31 - 1)
    evidence = forms.CharField(
        label=_("出处和依据"), max_length=500, help_text=_("出自哪份表、哪份文，让人能找到原件。")
    )

    def __init__(self, scheme: Scheme, areas: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = _indicators(scheme, "figures")  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", "—"), *((a, a) for a in areas)]  # type: ignore[attr-defined]
        if not scheme.per_area:
            del self.fields["area"]
        if all(s.kind != "helper" for s in scheme.subject):
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        """About one body."""
        data = super().clean() or self.cleaned_data
        if sum(bool(data.get(name)) for name in ("organisation", "place", "person")) != 1:
            raise forms.ValidationError(_("单位、乡镇和人里选一个。"))
        return data


class WeightsForm(forms.Form):
    """What each indicator weighs; which body decided it."""

    set_by = forms.CharField(
        label=_("由谁定的"), min_length=2, max_length=100, help_text=_("写作出决定的机构和文号。")
    )

    def __init__(self, codes: Iterable[str], held: Mapping[str, Decimal], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in codes:
            self.fields[code] = forms.DecimalField(
                label=word("indicator", code), min_value=Decimal("0.0001"), max_value=99999, decimal_places=4,
                initial=held.get(code),
            )  # fmt: skip

    @property
    def weights(self) -> dict[str, Decimal]:
        """The weights by indicator."""
        return {code: value for code, value in self.cleaned_data.items() if code != "set_by"}


class SurveyForm(Drawn, forms.Form):
    """What the households of a draw are asked."""

    indicator = forms.ChoiceField(label=_("问什么"))
    parted = forms.ChoiceField(label=_("问谁"), choices=PARTED, widget=forms.RadioSelect, initial="village")

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """One slip from paper."""

    code = forms.CharField(
        label=_("答卷条上的码"), max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    answer = forms.ChoiceField(label=_("回答"), choices=ANSWERS, widget=forms.RadioSelect)

    @property
    def said(self) -> str:
        """The answer as it is kept: empty where none was given."""
        answer: str = self.cleaned_data["answer"]
        return "" if answer == "none" else answer


class PublishForm(forms.Form):
    """Why a ranking is published anew."""

    reason = forms.CharField(label=_("重新公布的理由"), required=False, max_length=500)
