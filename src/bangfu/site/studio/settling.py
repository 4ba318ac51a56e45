"""Settling a provision: what a person chose becomes its rule, checked at once; or it is left out, with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bangfu.errors import BangfuError
from bangfu.regulation.composing.sentence import sentence
from bangfu.regulation.composing.suggesting import Precedent, Suggestion, after, packs_beside, suggest
from bangfu.regulation.composing.writing import toml_of
from bangfu.regulation.model import Provision as Rule
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import parse, shipped
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.site.clock import moment
from bangfu.site.duties.law import law
from bangfu.site.studio.assembling import vocabulary_of_draft
from bangfu.site.studio.forms.rules import Offered
from bangfu.site.studio.models import Draft, Provision
from bangfu.site.studio.naming import free
from bangfu.site.studio.refusing import refusals
from bangfu.site.web.asked import plain
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue

State = Provision.State
_CHECKED = {
    "id": "draft", "title": {"zh": "稿", "en": "draft"}, "number": "—", "issuer": ["—"], "place": "000000000000",
    "issued": "2000", "start": "2000-01-01",
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """A rule read back, or what is wrong with it."""

    sentence: str
    faults: list[str]


def suggested(row: Provision) -> Suggestion | None:
    """What is offered for a passage: roles, acts and earlier rules like it."""
    if row.proposed is None or row.proposed["kind"] == "open":
        return None
    return suggest(row.proposed, vocabulary_of_draft(row.draft), known_packs(row.draft))


def known_packs(draft: Draft) -> list[Regulation]:
    """The regulations in force and those that come along; never the document's own, which would only copy itself."""
    packs = {**shipped(), **law().packs}
    return list(packs_beside(packs.values(), str(draft.head.get("number", ""))))


def offered(row: Provision, found: Suggestion | None, like: Precedent | None = None) -> Offered:
    """What the form of a passage may choose from; `like`: an earlier rule whose way of counting is taken over."""
    draft = row.draft
    said = dict(found.said) if found else {}
    if like is not None and like.provision.duty is not None:
        said = {**after(like.provision.duty), **said}
    roles = [*chosen(row), *(found.roles if found else ())]
    return Offered(vocabulary_of_draft(draft), roles, found.acts if found else (), draft.readings, said)


def chosen(row: Provision) -> list[str]:
    """The roles that were chosen for the words in which the document names the bearer."""
    actor = (row.proposed or {}).get("actor")
    return row.draft.who.get(actor, []) if actor else []


def phrases(rows: Iterable[Provision]) -> Counter[str]:
    """The words in which a document names bearers, and how often, in its order."""
    return Counter(actor for row in rows if (actor := (row.proposed or {}).get("actor")))


def read_back(draft: Draft, provision: dict[str, Any]) -> Read:
    """A provision said as a sentence; told with every fault where it is no rule yet."""
    checked = {
        "regulation": _CHECKED, "word": draft.words, "reading": draft.readings,
        "provision": [{**provision, "id": provision.get("id") or "一/a"}],
    }  # fmt: skip
    try:
        pack = parse(toml_of(checked), "")
    except BangfuError as error:
        return Read("", [p.sentence(tongue()) for p in error.problems])
    return Read(sentence(pack.provision[0], vocabulary_of_draft(draft), tongue()), [])


def said(row: Provision, words: Vocabulary) -> str:
    """A settled provision as a sentence."""
    if not row.settled:
        return ""
    return sentence(
        Rule.model_validate({**row.settled, "id": row.settled.get("id") or "一/a"}), words, tongue()
    )


def settle(account: Account, row: Provision, provision: dict[str, Any], clause: str) -> None:
    """Keep what was chosen."""
    moved = clause != row.clause  # its id says where it stands
    told = {k: v for k, v in provision.items() if not (moved and k == "id")}
    _write(account, row, state=State.SETTLED, settled=told, clause=clause)


def leave(account: Account, row: Provision, why: str) -> None:
    """No rule: only read."""
    _write(account, row, state=State.LEFT, words=plain(why, 500))


def open_again(account: Account, row: Provision) -> None:
    """To be decided anew."""
    _write(account, row, state=State.OPEN)


def _write(account: Account, row: Provision, **fields: Any) -> None:
    with refusals():
        for name, value in {**fields, "changed_by": account.pk, "changed_at": moment()}.items():
            setattr(row, name, value)
        row.save(update_fields=[*fields, "changed_by", "changed_at"])


def free_id(draft: Draft, provision: dict[str, Any]) -> str:
    """An id that no rule of the draft has: made of the first act, or of the kind."""
    table = provision.get("counts") or []
    stem = (table[0] if table else provision["kind"]).replace("_", "-")
    rows = Provision.objects.filter(draft=draft, state=State.SETTLED).values_list("settled", flat=True)
    taken = {(t.get(t["kind"]) or {}).get("id") for t in rows if t}
    return free(stem, taken)
