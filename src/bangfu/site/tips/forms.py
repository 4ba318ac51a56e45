"""Forms of tips: the public's, the reception's, and those of whoever comes back with a code."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.site.clock import today
from bangfu.site.roster.forms import Combo, Day, Drawn, told
from bangfu.site.roster.models import Place, new_id
from bangfu.site.roster.places import places_of
from bangfu.site.tips.models import Solved, Way
from bangfu.site.tips.taking import Sender, Told
from bangfu.site.tips.words import solved_words, way_words
from bangfu.site.web.models import Account

ID = re.compile(r"[0-9a-f]{16}")


def long(rows: int, most: int = 2000, **kwargs: Any) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def short(label: Any, most: int = 100, **kwargs: Any) -> forms.CharField:
    """A line that may be left empty."""
    return forms.CharField(label=label, max_length=most, required=False, **kwargs)


class TipForm(forms.Form):
    """What the sender said, and who they are if they say so. `tip` is made with the form: sent twice it is one tip."""

    tip = forms.CharField(widget=forms.HiddenInput, initial=new_id)
    what = long(7, 4000, label=_("发生了什么事"), min_length=5)
    when = short(_("什么时候"))
    whom = short(_("涉及什么人、什么单位"), 300)
    name = short(_("姓名"))
    phone = short(_("电话"), 40)
    contact = short(_("其他联系方式"))
    address = short(_("住址"), 200)

    def clean_tip(self) -> str:
        """An id, as we make them."""
        if not ID.fullmatch(self.cleaned_data["tip"]):
            raise told(Problem("stale_form"))
        return self.cleaned_data["tip"]

    def said(self) -> Told:
        """What happened."""
        return Told(*(self.cleaned_data[name] for name in ("what", "when", "whom")))

    def sender(self) -> Sender:
        """Who says so."""
        given = {
            name: self.cleaned_data.get(name, "") for name in ("name", "phone", "contact", "address", "paper")
        }
        return Sender(**given)


class PublicForm(TipForm):
    """The public's. `website` is hidden from people; what fills it in is no person."""

    place = forms.TypedChoiceField(label=_("事情发生在哪里"), coerce=int)
    website = forms.CharField(required=False)

    def __init__(self, places: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["address"]
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.order_fields(["place"])

    def clean_website(self) -> str:
        """Nothing."""
        if self.cleaned_data["website"]:
            raise told(Problem("tip_not_by_hand"))
        return ""


class EntryForm(TipForm, Drawn):
    """The reception's: how it came, when and where, and a member's paper by its number."""

    way = forms.ChoiceField(label=_("怎么来的"))
    on = forms.DateField(label=_("哪天收到"), widget=Day())
    place = forms.ModelChoiceField(Place.objects.none(), label=_("事情发生在哪里"), widget=Combo("places"))
    paper = short(_("提案或信息的编号"), help_text=_("委员的提案、社情民意信息才填。编号和姓名一样封存。"))

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [w for w in way_words().items() if w[0] != Way.WEB]  # type: ignore[attr-defined]
        self.fields["place"].queryset = places_of(account)  # type: ignore[attr-defined]
        self.order_fields(["way", "on", "place", "what", "when", "whom", "paper"])

    def clean_on(self) -> Any:
        """Not a day to come."""
        if self.cleaned_data["on"] > today():
            raise told(Problem("tip_of_tomorrow"))
        return self.cleaned_data["on"]


class CodeForm(forms.Form):
    """The code that was given to the sender."""

    code = forms.CharField(
        label=_("查询码"),
        max_length=40,
        help_text=_("十六个字母和数字，提交时给您的；大小写、空格和横线不要紧。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class MoreForm(forms.Form):
    """More of the same, with the code."""

    text = long(4, label=_("补充"), min_length=2)


class JudgeForm(forms.Form):
    """Whether it was solved."""

    said = forms.ChoiceField(label=_("问题解决了吗"), widget=forms.RadioSelect)
    text = long(3, label=_("想说的话"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = list(solved_words().items())  # type: ignore[attr-defined]

    def answer(self) -> Solved:
        """What was chosen."""
        return Solved(self.cleaned_data["said"])


class LookForm(forms.Form):
    """Why somebody has to know who sent it."""

    reason = forms.CharField(
        label=_("为什么要看"),
        min_length=4,
        max_length=200,
        help_text=_("谁、何时、为何查看会被记下，供审计。不要在这里写反映人的姓名。"),
    )
