"""What a pack may name: words of the vocabulary, rules of its own, duties of the regulations beside it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bangfu.errors import Problem
from bangfu.regulation.consequences import RANKING
from bangfu.regulation.form_checks import form_faults
from bangfu.regulation.model import RULE_KINDS, Provision, Regulation
from bangfu.regulation.positions import Path, Positions
from bangfu.regulation.vocabulary import Vocabulary, shared_vocabulary

_CONSEQUENCE = {
    "on": "actor",
    "conducted_by": "actor",
    "conducted_at": "actor",
    "recipient": "actor",
    "trigger": "finding",
    "in_post": "role",
    "body": "role",
    "instead": "role",
}
# The columns of each table that hold words, by what kind of word. Whoever acts may hold a post or not.
WORDS: dict[str, dict[str, str]] = {
    "duty": {"counts": "activity"},
    "milestone": {"counts": "activity"},
    "requirement": {
        "role": "role",
        "household_kind": "household_kind",
        "also": "household_kind",
        "with_households": "household_kind",
    },
    "procedure": {"by": "actor", "to": "actor"},
    "checklist": {"subject": "actor"},
    "evaluation": {"by": "actor", "of": "actor"},
    "consequence": _CONSEQUENCE,
    "liability": _CONSEQUENCE,
    "incentive": {"for_roles": "actor", "category": "award_category", "all_of": "condition"},
    "entitlement": {
        "what": "entitlement",
        "for_roles": "actor",
        "perhaps_roles": "actor",
        "payer": "actor",
        "entries": "activity",
        "uses": "use",
    },
}


@dataclass(frozen=True)
class Sheet:
    """One pack with the name and the lines of its file."""

    pack: Regulation
    name: str
    positions: Positions

    def fault(self, code: str, path: Path, value: str, **details: str) -> Problem:
        """A fault at a path of the data."""
        at = self.positions.of(path)
        return Problem(code, self.name, at, str(path[-1]), value, tuple(details.items()))


def faults(sheet: Sheet, beside: Mapping[str, Regulation]) -> Iterator[Problem]:
    """Everything that a well-formed pack names and that is not there; `beside` are the regulations known with it."""
    yield from _words(sheet)
    yield from _ids(sheet)
    yield from _references(sheet)
    yield from _relations(sheet, beside)
    yield from form_faults(sheet.pack, rule_ids(sheet.pack), sheet.fault)


def _words(sheet: Sheet) -> Iterator[Problem]:
    shared = shared_vocabulary()
    for index, word in enumerate(sheet.pack.word):
        if shared.has(word.type, word.code):
            yield sheet.fault("word_taken", ("word", index, "code"), word.code)
    vocabulary = shared.with_words(sheet.pack.word)
    known = {
        type_: frozenset(_known(vocabulary, type_))
        for type_ in (
            "role",
            "actor",
            "activity",
            "household_kind",
            "condition",
            "award_category",
            "entitlement",
            "use",
        )
    }
    known["finding"] = frozenset({*vocabulary.codes("finding"), RANKING})
    for index, provision in enumerate(sheet.pack.provision):
        for type_, path, code in _used(provision):
            if code not in known[type_]:
                what, near = "role" if type_ == "actor" else type_, _near(code, known[type_])
                yield sheet.fault("unknown_word", ("provision", index, *path), code, what=what, near=near)
    for path, code in _subjects(sheet.pack):
        if code not in known["actor"]:
            yield sheet.fault("unknown_word", path, code, what="role", near=_near(code, known["actor"]))


def _subjects(pack: Regulation) -> Iterator[tuple[Path, str]]:
    """Whom the parts of the forms ask about."""
    for at, form in enumerate(pack.form):
        for i, part in enumerate(form.part):
            for code in part.subject:
                yield ("form", at, "part", i, "subject"), code


def _known(vocabulary: Vocabulary, type_: str) -> list[str]:
    """All words of a type; a role acts as well."""
    return [c for t in (("role", "actor") if type_ == "actor" else (type_,)) for c in vocabulary.codes(t)]


def _used(provision: Provision) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Every word of a provision: of what type it must be, where it stands, and the word."""
    for code in provision.bearer:
        yield "actor", ("bearer",), code
    table = getattr(provision, provision.kind, None)
    for key, type_ in WORDS.get(provision.kind, {}).items() if table is not None else ():
        value: str | list[str] | dict[str, str] | None = getattr(table, key)
        codes = value.values() if isinstance(value, dict) else [value] if isinstance(value, str) else value
        for code in codes or ():
            yield type_, (provision.kind, key), code


