"""Forms of leave."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.clock import today
from bangfu.site.roster.forms import Day, Drawn, Span
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Post
from bangfu.site.web.models import Account
from bangfu.site.web.roles import ROLES
from bangfu.site.web.words import tongue


class AskForm(Drawn, Span):
    """Who goes from when to when, and why."""

    post = forms.ChoiceField(label=_("谁请假"))
    reason = forms.CharField(
        label=_("事由"), min_length=2, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("只写事由，不写病情等私事的细节。"),
    )  # fmt: skip

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, field_order=["post", "start", "end", "reason"], **kwargs)
        self.posts = {p.pk: p for p in posts_of(account)}
        self.fields["post"].choices = [(pk, f"{p.person} · {p.place}") for pk, p in self.posts.items()]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Why it is approved or refused."""

    decision = forms.CharField(
        label=_("意见"), min_length=2, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReturnForm(forms.Form):
    """The first day back at the post."""

    on = forms.DateField(label=_("回到岗位的第一天"), widget=Day())


class TierForm(forms.Form):
    """Up to so many days, this role; an empty line is left out."""

    days = forms.IntegerField(label=_("不超过几天"), min_value=1, max_value=366, required=False)
    role = forms.ChoiceField(label=_("由谁批"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deciders = [(r.code, getattr(r, tongue())) for r in ROLES.values() if "leave" in r.may]
        self.fields["role"].choices = [("", "—"), *deciders]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        data = self.cleaned_data
        if bool(data.get("days")) != bool(data.get("role")):
            raise forms.ValidationError(_("天数和批假的人要一起填。"))
        return data


def posts_of(account: Account) -> list[Post]:
    """The resident posts for which an account may ask: its own, those of its unit, those of an office's area."""
    rows = holding(
        Post.objects.filter(role__in=RESIDENT_CADRES, person__isnull=False, place__isnull=False), today()
    )
    rows = rows.select_related("person", "place").order_by("place", "person__key", "pk")
    if account.may("record_area") and account.area:
        rows = rows.filter(place__code__range=(account.area.code, account.area.last))
    elif account.may("record_unit") and account.organisation_id:
        rows = rows.filter(person__organisation=account.organisation_id)
    else:
        rows = rows.filter(person=account.person_id)
    found = {(p.person_id, p.place_id): p for p in rows}
    return list(found.values())
