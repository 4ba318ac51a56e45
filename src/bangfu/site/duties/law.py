"""The regulations adopted here, and what they call their duties. Packs are read once; who asks sees only which are adopted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from bangfu.regulation.model import (
    DutyRule,
    Head,
    MilestoneRule,
    Provision,
    Reading,
    Regulation,
    RequirementRule,
)
from bangfu.regulation.packs import shipped, vocabulary_of, worded
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.site.duties.models import Adoption
from bangfu.site.web.prepared import asked
from bangfu.site.web.words import tongue

Rule = DutyRule | RequirementRule | MilestoneRule


@dataclass(frozen=True)
class Duty:
    """One rule with the provision it stands in, and its place in the order of all documents."""

    pack: Regulation
    provision: Provision
    rule: Rule
    position: int

    @property
    def head(self) -> Head:
        """The document."""
        return self.pack.regulation

    @property
    def title(self) -> str:
        """Its short name."""
        return str(getattr(self.rule.title, tongue()))

    @property
    def readings(self) -> list[Reading]:
        """How ambiguous passages are read here."""
        return [r for r in self.pack.reading if r.id in self.rule.readings]


@dataclass(frozen=True)
class Law:
    """Packs by id, in a fixed order."""

    packs: dict[str, Regulation]

    @cached_property
    def duties(self) -> dict[tuple[str, str], Duty]:
        """Every rule that can be judged, by (regulation, duty)."""
        found: dict[tuple[str, str], Duty] = {}
        for pack in self.packs.values():
            for provision in pack.provision:
                rule = provision.duty or provision.requirement or provision.milestone
                if rule is not None:
                    found[pack.regulation.id, rule.id] = Duty(pack, provision, rule, len(found))
        return found

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the regulations that come along, and those that the ones in force add."""
        return vocabulary_of([*shipped().values(), *self.packs.values()])

    def title(self, regulation: str, duty: str) -> str:
        """The short name of a duty; its id where no pack at hand has it."""
        known = self.duties.get((regulation, duty))
        return known.title if known else duty

    def number(self, regulation: str) -> str:
        """What officials call the document: its number."""
        pack = self.packs.get(regulation)
        return pack.regulation.number if pack else regulation

    def name(self, regulation: str) -> str:
        """The title of the document."""
        pack = self.packs.get(regulation)
        return str(getattr(pack.regulation.title, tongue())) if pack else regulation


def law() -> Law:
    """The regulations that this installation works by."""
    return _law(adopted())


def adopted() -> tuple[tuple[str, str], ...]:
    """Which regulations are adopted, each with a word for its wording."""
    return tuple(asked("select regulation, md5(pack) from duties_adoption order by regulation"))


@lru_cache(maxsize=8)
def _law(known: tuple[tuple[str, str], ...]) -> Law:
    ids = [regulation for regulation, _ in known]
    written = dict(Adoption.objects.filter(pk__in=ids).exclude(pack="").values_list("regulation", "pack"))
    return Law({i: worded(i, written.get(i, "")) for i in ids})
