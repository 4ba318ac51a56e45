"""Lines of answers as pages show them: names, words, links to cases, what a person may still attest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bangfu.accountability.notes import measure_name
from bangfu.incentives.bars import Bar
from bangfu.incentives.candidates import placed
from bangfu.incentives.lines import Told
from bangfu.incentives.notes import joined
from bangfu.regulation.model import Reading
from bangfu.site.cases.models import Case, Step
from bangfu.site.cases.words import number_of
from bangfu.site.duties.law import Law, law
from bangfu.site.honours.models import Grant
from bangfu.site.honours.words import ENDS, category_word, kind_word
from bangfu.site.roster.models import Organisation, Person
from bangfu.site.web.words import tongue, word


@dataclass(frozen=True)
class ShownBar:
    """A decision that stands against somebody; `case` where the reader may see it."""

    measure: str
    number: str  # of the document
    regulation: str
    clause: str
    linked: bool  # whether the regulation is adopted here
    case: Case | None
    decided_on: date
    first: date
    last: date | None
    ends: str


@dataclass(frozen=True)
class Line:
    """One line with its words."""

    told: Told
    title: str
    number: str
    category: str
    role: str
    answer: str  # yes, no, judgement; empty where nobody is asked about
    person: Person | None
    organisation: Organisation | None
    bars: list[ShownBar]
    grants: list[Grant]
    marks: list[str]
    note: str
    readings: list[Reading]


class Names:
    """What the lines name, asked for at once; what the reader may not see stays an id or is left out."""

    def __init__(self, told: Sequence[Told]) -> None:
        verdicts = [t.verdict for t in told if t.verdict]
        steps = {b.decision.id for v in verdicts for b in v.bars}
        self.people = Person.objects.select_related("organisation").in_bulk(
            {t.person for t in told if t.person}
        )
        self.units = Organisation.objects.in_bulk({t.organisation for t in told if t.organisation})
        self.cases = {s.pk: s.case for s in Step.objects.filter(pk__in=steps).select_related("case")}
        self.grants = Grant.objects.in_bulk({g for v in verdicts for g in v.grants})
        self.known: Law = law()
        self.titles = {
            at.rule.what: at.rule.title for pack in self.known.packs.values() for at in placed(pack) if at.rule.title
        }  # fmt: skip

    def plain(self, text: str) -> str:
        """A note with the numbers of cases and the names of honours where it has ids."""
        for id_, case in self.cases.items():
            text = text.replace(id_, number_of(case))
        for id_, grant in self.grants.items():
            text = text.replace(id_, f"{kind_word(grant.kind)} {grant.granted_on}")
        return text


def shown(told: Sequence[Told]) -> list[Line]:
    """Lines with their words."""
    names = Names(told)
    return [_line(each, names) for each in told]


def asks_for(told: Iterable[Told]) -> list[str]:
    """The conditions that the incentives behind these lines leave to a person."""
    found: dict[str, None] = {}
    for each in told:
        pack = law().packs.get(each.regulation or "")
        for at in placed(pack) if pack else ():
            if at.rule.what == each.what:
                found |= dict.fromkeys(at.rule.all_of)
    return list(found)


def _line(told: Told, names: Names) -> Line:
    verdict, pack = told.verdict, names.known.packs.get(told.regulation or "")
    notes = (*told.notes, *(verdict.notes if verdict else ()))
    return Line(
        told=told,
        title=str(getattr(told.title, tongue())) if told.title else "、".join(kind_word(p) for p in told.purpose),
        number=names.known.number(told.regulation or ""),
        category=category_word(told.category),
        role=word("role", told.role) if told.role else "",
        answer=verdict.answer if verdict else "",
        person=names.people.get(told.person or ""),
        organisation=names.units.get(told.organisation or ""),
        bars=[_bar(b, names) for b in verdict.bars] if verdict else [],
        grants=[names.grants[g] for g in verdict.grants if g in names.grants] if verdict else [],
        marks=[str(getattr(names.titles[m], tongue())) if m in names.titles else m for m in told.marks],
        note=names.plain(str(getattr(joined(notes), tongue()))),
        readings=[r for r in pack.reading if r.id in told.readings] if pack else [],
    )  # fmt: skip


def _bar(bar: Bar, names: Names) -> ShownBar:
    decision = bar.decision
    regulation = decision.regulation or ""
    return ShownBar(
        measure=str(getattr(measure_name(decision.measure), tongue())),
        number=names.known.number(regulation),
        regulation=regulation,
        clause=decision.clause or "",
        linked=regulation in names.known.packs and bool(decision.clause),
        case=names.cases.get(decision.id),
        decided_on=decision.decided_on,
        first=bar.first,
        last=None if bar.last == date.max else bar.last,
        ends=str(ENDS[bar.ends]),
    )
