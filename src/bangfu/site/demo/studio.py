"""A new document in the studio of the demo: brought in by the office, some of it settled, tried on the ledger. Made up, and says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bangfu.site.demo.acting import acting_on
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.demo.families import OFFICE
from bangfu.site.roster.models import Place
from bangfu.site.studio.forms.others import FORMS
from bangfu.site.studio.models import Provision
from bangfu.site.studio.opening import bring
from bangfu.site.studio.settling import free_id, offered, settle, suggested
from bangfu.site.studio.trying import wish
from bangfu.site.web.models import Account

FILE = "new_document.txt"
WHO = {
    "帮扶单位": ["assisting_unit"],
    "帮扶单位党组": ["assisting_unit"],
    "单位领导": ["unit_leader"],
    "帮扶责任人": ["responsible_helper"],
}
# What the office chose so far, by clause; how much and how often stands in the text.
CHOSEN = {
    "一(二)": {
        "bearer": ["unit_leader"],
        "counts": ["village_visit", "field_stay"],
        "where": "unit_villages",
    },
    "一(三)": {
        "bearer": ["assisting_unit"],
        "counts": ["follow_up_visit"],
        "each": "cadre",
        "receives": "cadre",
    },
    "三(一)": {"bearer": ["responsible_helper"], "counts": ["household_visit"], "each": "household"},
    "三(二)": {"bearer": ["responsible_helper"], "counts": ["practical_help"], "each": "household"},
}


def fill(county: Place) -> None:
    """Bring the document in, settle what was chosen, and ask what it would mean."""
    text = (Path(__file__).parent / FILE).read_bytes()
    with acting_on(OFFICE, STANDS_ON) as office:
        draft = bring(office, county, text, "演示文件.txt")
        head = {"title": {"zh": "关于明确2021年帮扶工作要求的通知（演示）", "en": "Requirements for 2021 (demonstration)"},
                "issuer": ["通渭县帮扶工作演示办公室"], "start": "2021-01-01"}  # fmt: skip
        draft.head, draft.who = draft.head | head, WHO
        draft.save(update_fields=["head", "who"])
        for row in Provision.objects.filter(draft=draft, clause__in=CHOSEN):
            _settle(office, row)
        wish(office, draft, date(STANDS_ON.year, 1, 1), STANDS_ON)


def _settle(office: Account, row: Provision) -> None:
    """As the form does it."""
    form = FORMS["duty"](None, {"text": row.sentence}, offered(row, suggested(row)))
    filled = {name: form[name].value() for name in form.fields} | CHOSEN[row.clause]
    bound = FORMS["duty"](filled, {"text": row.sentence}, offered(row, suggested(row)))
    assert bound.is_valid(), bound.errors
    settle(
        office,
        row,
        bound.provision(free_id(row.draft, {"kind": "duty", "counts": bound.cleaned_data["counts"]})),
        row.clause,
    )
