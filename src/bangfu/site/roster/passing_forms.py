"""Forms by which something ends, moves or passes on: each asks for a day and a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.site.clock import today
from bangfu.site.roster.forms import Combo, Day, Drawn, ReasonForm, RowForm, told
from bangfu.site.roster.models import Household, Pairing, Person, Place, Post


class EndForm(RowForm):
    """The last day of something, and why it ends."""

    end = forms.DateField(label=_("最后一天"), widget=Day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, correcting=True, **kwargs)
        self.fields["end"].initial = today()

    def clean_end(self) -> Any:
        """Not before it began."""
        end, start = self.cleaned_data["end"], self.instance.start
        if start and end < start:
            raise told(Problem("ends_before_it_starts"))
        return end


class EndPost(EndForm):
    """The end of a post."""

    class Meta:
        model = Post
        fields = ("end",)


class EndPairing(EndForm):
    """The end of a pairing."""

    class Meta:
        model = Pairing
        fields = ("end",)


class EndHousehold(EndForm):
    """That a household is no longer helped."""

    class Meta:
        model = Household
        fields = ("end",)


class MoveForm(Drawn, forms.Form):
    """Where a household goes, from which day, and whether its helpers stay with it."""

    place = forms.ModelChoiceField(
        Place.objects.filter(level="village"), label=_("迁到哪个村"), widget=Combo("places")
    )
    on = forms.DateField(label=_("在新村的第一天"), widget=Day())
    helpers = forms.BooleanField(label=_("帮扶责任人不变"), required=False, initial=True)
    reason = ReasonForm.base_fields["reason"]

    def __init__(self, household: Household, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.household = household
        self.fields["on"].initial = today()

    def clean_place(self) -> Place:
        """Another village than now."""
        place: Place = self.cleaned_data["place"]
        if place == self.household.place:
            raise told(Problem("moves_nowhere"))
        return place

    def clean_on(self) -> Any:
        """After the household's own first day."""
        on, start = self.cleaned_data["on"], self.household.start
        if start and on <= start:
            raise told(Problem("moves_too_early"))
        return on


class HandoverForm(Drawn, forms.Form):
    """Who takes over, from which day, and why."""

    successor = forms.ModelChoiceField(
        Person.objects.select_related("organisation"), label=_("接任人"), widget=Combo("people")
    )
    on = forms.DateField(label=_("接任第一天"), widget=Day(), help_text=_("原任到前一天为止。"))
    own_unit = forms.BooleanField(
        label=_("改由接任人的单位派出"), required=False, help_text=_("只影响由原任所在单位派出的职务。")
    )
    reason = ReasonForm.base_fields["reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today()

    @property
    def day(self) -> date:
        """The day as far as it is known."""
        return getattr(self, "cleaned_data", {}).get("on") or today()
