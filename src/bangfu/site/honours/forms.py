"""The forms: what is asked, what was given, what is attested, why something is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.honours.asking import wanted
from bangfu.site.honours.models import ISSUER, KIND, LEVEL
from bangfu.site.honours.words import ISSUERS, YES_NO, category_word, condition_word, kind_word, level_word
from bangfu.site.roster.forms import Combo, Day, Drawn
from bangfu.site.roster.models import Organisation, Person
from bangfu.site.web.words import in_force

NONE = [("", "—")]


class AboutForm(Drawn, forms.Form):
    """About one person or one unit."""

    person = forms.ModelChoiceField(
        Person.objects.all(), label=_("人员"), required=False, widget=Combo("people")
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("或者单位"), required=False, widget=Combo("organisations")
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("person")) == bool(cleaned.get("organisation")) and not self.errors:
            self.add_error("person", _("请填人员或者单位，只填一个。"))
        return cleaned

    def choose(self, name: str, choices: Iterable[tuple[str, str | Promise]]) -> None:
        """Offer these."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


class AskForm(AboutForm):
    """May somebody be proposed for something on a day."""

    purpose = forms.ChoiceField(label=_("提名做什么"))
    on = forms.DateField(label=_("哪天提名"), widget=Day())
    year = forms.IntegerField(
        label=_("评哪一年"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        help_text=_("不填就是提名当年。"),
    )  # fmt: skip

    def __init__(self, data: Any, person: str | None = None) -> None:
        """`person`: the only one to ask about."""
        super().__init__(data, initial={"on": today(), "person": person})
        self.choose("purpose", wanted())
        if person is not None:
            del self.fields["organisation"]
            self.fields["person"].widget = forms.HiddenInput()


class GrantForm(AboutForm):
    """An honour, a grade or an appointment that was given."""

    kind = forms.ChoiceField(label=_("给了什么"))
    category = forms.ChoiceField(label=_("表扬类别"), required=False)
    level = forms.ChoiceField(label=_("级别"), required=False)
    issuer = forms.ChoiceField(label=_("由党委、政府还是部门给的"), required=False)
    granted_by = forms.CharField(label=_("授予机关"), required=False, max_length=100)
    granted_on = forms.DateField(label=_("授予日期"), widget=Day())
    comprehensive = forms.ChoiceField(
        label=_("是不是综合类"),
        required=False,
        help_text=_("为整个帮扶工作给的是综合类，为单项任务给的不是。"),
    )
    year = forms.IntegerField(
        label=_("哪一年度的"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        help_text=_("不填就是授予当年。"),
    )  # fmt: skip
    number = forms.CharField(label=_("决定文号"), required=False, max_length=100)
    regulation = forms.ChoiceField(label=_("依据哪个文件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories = in_force().codes("award_category")
        self.choose("kind", [(code, kind_word(code)) for code, _code in KIND])
        self.choose("category", [*NONE, *((c, category_word(c)) for c in categories)])
        self.choose("level", [*NONE, *((c, level_word(c)) for c, _code in LEVEL)])
        self.choose("issuer", [*NONE, *((c, ISSUERS[c]) for c, _code in ISSUER)])
        self.choose("comprehensive", [*NONE, *YES_NO.items()])
        self.choose("regulation", [*NONE, *((i, law().number(i)) for i in law().packs)])

    def clean_granted_on(self) -> Any:
        """Not ahead of us."""
        return _past(self.cleaned_data["granted_on"])


class AttestForm(AboutForm):
    """Whether a condition holds for somebody, and what shows it."""

    condition = forms.ChoiceField(label=_("条件"))
    holds = forms.ChoiceField(label=_("是否符合"))
    on = forms.DateField(label=_("哪天核实"), widget=Day())
    evidence = forms.CharField(label=_("依据"), min_length=2, max_length=500)

    def __init__(self, conditions: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_attest_%s", **kwargs)
        self.choose("condition", [(code, condition_word(code)) for code in conditions])
        self.choose("holds", YES_NO.items())
        for name in ("person", "organisation"):
            self.fields[name].widget = forms.HiddenInput()

    def clean_on(self) -> Any:
        """Not ahead of us."""
        return _past(self.cleaned_data["on"])


class TakeBackForm(forms.Form):
    """Why it should never have been entered."""

    reason = forms.CharField(label=_("为什么撤回"), min_length=2, max_length=500)


def _past(day: Any) -> Any:
    if day > today():
        raise forms.ValidationError(_("不能晚于今天。"))
    return day
