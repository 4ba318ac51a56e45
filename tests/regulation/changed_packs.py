"""Shipped packs with one thing changed, and small packs written for a test."""

from __future__ import annotations

from typing import Any

import rtoml

from bangfu.regulation.model import Provision, Regulation
from bangfu.regulation.overlap import Overlap
from bangfu.regulation.overlaps import overlaps
from bangfu.regulation.packs import parse, shipped

Key = tuple[str, str | None]
GANSU, TONGWEI = shipped()["gansu-2019-33"], shipped()["tongwei-2018-59"]


def undeclared(pack: Regulation) -> Regulation:
    """A pack that says nothing of others."""
    return pack.model_copy(update={"relation": []})


def without(pack: Regulation, *rules: str) -> Regulation:
    """A pack without some rules, their provisions and what it declares of them."""
    kept = [p for p in pack.provision if _id(p) not in rules]
    return pack.model_copy(update={"provision": kept, "relation": []})


def with_duty(pack: Regulation, rule: str, **change: Any) -> Regulation:
    """A pack in which one duty reads otherwise; it declares nothing."""
    provisions = [
        p.model_copy(update={"duty": p.duty.model_copy(update=change)}) if p.duty and p.duty.id == rule else p
        for p in pack.provision
    ]
    return pack.model_copy(update={"provision": provisions, "relation": []})


def with_head(pack: Regulation, **change: Any) -> Regulation:
    """A pack of another place, or other days."""
    return pack.model_copy(update={"regulation": pack.regulation.model_copy(update=change)})


def _id(provision: Provision) -> str | None:
    rule = provision.duty or provision.requirement or provision.milestone
    return rule.id if rule else None


def small(id_: str, place: str, start: str, provisions: list[dict[str, Any]], **head: Any) -> Regulation:
    """A pack of some provisions, as its author would write it; the text of a duty follows from its id."""
    title = {"zh": id_, "en": id_}
    regulation = {"id": id_, "title": title, "number": f"{id_}号", "issuer": ["某地"], "place": place}
    regulation |= {"issued": start, "start": rtoml.loads(f"day = {start}")["day"], **head}
    return parse(rtoml.dumps({"regulation": regulation, "provision": provisions}), f"{id_}.toml")


def duty(clause: str, bearer: str, counts: str, number: int | str, per: str, **more: Any) -> dict[str, Any]:
    """A provision with one duty."""
    id_ = f"{counts.replace('_', '-')}-rule"
    rule = {"id": id_, "title": {"zh": id_, "en": id_}, "counts": [counts], "at_least": number, "per": per}
    text = f"{counts}：{number}"
    return {"id": f"{clause}/a", "kind": "duty", "bearer": [bearer], "text": text, "duty": {**rule, **more}}


def asked(clause: str, bearer: str, text: str) -> dict[str, Any]:
    """A provision that a person must judge."""
    checklist = {"ask": f"{text}？"}
    return {
        "id": f"{clause}/a",
        "kind": "checklist",
        "bearer": [bearer],
        "text": text,
        "checklist": checklist,
    }


def post(clause: str, role: str, at: str, number: int) -> dict[str, Any]:
    """A provision that asks for so many holders of a post."""
    rule = {"id": "post-rule", "title": {"zh": "设岗", "en": "post"}, "check": "post", "role": role}
    rule |= {"at": at, "number": number, "judged": False}
    return {
        "id": f"{clause}/a",
        "kind": "requirement",
        "bearer": [role],
        "text": "设岗。",
        "requirement": rule,
    }


def found_rows(new: Regulation = GANSU, present: Regulation = TONGWEI) -> dict[Key, Overlap]:
    """The overlaps of two packs by matter and family of bearers, each once."""
    rows = overlaps(new, [present])
    found = {(o.matter.id, o.family.id if o.family else None): o for o in rows}
    assert len(found) == len(rows)
    return found
