"""What is in the making on a side: a document, a draft of it with a rule, a version that waits, a trial; and a draft that is empty still."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bangfu.regulation.composing.passages import proposed
from bangfu.regulation.composing.writing import as_toml
from bangfu.site.roster.models import Place
from bangfu.site.studio.assembling import pack_of
from bangfu.site.studio.models import Document, Draft, Provision, Trial, Version

if TYPE_CHECKING:
    from tests.site.world import Side

RULE = {
    "id": "visits", "title": {"zh": "走访", "en": "Visits"}, "each": "household", "counts": ["household_visit"], "at_least": 2,
    "per": "year",
}  # fmt: skip


def fill(side: Side, moment: datetime) -> None:
    """Everything of one side; whoever drafts works for the county."""
    place, by = Place.objects.get(pk=side.village // 10**6 * 10**6), f"99-{side.county}-county_office"
    text = f"{side.text('走访办法')}\n一、帮扶责任人每年入户走访不少于2次，{side.text('记录')}。\n"
    document = Document.objects.create(
        id=side.id("studiodocument"), place=place, file=side.text("办法.txt"), sm3="5a" * 32, text=text, brought_by=by,
        brought_at=moment,
    )  # fmt: skip
    draft = _draft(side, "studiodraft", place, document, moment)
    _draft(side, "studiospare", place, document, moment)
    line = proposed(text)[0]
    rule = {"kind": "duty", "text": line["sentence"], "bearer": ["responsible_helper"], "duty": RULE}
    Provision.objects.create(
        id=side.id("studiorule"), draft=draft, position=0, clause=line["clause"], sentence=line["sentence"], start=line["start"],
        proposed=line, settled=rule, state=Provision.State.SETTLED, changed_by=by, changed_at=moment,
    )  # fmt: skip
    pack = as_toml(pack_of(draft))
    Version.objects.create(
        id=side.id("studioversion"), draft=draft, number=1, place=place, regulation=draft.regulation, note=side.text("请审"),
        pack=pack, made_by=by, made_at=moment,
    )  # fmt: skip
    day = moment.date()
    Trial.objects.create(
        id=side.id("studiotrial"), draft=draft, place=place, pack=pack, begins=day, as_of=day, asked_by=by, asked_at=moment,
        worked_at=moment, told={"failed": [dict.fromkeys(("zh", "en"), side.text("试不成"))]},
    )  # fmt: skip


def _draft(side: Side, kind: str, place: Place, document: Document, moment: datetime) -> Draft:
    title = side.text("走访办法")
    head = {
        "title": {"zh": title, "en": title}, "number": side.text("发〔2020〕1号"), "issuer": [side.text("办")],
        "place": f"{place.pk:012d}", "issued": "2020-05-01", "start": "2020-05-01",
    }  # fmt: skip
    return Draft.objects.create(
        id=side.id(kind), place=place, document=document, regulation=f"{kind}-{side.name}", head=head,
        words=[{"type": "finding", "code": "unsigned", "zh": side.text("未签"), "en": "Unsigned"}],
        opened_by=f"99-{side.county}-county_office", opened_at=moment,
    )  # fmt: skip
