"""Finding passages in all documents that are adopted here: every word must be there, in the passage or around it.

1. What is searched of a passage: its words, the name of its duty, whom it binds, its clause and id; and of its document the
   title and the number. Width, case and kind of brackets do not matter.
2. A word without Chinese is also taken as first letters or whole pinyin of names: of duties, bearers and documents.
3. A passage is found where one word at least is its own; where all words are the document's, the document is found.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bangfu.regulation.model import Head, Provision, Regulation
from bangfu.regulation.packs import vocabulary_of
from bangfu.site.duties.law import adopted, law
from bangfu.site.duties.reading import KINDS, bearer_name, rule_of
from bangfu.site.roster.search import is_chinese, keys_of, normal
from bangfu.site.web.words import tongue

MOST_WORDS, LONGEST = 8, 100  # of one search
FEWEST_LETTERS, FEWEST_PINYIN = 2, 4  # with fewer nearly everything would sound alike
_ALIKE = {ord(c): to for to, chars in (("[", "〔【［"), ("]", "〕】］")) for c in chars}


@dataclass(frozen=True)
class Names:
    """How something is called, as it is compared; the names in Chinese also as first letters and as whole pinyin."""

    plain: str
    letters: str
    pinyin: str

    def have(self, word: str) -> bool:
        """Whether a word is part of a name."""
        typed = "" if is_chinese(word) else normal(word)
        return (
            word in self.plain
            or (len(typed) >= FEWEST_LETTERS and typed in self.letters)
            or (len(typed) >= FEWEST_PINYIN and typed in self.pinyin)
        )


@dataclass(frozen=True)
class Passage:
    """One provision of a document as it is searched, with the names around it."""

    pack: Regulation
    provision: Provision
    text: str
    names: Names

    def has(self, word: str) -> bool:
        """Whether a word is its own."""
        return word in self.text or self.names.have(word)


@dataclass(frozen=True)
class Document:
    """One document with its passages."""

    pack: Regulation
    names: Names
    passages: list[Passage]


@dataclass(frozen=True)
class Hit:
    """A passage that was found, or a document as a whole."""

    pack: Regulation
    provision: Provision | None
    words: list[str]

    @property
    def head(self) -> Head:
        """Its document."""
        return self.pack.regulation

    @property
    def kind(self) -> str:
        """What kind of provision it is."""
        return str(KINDS[self.provision.kind]) if self.provision else ""

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The passage in pieces, each with whether it was looked for."""
        return marked(self.provision.text, self.words) if self.provision else []

    @property
    def named(self) -> list[tuple[str, bool]]:
        """The name of its duty and whom it binds, in pieces as well."""
        if self.provision is None:
            return []
        rule, names = rule_of(self.provision), vocabulary_of([self.pack])
        titles = [str(getattr(rule.title, tongue()))] if rule else []
        bearers = [bearer_name(names, code) for code in self.provision.bearer]
        return marked(" · ".join([*titles, *bearers]), self.words)


def words_of(text: str) -> list[str]:
    """The words that somebody typed, as they are compared."""
    return list(dict.fromkeys(folded(text[:LONGEST]).split()))[:MOST_WORDS]


def folded(text: str) -> str:
    """The same characters, one for one, without what does not matter: width, case, kind of brackets."""
    return "".join(_plain(c) for c in text.translate(_ALIKE))


def search(text: str, takes: Callable[[Provision], bool] = lambda _: True, regulation: str = "") -> list[Hit]:
    """What is found in the order of documents and of their clauses, among the passages that are taken."""
    words = words_of(text)
    known = [d for d in _documents(adopted()) if regulation in ("", d.pack.regulation.id)]
    return [hit for document in known for hit in _found(document, words, takes)] if words else []


def _found(document: Document, words: list[str], takes: Callable[[Provision], bool]) -> Iterator[Hit]:
    around = {word for word in words if document.names.have(word)}
    taken = [p for p in document.passages if takes(p.provision)]
    found = [p for p in taken if _is_meant(p, words, around)]
    if len(around) == len(words) and taken:
        yield Hit(document.pack, None, words)
    for passage in found:
        yield Hit(passage.pack, passage.provision, words)


def _is_meant(passage: Passage, words: list[str], around: set[str]) -> bool:
    own = {word for word in words if passage.has(word)}
    return bool(own) and len(own | around) == len(words)


def marked(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """A passage in pieces: those that were looked for, and what lies between."""
    plain, hit = folded(text), [False] * len(text)
    for word in words:
        at = plain.find(word)
        while at >= 0:
            hit[at : at + len(word)] = [True] * len(word)
            at = plain.find(word, at + 1)
    cuts = [0, *(n for n in range(1, len(text)) if hit[n] != hit[n - 1]), len(text)]
    return [(text[a:b], hit[a]) for a, b in pairwise(cuts) if a < b]


@lru_cache(maxsize=4)
def _documents(known: tuple[tuple[str, str], ...]) -> list[Document]:
    """Everything that can be found; `known` says which wordings."""
    packs = law().packs
    return [_document(packs[regulation]) for regulation, _wording in known]


def _document(pack: Regulation) -> Document:
    head, words = pack.regulation, vocabulary_of([pack])

    def passage(provision: Provision) -> Passage:
        rule = rule_of(provision)
        titles = [rule.title.zh, rule.title.en] if rule else []
        bearers = [bearer_name(words, code, t) for code in provision.bearer for t in ("zh", "en")]
        return Passage(pack, provision, folded(provision.text), _names([*titles, *bearers, provision.id]))

    names = _names([head.title.zh, head.title.en, head.number, head.id, *head.issuer])
    return Document(pack, names, [passage(p) for p in pack.provision])


def _names(names: list[str]) -> Names:
    keys = [keys_of(name).split() for name in names if is_chinese(name)]
    letters, pinyin = ("\n".join(k for key in keys for k in key[at::2]) for at in (0, 1))
    return Names(folded("\n".join(names)), letters, pinyin)


def _plain(char: str) -> str:
    found = unicodedata.normalize("NFKC", char).lower()
    return found if len(found) == 1 else char
