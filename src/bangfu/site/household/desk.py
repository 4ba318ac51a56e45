"""What programs may enter about households: what pages offer, and a version whole with its members as JSON."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.site.household.deeds import DEEDS, OF_CORRECTION, OF_COUNTY, OF_LEAD, HouseholdDeed
from bangfu.site.household.filing import file_version
from bangfu.site.household.forms import MemberForm, VersionForm
from bangfu.site.household.models import CorrectionSlip, Lead
from bangfu.site.household.reading import versions
from bangfu.site.roster.forms import told
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.deed import Desks
from bangfu.site.web.models import Account


class VersionDeed(HouseholdDeed):
    """A new version: the fields of the page, and `members` as a list of records with the fields of its member forms."""

    title = _("记入档案")
    members = forms.JSONField(label=_("家庭成员"))

    def __init__(self, subject: Any, data: Any = None) -> None:
        super().__init__(subject, data)
        self.whole = VersionForm(not versions(subject.pk).exists(), data)
        self.fields |= self.whole.fields

    def clean_members(self) -> list[dict[str, Any]]:
        """Each as the form of a member reads it."""
        rows: Any = self.cleaned_data["members"]
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):  # pyright: ignore[reportUnknownVariableType]
            raise told(Problem("household_needs_head"))
        found = [MemberForm({n: _text(v) for n, v in row.items()}) for row in rows]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        for form in found:
            for faults in form.errors.as_data().values():
                raise faults[0]
        return [{n: v for n, v in form.cleaned_data.items() if n != "key" or v} for form in found]

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        self.whole.full_clean()
        members = tuple(self.cleaned_data["members"])
        return file_version(user, self.subject, self.whole.draft(members))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


DESKS: Desks = {
    "household": (Household, {"version": VersionDeed, **DEEDS}),
    "correction_slip": (CorrectionSlip, OF_CORRECTION),
    "lead": (Lead, OF_LEAD),
    "household_county": (Place, OF_COUNTY),
}
