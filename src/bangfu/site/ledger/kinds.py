"""The kinds of activity that can be recorded here, what each needs, and which of them count for what somebody owes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from bangfu.facts.tables import LEVELS
from bangfu.regulation.model import DutyRule, MilestoneRule
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.vocabulary import AT_THE_POST, AWAY, Vocabulary, shared_vocabulary
from bangfu.site.duties.law import Duty, Law, law
from bangfu.site.duties.models import Verdict
from bangfu.site.ledger.models import Entry
from bangfu.site.web.models import Account

FILLED = ("place", "household", "counterpart_person", "counterpart_organisation")
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Need:
    """One thing that an entry of a kind must name: any one of these fields, a place on one of these levels."""

    fields: tuple[str, ...]
    levels: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As the phone keeps it."""
        return {"fields": list(self.fields), "levels": list(self.levels)}


@dataclass(frozen=True)
class Kind:
    """A kind of activity: its names, what it needs, whether it may last, and the duties it counts for."""

    code: str
    zh: str
    en: str
    needs: tuple[Need, ...]
    lasts: bool
    common: bool = False
    counts: tuple[dict[str, str], ...] = ()

    def as_dict(self, for_others: bool) -> dict[str, Any]:
        """As the phone keeps it; whoever records for others is asked who did it, too."""
        needs = [Need(doers_of(self.code))] * for_others + list(self.needs)
        told = {"code": self.code, "zh": self.zh, "en": self.en, "needs": [n.as_dict() for n in needs]}
        return told | {"lasts": self.lasts, "common": self.common, "counts": list(self.counts)}


def needs_of(note: str) -> tuple[Need, ...]:
    """What a kind needs, from its note in the vocabulary: each part of it that names fields is one need."""
    return tuple(need for part in note.split(";") if (need := _need(part)).fields)


def _need(part: str) -> Need:
    words = set(re.findall(r"\w+", part))
    return Need(
        tuple(f for f in FILLED if f in words),
        tuple(level for level in LEVELS if level in words and "place" in words),
    )


def kind_of(vocabulary: Vocabulary, code: str) -> Kind:
    """A kind as the vocabulary tells it."""
    word = vocabulary.words["activity", code]
    lasts = "until" in word.note or code in AT_THE_POST | AWAY
    return Kind(code, word.zh, word.en, needs_of(word.note), lasts)


def vocabulary() -> Vocabulary:
    """The words of the regulations adopted here."""
    return vocabulary_of(list(law().packs.values()))


def doers_of(code: str) -> tuple[str, ...]:
    """Who does such a thing: units where only units owe what it counts for, people where only people do, else either."""
    bodies = vocabulary().organisation_roles
    borne = [set(duty.provision.bearer) for duty, counted in _counting(law()) if code in counted]
    if borne and all(bearers <= bodies for bearers in borne):
        return ("organisation",)
    if borne and not any(bearers & bodies for bearers in borne):
        return ("person",)
    return ("person", "organisation")


def is_of_unit(code: str) -> bool:
    """Whether an entry of a kind is the unit's."""
    return doers_of(code) == ("organisation",)


def for_others(account: Account) -> bool:
    """Whether an account records what others did."""
    return account.may("record_area") or account.may("record_unit")


def kinds_for(account: Account, day: date, also: str = "") -> list[Kind]:
    """The kinds that an account records, those first that count for what it owes, the most used before the others.

    Whoever records for others has all kinds, and finds first what counts for anybody; whoever records the own work has
    no use for what only other posts do, but for the one kind that is there `also`.
    """
    owed, others = _owed(account, day), for_others(account)
    told: dict[str, list[dict[str, str]]] = defaultdict(list)
    common: set[str] = set()
    foreign = set() if others else _foreign(account)
    for duty, counted in _counting(law()):
        owing = (duty.head.id, duty.rule.id) in owed
        for code in counted if owing or others else ():
            common.add(code)
            if owing:
                told[code].append(_told(duty))
    used, words, shared = _used(account, day), vocabulary(), set(shared_vocabulary().words)
    found = [
        replace(kind_of(words, code), common=code in common, counts=tuple(told[code]))
        for code in words.codes("activity")
        if code == also or code not in foreign
    ]
    return sorted(
        found, key=lambda k: (not k.common, -used[k.code], not k.counts, ("activity", k.code) not in shared)
    )


def _counting(known: Law) -> Iterator[tuple[Duty, list[str]]]:
    """The duties that entries count for, and the kinds that do."""
    for duty in known.duties.values():
        if isinstance(duty.rule, (DutyRule, MilestoneRule)):
            yield duty, duty.rule.counts


def _told(duty: Duty) -> dict[str, str]:
    title = duty.rule.title
    told = {"title_zh": title.zh, "title_en": title.en}
    return told | {"clause": duty.provision.clause, "regulation": duty.head.id}


def mine(account: Account) -> Q | None:
    """What is the account's own, its person's and its unit's; None where it is nobody's."""
    person = Q(person=account.person_id) if account.person_id else Q()
    unit = Q(organisation=account.organisation_id) if account.organisation_id else Q()
    return (person | unit) or None


def _owed(account: Account, day: date) -> set[tuple[str, str]]:
    """The duties owed on a day, as last judged."""
    own = mine(account)
    if own is None:
        return set()
    owed = Verdict.objects.filter(own, snapshot__live=True, period_start__lte=day, period_end__gte=day)
    return set(owed.values_list("regulation", "duty").distinct())


def _foreign(account: Account) -> set[str]:
    """The kinds that count for duties, but for none of the roles that the account's person or unit was ever judged in."""
    own = mine(account)
    if own is None:
        return set()
    roles = set(Verdict.objects.filter(own, snapshot__live=True).values_list("role", flat=True).distinct())
    if not roles:
        return set()  # nothing was judged yet, so nothing can be said
    counting = [(roles.isdisjoint(duty.provision.bearer), kinds) for duty, kinds in _counting(law())]
    elsewhere = {code for others, kinds in counting if others for code in kinds}
    return elsewhere - {code for others, kinds in counting if not others for code in kinds}


def _used(account: Account, day: date) -> Counter[str]:
    own = mine(account)
    if own is None:
        return Counter()
    lately = Entry.objects.filter(own, on__gte=day - LATELY)
    return Counter(dict(lately.order_by().values_list("kind").annotate(times=Count("pk"))))
