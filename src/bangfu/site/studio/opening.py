"""Opening a draft: of a document that came, or of a regulation in force that is to be changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bangfu.regulation.blanks import BLANK
from bangfu.regulation.composing.passages import heading, proposed
from bangfu.regulation.composing.writing import as_toml
from bangfu.regulation.drafting.reading.files import text_of
from bangfu.regulation.model import Regulation
from bangfu.regulation.templates import Template
from bangfu.site.clock import moment, today
from bangfu.site.duties.law import law
from bangfu.site.roster.codes import text_of as code_text
from bangfu.site.roster.models import Place
from bangfu.site.studio.models import Document, Draft, Provision
from bangfu.site.studio.naming import free
from bangfu.site.studio.refusing import refusals
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue


def bring(account: Account, place: Place, data: bytes, file: str) -> Draft:
    """Read a document and open a draft with what is proposed of it.

    Raises `BangfuError` where the file is hostile or no text; then nothing is kept.
    """
    text = text_of(data, file)
    found, at = proposed(text), moment()
    head = _head(text, place)
    with refusals():
        document = Document.objects.create(
            place=place, file=file[:200], sm3=sm3(data), text=text, brought_by=account.pk, brought_at=at
        )
        draft = Draft.objects.create(
            place=place, document=document, regulation=_free(_slug(place, head.get("number", ""))), head=head,
            opened_by=account.pk, opened_at=at,
        )  # fmt: skip
        Provision.objects.bulk_create(_rows(draft, account, found))
    return draft


def reopen(account: Account, place: Place, pack: Regulation) -> Draft:
    """A draft that begins from a whole pack: each of its provisions settled as it stands."""
    head = pack.regulation.model_dump(mode="json", exclude_none=True)
    with refusals():
        draft = Draft.objects.create(
            place=place, base=as_toml(pack), regulation=pack.regulation.id, head=head,
            words=[w.model_dump(mode="json", exclude_defaults=True) for w in pack.word],
            readings=[r.model_dump(mode="json", exclude_defaults=True) for r in pack.reading],
            opened_by=account.pk, opened_at=moment(),
        )  # fmt: skip
        Provision.objects.bulk_create(
            Provision(
                draft=draft, position=n, clause=p.clause, sentence=p.text, state=Provision.State.SETTLED,
                settled=p.model_dump(mode="json", exclude_defaults=True), changed_by=account.pk, changed_at=moment(),
            )
            for n, p in enumerate(pack.provision)
        )  # fmt: skip
    return draft


def from_template(account: Account, place: Place, template: Template) -> Draft:
    """A draft that begins from a template: what it leaves open waits to be filled in, with the hint beside it."""
    raw = template.raw
    head = {
        "title": raw["regulation"]["title"],
        "place": f"{place.pk:012d}",
        "number": "",
        "issuer": [],
        "start": "",
        "issued": "",
    }
    with refusals():
        draft = Draft.objects.create(
            place=place, regulation=_free(f"{code_text(place.pk)}-{template.id}"), head=head,
            words=raw.get("word", []), readings=raw.get("reading", []), opened_by=account.pk, opened_at=moment(),
        )  # fmt: skip
        Provision.objects.bulk_create(
            _blank_row(draft, account, n, p) for n, p in enumerate(raw["provision"])
        )
    return draft


def _blank_row(draft: Draft, account: Account, position: int, raw: dict[str, Any]) -> Provision:
    """One provision of a template, without its blanks."""
    hint = raw.get("hint", {})
    told = {k: v for k, v in raw.items() if k != "hint"}
    rule = told.get(told["kind"])
    if isinstance(rule, dict):
        told[told["kind"]] = {k: v for k, v in rule.items() if v != BLANK}
    return Provision(
        draft=draft, position=position, clause=raw["id"].rpartition("/")[0], sentence=raw["text"], settled=told,
        state=Provision.State.OPEN if hint else Provision.State.SETTLED, words=hint.get(tongue(), ""),
        changed_by=account.pk, changed_at=moment(),
    )  # fmt: skip


def add(account: Account, draft: Draft, clause: str, sentence: str, start: int | None) -> Provision:
    """A provision that nobody proposed, of some words of the document."""
    after = Provision.objects.filter(draft=draft, start__lte=start or 0).order_by("-position", "pk").first()
    with refusals():
        return Provision.objects.create(
            draft=draft, position=after.position if after else 0, clause=clause, sentence=sentence, start=start,
            changed_by=account.pk, changed_at=moment(),
        )  # fmt: skip


def at_hand(number: str, packs: Iterable[Regulation]) -> Regulation | None:
    """The pack of the same document, by its number, where one is at hand."""
    return next((p for p in packs if p.regulation.has_number(number)), None)


def _rows(draft: Draft, account: Account, found: list[dict[str, Any]]) -> list[Provision]:
    at = moment()
    return [
        Provision(
            draft=draft, position=n, clause=line["clause"], sentence=line["sentence"], start=line["start"],
            proposed=line, changed_by=account.pk, changed_at=at,
        )
        for n, line in enumerate(found)
    ]  # fmt: skip


def _head(text: str, place: Place) -> dict[str, Any]:
    """The head as far as the text tells it; the rest is for a person."""
    found = heading(text)
    issued = found.get("issued", "")
    return found | {"place": f"{place.pk:012d}", "issuer": [], "start": issued, "issued": issued}


def _slug(place: Place, number: str) -> str:
    """An id from the place's code and the document's own year and number."""
    told = re.findall(r"\d+", number)
    return "-".join([code_text(place.pk) or "", *(told[:2] or [str(today().year)])])


def _free(slug: str) -> str:
    """The same, with a number behind it where a draft or a regulation in force has it already."""
    taken = {
        *law().packs,
        *Draft.objects.filter(regulation__startswith=slug).values_list("regulation", flat=True),
    }
    return free(slug, taken)
