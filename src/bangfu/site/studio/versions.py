"""Versions: handed in whole, decided by a second person; adopting one is what changes the regulations in force."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import md5
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.composing.writing import as_toml
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import parse, worded
from bangfu.site.clock import moment
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Adoption
from bangfu.site.studio.assembling import pack_of, rows_of
from bangfu.site.studio.models import Draft, Provision, Version
from bangfu.site.studio.refusing import refusals
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of

State = Version.State


def in_view() -> QuerySet[Version]:
    """The versions that the account may see, with the names of who made and who decided."""
    rows = Version.objects.select_related("draft", "place")
    return rows.annotate(maker=name_of("made_by"), decider=name_of("decided_by"))


def submit(account: Account, draft: Draft, note: str, begins: date | None = None) -> Version:
    """Hand the draft in. `begins`: from that day on it takes over from its former wording; without, it corrects it.

    Raises `BangfuError` where passages are open, the pack has a fault, nothing changed, or a version waits already.
    """
    rows = rows_of(draft)
    if waiting := sum(r.state == Provision.State.OPEN for r in rows):
        raise BangfuError(Problem("studio_open", details=(("count", str(waiting)),)))
    former = Adoption.objects.filter(regulation=draft.regulation).first()
    regulation, head = draft.regulation, dict(draft.head)
    if former is not None and begins is not None:
        regulation = f"{draft.regulation}-{begins:%Y%m%d}"
        head |= {"start": begins.isoformat()}
    pack = pack_of(draft, rows, head)
    pack = pack.model_copy(update={"regulation": pack.regulation.model_copy(update={"id": regulation})})
    if former is not None and former.place_id != draft.place_id:  # type: ignore[attr-defined]
        raise BangfuError(Problem("studio_elsewhere"))
    if former is not None and not _knows(draft, former):
        raise BangfuError(Problem("studio_stale"))
    replaced = Adoption.objects.filter(regulation=regulation).first()
    text = as_toml(pack)
    if replaced is not None and worded(replaced.regulation, replaced.pack) == pack:
        raise BangfuError(Problem("studio_unchanged"))
    with refusals():
        return Version.objects.create(
            draft=draft, number=1 + Version.objects.filter(draft=draft).count(), place=draft.place, regulation=regulation, pack=text,
            was=_mark(replaced.pack) if replaced else "", ends=_ends(pack, draft), note=note,
            made_by=account.pk, made_at=moment(),
        )  # fmt: skip


def own(place: int) -> dict[str, Regulation]:
    """The regulations that a place adopted itself, by id: those that it may change or end."""
    here = set(Adoption.objects.filter(place=place).values_list("regulation", flat=True))
    return {id_: pack for id_, pack in law().packs.items() if id_ in here}


def _knows(draft: Draft, former: Adoption) -> bool:
    """Whether what is in force is what the draft began from, or what was adopted of it: nobody's change is taken back unseen."""
    if Version.objects.filter(draft=draft, state=State.ADOPTED, pack=former.pack).exists():
        return True
    return bool(draft.base) and parse(draft.base, draft.regulation) == worded(former.regulation, former.pack)


def decide(account: Account, version: Version, state: str, words: str = "") -> None:
    """Adopt, return or withdraw it. Raises `BangfuError` where the database says no."""
    with refusals():
        version.state, version.decision = state, words
        version.decided_by, version.decided_at = account.pk, moment()
        version.save(update_fields=["state", "decision", "decided_by", "decided_at"])


def pack_in(version: Version) -> Regulation:
    """The pack that was handed in."""
    return parse(version.pack, f"{version.regulation}.toml")


def ended_by(version: Version) -> list[Regulation]:
    """The regulations that end with it, as they will read."""
    return [parse(told["pack"], f"{id_}.toml") for id_, told in version.ends.items()]


def before(version: Version) -> Regulation | None:
    """What it takes the place of: while it waits what is in force, then the wording it was begun from, or the version before it."""
    there = Adoption.objects.filter(regulation=version.draft.regulation).first()
    if there is not None and version.state == State.SUBMITTED:
        return worded(there.regulation, there.pack)  # which somebody may have changed since it was begun
    if version.draft.base:
        return parse(version.draft.base, version.draft.regulation)
    earlier = (
        Version.objects.filter(draft=version.draft_id, number__lt=version.number).order_by("-number").first()
    )
    return pack_in(earlier) if earlier else None


def others(version: Version) -> dict[str, tuple[str, Version | str]]:
    """What a version may be set beside, by a word for an address: others of its draft, and what is in force of the same document."""
    handed_in = Version.objects.filter(draft=version.draft_id).exclude(pk=version.pk).order_by("number")
    found: dict[str, tuple[str, Version | str]] = {
        f"v-{row.number}": (_("第 %(n)s 稿") % {"n": row.number}, row) for row in handed_in
    }
    known = law()
    return found | {
        f"r-{id_}": (f"{known.number(id_)} {known.name(id_)}", id_)
        for id_ in known.packs
        if _of_one(id_, version)
    }


def _of_one(regulation: str, version: Version) -> bool:
    """Whether a regulation in force is a wording of the document that a version is made of."""
    mine, its = version.draft.regulation, version.regulation
    return regulation == mine or regulation.startswith(f"{mine}-") or its.startswith(f"{regulation}-")


def beside(version: Version, word: str) -> Regulation | None:
    """The pack that an address names to be set beside a version; what it takes the place of, where it names none."""
    named = others(version).get(word)
    if named is None:
        return before(version)
    other = named[1]
    return pack_in(other) if isinstance(other, Version) else law().packs[other]


def _ends(pack: Regulation, draft: Draft) -> dict[str, Any]:
    """What ends the day before it starts: its own former wording, and what it repeals, of the same place."""
    last = pack.regulation.start - timedelta(days=1)
    found: dict[str, Any] = {}
    for row in Adoption.objects.filter(place=draft.place_id).exclude(regulation=pack.regulation.id):
        old = worded(row.regulation, row.pack)
        follows = row.regulation == draft.regulation
        if not (follows or pack.regulation.ends(old.regulation)):
            continue
        if old.regulation.end is not None and old.regulation.end <= last:
            continue
        if old.regulation.start > last:
            raise BangfuError(Problem("studio_backwards", value=old.regulation.number))
        ended = old.model_copy(update={"regulation": old.regulation.model_copy(update={"end": last})})
        found[row.regulation] = {"was": _mark(row.pack), "pack": as_toml(ended)}
    return found


def _mark(pack: str) -> str:
    """What tells one wording of an adopted pack from another, as the database counts it."""
    return md5(pack.encode(), usedforsecurity=False).hexdigest()
