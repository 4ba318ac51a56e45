"""Forms of who goes where, of ties, and of draws."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.roster.forms import Combo, Day, Drawn
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.roster.places import places_of
from bangfu.site.supervision.models import Draw
from bangfu.site.web.models import Account


class Targeted(Drawn, forms.Form):
    """A place or a unit, one of them."""

    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("乡镇或村"), required=False, widget=Combo("places")
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("或单位"), required=False, widget=Combo("organisations")
    )

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_of(account)  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = Organisation.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of them, not both."""
        data = super().clean() or self.cleaned_data
        if bool(data.get("place")) == bool(data.get("organisation")):
            raise forms.ValidationError(_("乡镇、村和单位里选一个。"))
        return data


class AssignForm(Targeted):
    """What a team inspects, and why this team."""

    reason = forms.CharField(label=_("为什么"), max_length=500, required=False)


class TieForm(Targeted):
    """What somebody declares."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("谁"), widget=Combo("people"))
    reason = forms.CharField(label=_("什么关系"), min_length=2, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, field_order=["person", "place", "organisation", "reason"], **kwargs)
        self.fields["person"].queryset = Person.objects.all()  # type: ignore[attr-defined]


class TeamForm(Drawn, forms.Form):
    """What a team is called."""

    name = forms.CharField(label=_("组名"), max_length=100)


class MemberForm(Drawn, forms.Form):
    """Who goes with a team."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("谁"), widget=Combo("people"))
    leads = forms.BooleanField(label=_("任组长"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.select_related("organisation")  # type: ignore[attr-defined]


class InspectedForm(Drawn, forms.Form):
    """When the team was there."""

    on = forms.DateField(label=_("哪天去的"), widget=Day())


class DrawForm(Drawn, forms.Form):
    """What is drawn."""

    level = forms.ChoiceField(label=_("抽什么"))
    within = forms.ModelChoiceField(Place.objects.none(), label=_("在哪里抽"), widget=Combo("places"))
    total = forms.IntegerField(label=_("一共抽几个"), min_value=1, max_value=5000)
    strata = forms.ChoiceField(label=_("怎么分层"), required=False)
    least = forms.IntegerField(label=_("每层至少几个"), min_value=0, max_value=100, initial=1)
    months = forms.IntegerField(
        label=_("不再抽近几个月抽过的户"), min_value=0, max_value=60, initial=6,
        help_text=_("只管抽户；0 表示都可以抽。少抽了多少户，会写进抽样的说明。"),
    )  # fmt: skip

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = Draw.Level
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (levels.HOUSEHOLD, _("户")), (levels.VILLAGE, _("村")), (levels.TOWNSHIP, _("乡镇")),
        ]  # fmt: skip
        self.fields["strata"].choices = [("township", _("按乡镇")), ("kind", _("按类别")), ("", _("不分层"))]  # type: ignore[attr-defined]
        self.fields["within"].queryset = places_of(account)  # type: ignore[attr-defined]


class WordForm(forms.Form):
    """The word of a witness."""

    word = forms.CharField(
        label=_("见证人当场说的词"), max_length=200,
        help_text=_("锁定时谁也不可能知道的词，如当天报纸的头条、群众代表随口说的一句话。"),
    )  # fmt: skip
