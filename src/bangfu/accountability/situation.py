"""A case as proposing asks it: the roster, the words, who was back when, and the day on which it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bangfu.accountability.counting import Back
from bangfu.accountability.notes import StandingNotes
from bangfu.accountability.whereabouts import Whereabouts
from bangfu.facts.case import Case
from bangfu.regulation.vocabulary import Vocabulary


@dataclass(frozen=True)
class Situation:
    """What every regulation is applied to, and the notes that its rules always carry."""

    case: Case
    at: Whereabouts
    words: Vocabulary
    notes: StandingNotes
    back: Back
    as_of: date
