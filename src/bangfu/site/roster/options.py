"""What a search-as-you-type field offers, and how what was chosen is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bangfu.regulation.model import Word
from bangfu.site.roster.models import Household, Organisation, Person, Place
from bangfu.site.roster.places import found_places, places_of
from bangfu.site.roster.search import found, keys_of, normal
from bangfu.site.web.masking import masked
from bangfu.site.web.models import Account
from bangfu.site.web.words import in_force, word

MOST = 20
KINDS = frozenset({"people", "organisations", "households", "places", "finding_kinds"})


def person_label(person: Person) -> str:
    """Name and unit."""
    return f"{person}（{person.organisation}）" if person.organisation else str(person)


def household_label(household: Household) -> str:
    """The head in short, the village and the id."""
    return f"{masked(household.head, 'name')} · {household.place or ''} · {household.pk}"


def place_label(place: Place) -> str:
    """The place and the one above it."""
    return f"{place.parent}{place}" if place.parent and place.level == "village" else place.name


def label_of(row: Any) -> str:
    """How a row is called in a field."""
    by_model: dict[type, Callable[[Any], str]] = {
        Person: person_label,
        Household: household_label,
        Place: place_label,
    }
    return by_model.get(type(row), str)(row)


def offered(kind: str, account: Account, text: str) -> Iterable[tuple[str, str]]:
    """Key and label of what is meant by what was typed."""
    if kind == "finding_kinds":
        return _words("finding", text.strip())
    rows: dict[str, Callable[[], Any]] = {
        "people": lambda: found(Person.objects.select_related("organisation"), text),
        "organisations": lambda: found(Organisation.objects.all(), text),
        "households": lambda: found(Household.objects.select_related("place"), text, "head"),
        "places": lambda: found_places(places_of(account).select_related("parent"), text),
    }
    return [(str(row.pk), label_of(row)) for row in rows[kind]()[:MOST]]


def _words(type_: str, text: str) -> list[tuple[str, str]]:
    """The codes of the vocabulary whose word, in either language or by its initials, is meant; all where nothing is."""
    known = in_force()
    found = [code for code in known.codes(type_) if _is_meant(known.words[type_, code], text)]
    return [(code, word(type_, code)) for code in found][:MOST]


def _is_meant(known: Word, text: str) -> bool:
    typed = normal(text)
    by_word = text.lower() in known.zh or text.lower() in known.en.lower()
    return by_word or bool(typed and typed in keys_of(known.zh))
