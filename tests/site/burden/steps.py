"""Forms that come in, are decided and filled in, as accounts of county a do it, and what the database answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.site.acting import Doing
from tests.site.world import OWN, TODAY

from bangfu.site.burden import asking
from bangfu.site.burden.asking import Wanted
from bangfu.site.burden.models import Filling, Form
from bangfu.site.roster.models import Place

OFFICE, DEPARTMENT, LEADER, CLERK, CADRE = (
    "county_office", "organization_department", "county_leader", "township_clerk", "resident_cadre"
)  # fmt: skip
COUNTY = OWN.village // 10**6 * 10**6
KNOWN = Wanted("户主姓名", "head", "name")
NEW = Wanted("今年新增产业", "", "none", "排明年的项目")


def a_form(**fields: Any) -> Form:
    """A form of households that helpers fill in every quarter of this year."""
    usual = {
        "name": "产业表",
        "asker": "农业农村局",
        "target": "household",
        "role": "responsible_helper",
        "per": "quarter",
    }
    days = {"since": TODAY, "until": TODAY + timedelta(days=200)}
    return Form(**usual | days | fields)


class Steps(Doing):
    """What somebody does with forms."""

    def take_in(
        self, *columns: Wanted, code: str = "propose", who: str = OFFICE, text: str = "要用", **fields: Any
    ) -> Form:
        county = Place.objects.get
        return self.by(
            who, lambda user: asking.take_in(user, county(pk=COUNTY), a_form(**fields), columns, code, text)
        )

    def move(self, form: Form, code: str, who: str = LEADER, text: str = "看过了") -> str:
        def act(user: Any) -> str:
            asking.move(user, form, code, text)
            return Form.objects.get(pk=form.pk).state

        return self.by(who, act)

    def allowed(self, *columns: Wanted, **fields: Any) -> Form:
        """A form that somebody else allowed."""
        form = self.take_in(*(columns or (KNOWN, NEW)), **fields)
        self.move(form, "allow")
        return form

    def fill(
        self, form: Form, values: dict[str, str], who: str = OFFICE, row: str | int = OWN.id("household")
    ) -> Filling:
        return self.by(who, lambda user: asking.fill(user, form, row, values))
