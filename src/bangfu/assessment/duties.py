"""Indicators from verdicts: of the duties a scheme names, how many lines were met of those that are decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from bangfu.assessment.belonging import Belonging, Row
from bangfu.assessment.bodies import Body
from bangfu.assessment.tally import Count
from bangfu.facts.case import Case
from bangfu.regulation.model import Regulation
from bangfu.verdict.evaluation import evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import Line, Names, lines_of

_WHO = ("person", "organisation", "household", "counterpart", "place")


def verdict_lines(
    case: Case, packs: Sequence[Regulation], as_of: date, regulation: str, duties: Collection[str]
) -> list[Line]:
    """The verdicts of some duties of a regulation, judged beside all the others as of the end of a day."""
    if not duties:
        return []
    found: list[Line] = []
    with Ground.of(case, case.vocabulary(packs)) as ground:
        evaluation = evaluate_ground(ground, packs, as_of)
        names = Names(evaluation)
        for judged in evaluation.judged:
            if judged.head.id == regulation and judged.id in duties:
                found += lines_of(evaluation, judged, names, "zh")
    return found


def of_year(lines: Iterable[Line], duties: Collection[str], year: int) -> Iterator[Line]:
    """Those of some duties whose period lies in a year."""
    for line in lines:
        if line["duty"] in duties and line["period_start"][:4] == line["period_end"][:4] == str(year):
            yield line


def sorted_verdicts(
    lines: Iterable[Line], whose: Belonging, homes: Mapping[str, str | None]
) -> dict[Body, Count]:
    """Verdict lines by whose they are. What is open, exempt or for a person to judge counts in neither."""
    counts: dict[Body, Count] = defaultdict(Count)
    for line in lines:
        id_ = named(line)
        place = line["place"] or homes.get(line["household"] or "")
        row = Row(id_, date.fromisoformat(line["period_end"]), line["person"], line["organisation"], place)
        for _, fit in whose.fits(row):
            for body in fit.bodies:
                _sort(counts[body], id_, line, fit.sure)
    return counts


def _sort(count: Count, id_: str, line: Line, sure: bool) -> None:
    if not sure:
        count.set_aside("UNSURE", id_)
    elif line["status"] not in ("met", "unmet"):
        count.set_aside("UNDECIDED", id_)
    else:
        (count.counted if line["status"] == "met" else count.others).add(id_)
        count.evidence |= set(line["evidence"])


def named(line: Line) -> str:
    """The id of a verdict: its duty, the first day of its period, and whom it concerns."""
    return ":".join((line["duty"], line["period_start"], "/".join(line[c] for c in _WHO if line[c])))
