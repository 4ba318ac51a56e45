"""One matter on which a new document and one in force both speak, and how the two stand to each other.

How they stand follows from their bearers, numbers and places; what a pack itself declares is told beside it, and wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from bangfu.regulation.asked import Side, same_bearer, same_family
from bangfu.regulation.codes import prefix_of
from bangfu.regulation.demands import all_cover
from bangfu.regulation.matters import Family, Matter
from bangfu.regulation.model import Title
from bangfu.regulation.overlap_telling import sentence

Stands = Literal["same", "cumulative", "parallel", "overrides", "only_new"]
Which = Literal["new", "present", "neither", "equal"]


@dataclass(frozen=True)
class Declared:
    """What one of the two packs itself says of this matter."""

    relation: Stands
    stricter: Which
    note: Title


@dataclass(frozen=True)
class Overlap:
    """One matter that a new document asks, beside what is in force."""

    matter: Matter
    family: Family | None  # None: whoever bears it
    new: Side
    present: Side | None  # None: no document in force speaks of it
    declared: Declared | None = None

    @property
    def relation(self) -> Stands:
        """How the two stand to each other: as declared, else as it follows from them."""
        return self.declared.relation if self.declared else self.computed_relation

    @property
    def stricter(self) -> Which:
        """Which is stricter: as declared, else as it follows from the two."""
        return self.declared.stricter if self.declared else self.computed_stricter

    @property
    def both_hold(self) -> bool:
        """Whether both must be met; otherwise they cannot both hold, and `governs` says which does."""
        return self.relation != "overrides"

    @cached_property
    def computed_relation(self) -> Stands:
        """How the two stand to each other by their bearers and numbers alone."""
        if self.present is None:
            return "only_new"
        if self.matter.exact and self._exclude_each_other():
            return "overrides"
        if self.matter.owed_by != "anyone" and not same_bearer(self.new.bodies(), self.present.bodies()):
            return "parallel"
        alike = self.by_number == "equal" and self.by_quality is None
        return "same" if alike else "cumulative"

    @cached_property
    def computed_stricter(self) -> Which:
        """Which is stricter in numbers and in what is asked beyond them; neither, where they disagree."""
        number, quality = self.by_number, self.by_quality
        if quality is None or number == quality:
            return number or "neither"
        return quality if number in (None, "equal") else "neither"

    @cached_property
    def by_number(self) -> Which | None:
        """Which asks more, exactly and by the year; None where no number is set."""
        if self.present is None:
            return "new"
        new, present = self.new, self.present
        if not new.counted or not present.counted:
            return "new" if new.counted else "present" if present.counted else None
        if self.matter.deadline:
            first, second = new.first_year, present.first_year
            return _which(first <= second, second <= first)
        if self.matter.owed_by == "each" and not same_family(new.bodies(), present.bodies()):
            return "neither"
        return _which(all_cover(new.demands, present.demands), all_cover(present.demands, new.demands))

    @cached_property
    def by_quality(self) -> Which | None:
        """Which asks something beyond numbers that the other does not; None where neither does."""
        if self.present is None:
            return None
        new, present = self.new.texts(), self.present.texts()
        asked = [(q.asked_in(new), q.asked_in(present)) for q in self.matter.qualities]
        only_new, only_present = ((True, False) in asked), ((False, True) in asked)
        return _which(only_new, only_present, both="neither") if only_new or only_present else None

    @property
    def higher(self) -> Which:
        """Whose place stands above the other's."""
        if self.present is None:
            return "neither"
        new, present = (len(prefix_of(side.head.place)) for side in (self.new, self.present))
        return "equal" if new == present else "new" if new < present else "present"

    @property
    def later(self) -> Which:
        """Which came into force later."""
        if self.present is None:
            return "neither"
        new, present = self.new.head.start, self.present.head.start
        return "equal" if new == present else "new" if new > present else "present"

    @property
    def governs(self) -> Which | None:
        """Where both cannot hold, the one that does: the higher, of equals the later. Else None."""
        if self.both_hold:
            return None
        return self.later if self.higher == "equal" else self.higher

    def _exclude_each_other(self) -> bool:
        assert self.present is not None
        return any(
            mine.amount != other.amount and mine.counts & other.counts and mine.each == other.each
            for mine in self.new.demands
            for other in self.present.demands
        )

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it, sentences included."""
        return {
            "matter": self.matter.id,
            "matter_zh": self.matter.name.zh,
            "matter_en": self.matter.name.en,
            "family": self.family.id if self.family else None,
            "relation": self.relation,
            "both_hold": self.both_hold,
            "governs": self.governs,
            "higher": self.higher,
            "later": self.later,
            "stricter": self.stricter,
            "stricter_by_number": self.by_number,
            "stricter_by_quality": self.by_quality,
            "computed": {"relation": self.computed_relation, "stricter": self.computed_stricter},
            "declared": self.declared is not None,
            "new": self.new.as_dict(),
            "present": self.present.as_dict() if self.present else None,
            "zh": sentence(self, "zh"),
            "en": sentence(self, "en"),
        }


def _which(new: bool, present: bool, both: Which = "equal") -> Which:
    """Which side it is, of two that either may be."""
    if new and present:
        return both
    return "new" if new else "present" if present else "neither"