def _near(code: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(code, list(known), n=1)
    return f" ({found[0]}?)" if found else ""


def _ids(sheet: Sheet) -> Iterator[Problem]:
    """Ids that stand twice: of provisions and of the rules in them."""
    seen: set[str] = set()
    for index, provision in enumerate(sheet.pack.provision):
        rule = getattr(provision, provision.kind, None)
        named = [(("id",), provision.id), ((provision.kind, "id"), getattr(rule, "id", None))]
        for path, id_ in named:
            if id_ in seen:
                yield sheet.fault("duplicate_provision", ("provision", index, *path), id_)
            seen |= {id_} if id_ else set()


def _references(sheet: Sheet) -> Iterator[Problem]:
    """What one provision says of another, of a reading or of the evidence for it."""
    carried = {name for p in sheet.pack.provision for name in _names(p)}
    readings = {r.id for r in sheet.pack.reading}
    vocabulary = shared_vocabulary().with_words(sheet.pack.word)
    telling = {*vocabulary.codes("activity"), *rule_ids(sheet.pack)}
    for index, provision in enumerate(sheet.pack.provision):
        if provision.realised_by and provision.realised_by not in carried:
            yield sheet.fault("unknown_clause", ("provision", index, "realised_by"), provision.realised_by)
        table = getattr(provision, provision.kind, None)
        for code in getattr(table, "readings", []):
            if code not in readings:
                path = ("provision", index, provision.kind, "readings")
                yield sheet.fault("unknown_word", path, code, what="reading", near=_near(code, readings))
        for code in provision.checklist.evidence if provision.checklist else []:
            if code not in telling:
                path = ("provision", index, "checklist", "evidence")
                yield sheet.fault("unknown_word", path, code, what="activity", near=_near(code, telling))


def _names(provision: Provision) -> Iterator[str]:
    """By what names others may say that this provision carries them: its kind, with its id or workflow."""
    table = getattr(provision, provision.kind, None)
    if table is not None and provision.kind in RULE_KINDS:
        yield provision.kind
        yield f"{provision.kind}:{getattr(table, 'id', provision.id)}"
    if provision.procedure is not None:
        yield f"procedure:{provision.procedure.name}"


def _relations(sheet: Sheet, beside: Mapping[str, Regulation]) -> Iterator[Problem]:
    own = rule_ids(sheet.pack)
    for index, provision in enumerate(sheet.pack.provision):
        rule = provision.consequence or provision.liability
        for yielding in rule.yields_to if rule else ():
            if yielding.to not in beside:
                path = ("provision", index, provision.kind, "yields_to")
                yield sheet.fault("unknown_regulation", path, yielding.to, near=_near(yielding.to, beside))
    for index, relation in enumerate(sheet.pack.relation):
        if relation.here not in own:
            yield sheet.fault("unknown_clause", ("relation", index, "here"), relation.here)
        if relation.other not in beside:
            near = _near(relation.other, beside)
            yield sheet.fault("unknown_regulation", ("relation", index, "other"), relation.other, near=near)
            continue
        theirs = rule_ids(beside[relation.other])
        for there in relation.there:
            if there not in theirs:
                yield sheet.fault("unknown_clause", ("relation", index, "there"), there)


def rule_ids(pack: Regulation) -> frozenset[str]:
    """The ids of every rule that can be judged: duties, requirements and milestones."""
    rules = [r for p in pack.provision for r in (p.duty, p.requirement, p.milestone)]
    return frozenset(r.id for r in rules if r is not None)
