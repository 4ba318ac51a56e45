"""What fills the lines of a form of households: the roster, their files as of today, pairings, the ledger, measures."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Max

from bangfu.site.burden.sources.batch import PAPER, Batch, Fill, Value, joined
from bangfu.site.burden.sources.counted import DUTIES
from bangfu.site.clock import today
from bangfu.site.exits.standing import of_all as stood
from bangfu.site.exits.words import WORDS as EXITS
from bangfu.site.household.models import Income, Member, Version
from bangfu.site.household.reading import of_all as files_of
from bangfu.site.household.words import WORDS as FILE
from bangfu.site.ledger.models import Entry
from bangfu.site.measures.models import Measure
from bangfu.site.roster.models import Household
from bangfu.site.web.masking import Kind
from bangfu.site.web.words import word

ABLE = ("full", "partial")


def _own(attribute: str) -> Fill:
    return lambda batch: {row.pk: getattr(row, attribute) for row in batch.rows}


def _secret(attribute: str, kind: Kind) -> Fill:
    return lambda batch: {row.pk: batch.hidden(row, getattr(row, attribute), kind) for row in batch.rows}


def _place(step: int) -> Fill:
    return lambda batch: batch.names_at({row.pk: row.place_id for row in batch.rows}, step)


def _kinds(batch: Batch) -> dict[str | int, Value]:
    return {row.pk: "、".join(word("household_kind", kind) for kind in row.kinds) for row in batch.rows}


def _standing(batch: Batch) -> dict[str | int, Value]:
    found = stood(today(), [str(key) for key in batch.keys])
    return {key: EXITS.called("standing", word) for key, word in found.items()}


def _files(batch: Batch) -> dict[str, Version]:
    homes = Household.objects.filter(pk__in=batch.keys)
    return {version.household_id: version for version in files_of(homes, today())}


def _filed(attribute: str, group: str = "") -> Fill:
    """A cell of the file, in words where it is kept by code."""

    def fill(batch: Batch) -> dict[str | int, Value]:
        told = {key: getattr(version, attribute) for key, version in _files(batch).items()}
        return {key: _said(value, group) for key, value in told.items()}

    return fill


def _said(value: Any, group: str) -> Value:
    if not group:
        return value
    if isinstance(value, list):
        return "、".join(FILE.called(group, str(code)) for code in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return FILE.called(group, value) if value else ""


def _members(**which: Any) -> Fill:
    """How many members of the file there are of a sort."""

    def fill(batch: Batch) -> dict[str | int, Value]:
        files = {version.pk: key for key, version in _files(batch).items()}
        found: dict[str | int, Value] = dict.fromkeys(files.values(), 0)
        for version in Member.objects.filter(version__in=list(files), **which).values_list(
            "version", flat=True
        ):
            found[files[version]] = int(str(found[files[version]])) + 1
        return found

    return fill


def _income(batch: Batch) -> dict[str | int, Value]:
    """What was earned in the year of the period, in yuan; of two rows for the same the one recorded later."""
    rows = Income.objects.filter(year=batch.until.year, stage="actual", **batch.near("household"))
    last: dict[tuple[str, str], int] = {}
    for row in rows.order_by("recorded_at", "pk"):
        last[row.household_id, row.kind] = row.cents
    found: dict[str | int, Value] = defaultdict(int)
    for (household, _kind), cents in last.items():
        found[household] = round(float(found[household] or 0) + cents / 100, 2)  # type: ignore[arg-type]
    return found


def _income_each(batch: Batch) -> dict[str | int, Value]:
    people, whole = _members()(batch), _income(batch)
    return {
        key: round(float(str(sum_)) / int(str(people[key])), 2)
        for key, sum_ in whole.items()
        if people.get(key)
    }


def _helper(attribute: str) -> Fill:
    def fill(batch: Batch) -> dict[str | int, Value]:
        told = [(each.household_id, batch.persons.get(each.person_id)) for each in batch.pairings]  # type: ignore[attr-defined]
        texts = [(key, str(getattr(person, attribute) or "")) for key, person in told if person]
        return joined(
            (key, batch.secret(text, "phone") if attribute == "phone" else text) for key, text in texts
        )

    return fill


def _helped_since(batch: Batch) -> dict[str | int, Value]:
    return {each.household_id: each.start for each in reversed(batch.pairings)}  # type: ignore[attr-defined]


def _last_entry(batch: Batch) -> dict[str | int, Value]:
    rows = Entry.objects.filter(
        kind="household_visit", withdraws=False, corrected_by=None, on__lte=batch.until
    )
    return dict(
        rows.filter(**batch.near("household")).order_by().values_list("household").annotate(Max("on"))
    )


def _measures(batch: Batch) -> list[tuple[str, str]]:
    rows = Measure.objects.filter(plan__year=batch.until.year, **batch.near("plan__household"))
    return list(rows.exclude(state="dropped").values_list("plan__household", "text"))


def _measures_number(batch: Batch) -> dict[str | int, Value]:
    found: dict[str | int, Value] = dict.fromkeys(batch.keys, 0)
    for key, _text in _measures(batch):
        if key in found:
            found[key] = int(str(found[key])) + 1
    return found


HOUSEHOLDS: dict[str, Fill] = {
    **PAPER, **DUTIES,
    "county": _place(10**6), "township": _place(10**3), "village": _place(1),
    "village_code": _own("place_id"), "household": _own("pk"), "since": _own("start"),
    "head": _secret("head", "name"), "head_id": _secret("id_number", "id_number"),
    "head_phone": _secret("phone", "phone"), "bank_account": _secret("bank_account", "bank_account"),
    "kinds": _kinds, "standing": _standing,
    "people": _members(), "labour": _members(ability__in=ABLE), "in_school": _members(in_school=True),
    "insured": _members(insured=True), "allowance": _members(enrolled=True),
    "address": _filed("address"), "land": _filed("land"), "rooms": _filed("rooms"), "wish": _filed("wish"),
    "causes": _filed("causes", "cause"), "education": _filed("education", "state"), "medical": _filed("medical", "state"),
    "housing": _filed("housing", "state"), "water": _filed("water", "state"),
    "income": _income, "income_each": _income_each,
    "helper": _helper("name"), "helper_unit": _helper("organisation"), "helper_phone": _helper("phone"),
    "helped_since": _helped_since, "last_entry": _last_entry,
    "measures": lambda batch: joined(_measures(batch)), "measures_number": _measures_number,
}  # fmt: skip
