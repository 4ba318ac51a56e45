"""Overlaps: what a new document asks beside those in force, matter by matter.

Two regulations are set side by side where one's place lies in the other's and both are in force on some day. Which
provisions belong to one matter, and which bearers stand for one another, is data (`matters.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangfu.regulation.asked import Side
from bangfu.regulation.matters import Family, Matter, Matters, shipped_matters
from bangfu.regulation.model import Head, Regulation, Relation, Title
from bangfu.regulation.overlap import Declared, Overlap, Which
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.sides import asked_by_rules, sides_of
from bangfu.regulation.vocabulary import Vocabulary

# How a pack names the stricter side: seen from the new document where that one declares, and where the other does.
_STRICTER: dict[str, tuple[Which, Which]] = {
    "here": ("new", "present"),
    "there": ("present", "new"),
    "neither": ("neither", "neither"),
    "equal": ("equal", "equal"),
}


def overlaps(new: Regulation, present: Sequence[Regulation], matters: Matters | None = None) -> list[Overlap]:
    """Every matter on which a new regulation meets those in force, and what it asks that none of them does.

    Told in the order of the matters; regulations that never meet it in place and time are left out, and so is its own
    former wording.
    """
    known = matters or shipped_matters()
    beside = [p for p in present if meet(new.regulation, p.regulation)]
    if not beside:
        return []
    vocabulary = vocabulary_of([new, *beside])
    ours = sides_of(new, known)
    theirs = [(p, sides_of(p, known)) for p in beside]
    found: list[Overlap] = []
    for matter in known.matter:
        side = ours.get(matter.id)
        if side is not None:
            found += _of_matter(
                matter, new, side, [(p, s.get(matter.id)) for p, s in theirs], known, vocabulary
            )
    return [*found, *_declared_only(new, beside, found, known)]


def meet(new: Head, present: Head) -> bool:
    """Whether two regulations hold in one place on some day; a document never meets what it repeals or replaces."""
    if new.id == present.id or new.ends(present) or present.ends(new):
        return False
    nested = new.reaches(present.place) or present.reaches(new.place)
    return nested and not any(a.end and a.end < b.start for a, b in ((new, present), (present, new)))


def _of_matter(
    matter: Matter,
    new: Regulation,
    side: Side,
    others: Sequence[tuple[Regulation, Side | None]],
    known: Matters,
    vocabulary: Vocabulary,
) -> Iterator[Overlap]:
    """The rows of one matter: one for each family of bearers, or one for all."""
    for id_ in side.families if matter.owed_by == "family" else [None]:
        mine = side.of_family(id_) if id_ else side
        family = _family(id_, known, vocabulary) if id_ else None
        met = False
        for pack, other in others:
            theirs = other.of_family(id_) if id_ and other else other
            if theirs is not None and theirs.asked:
                met = True
                if mine.counted or theirs.counted:
                    yield Overlap(matter, family, mine, theirs, _declared(new, pack, mine, theirs))
        if not met and mine.counted and matter.alone:
            yield Overlap(matter, family, mine, None)


def _family(id_: str, known: Matters, vocabulary: Vocabulary) -> Family:
    """A family of bearers; a role that is in none is one by itself."""
    type_ = "role" if vocabulary.has("role", id_) else "actor"
    names = Title(zh=vocabulary.name(type_, id_, "zh"), en=vocabulary.name(type_, id_, "en"))
    return known.family_named(id_) or Family(id=id_, name=names, bodies=[[id_]])


def _relations(
    new: Regulation, present: Regulation
) -> Iterator[tuple[Relation, frozenset[str], frozenset[str], int]]:
    """What the two packs declare of each other: the rules of the new one, of the other, and who says it (0: the new)."""
    for who, (here, there) in enumerate(((new, present), (present, new))):
        for relation in here.relation:
            if relation.other == there.regulation.id:
                sides = frozenset({relation.here}), frozenset(relation.there)
                yield relation, sides[who], sides[1 - who], who


def _declared(new: Regulation, present: Regulation, mine: Side, theirs: Side) -> Declared | None:
    """What a pack declares of rules on both sides; the first, where it says it of several."""
    for relation, ours, others, who in _relations(new, present):
        if ours & mine.rules and others & theirs.rules:
            return Declared(relation.relation, _STRICTER[relation.stricter][who], relation.note)
    return None


def _declared_only(
    new: Regulation, beside: Sequence[Regulation], found: Sequence[Overlap], known: Matters
) -> Iterator[Overlap]:
    """What is declared of rules that no matter brought together."""
    for present in beside:
        rows = [o for o in found if o.present and o.present.head.id == present.regulation.id]
        for relation, ours, others, who in _relations(new, present):
            if any(ours & row.new.rules and row.present and others & row.present.rules for row in rows):
                continue
            mine, theirs = (asked_by_rules(p, ids, known) for p, ids in ((new, ours), (present, others)))
            if mine.asked and theirs.asked:
                title = mine.asked[0].title or relation.note
                matter = Matter(id="declared", name=title, owed_by="family")
                declared = Declared(relation.relation, _STRICTER[relation.stricter][who], relation.note)
                yield Overlap(matter, None, mine, theirs, declared)
