"""How long an entry takes, as the county sets it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bangfu.site.burden import costs
from bangfu.site.burden.models import Cost
from bangfu.site.burden.models.costs import FIELD
from bangfu.site.burden.words import WORDS
from bangfu.site.ledger.kinds import vocabulary
from bangfu.site.roster.models import Place
from bangfu.site.web.deed import Deed, Deeds, a_code, a_day, a_text
from bangfu.site.web.models import Account
from bangfu.site.web.words import word


def kinds() -> list[tuple[str, str]]:
    """What takes time: a cell of a form, and every kind of entry."""
    return [
        (FIELD, gettext("表格里的一格")),
        *((code, word("activity", code)) for code in vocabulary().codes("activity")),
    ]


class CostDeed(Deed):
    """How many minutes one entry takes from a day on."""

    rights, title, file = ("regulations",), _("定一笔要几分钟"), WORDS
    what = a_code(_("哪一种记录"))
    minutes = forms.DecimalField(
        label=_("几分钟"), min_value=Decimal("0.1"), max_value=600, decimal_places=1, max_digits=4
    )
    start = a_day(_("从哪天起"))
    why = a_text(_("怎么定的"), 300, hint=_("如：请三个村各记十笔，掐表平均。"))

    def __init__(self, subject: Place, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("what", kinds())

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        seconds = round(data.pop("minutes") * 60)
        return costs.set_cost(user, self.subject, Cost(seconds=seconds, **data))


DEEDS: Deeds = {"cost": CostDeed}
