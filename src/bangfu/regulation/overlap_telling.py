"""An overlap told in one sentence, built from its facts (`overlap_words.toml`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from bangfu.language import Language
from bangfu.regulation.asked import Side
from bangfu.regulation.demands import Demand
from bangfu.regulation.shapes import written
from bangfu.wording import spoken, table

if TYPE_CHECKING:
    from bangfu.regulation.overlap import Overlap

MOST_CLAUSES = 4  # a sentence names no more; the rest stand in the table


def _words() -> dict[str, Any]:
    return table("bangfu.regulation", "overlap_words.toml")


def _word(key: str, tongue: Language, **blanks: object) -> str:
    return spoken(_words(), key, tongue, **blanks)


def sentence(overlap: Overlap, tongue: Language) -> str:
    """What both sides ask, how they stand to each other, which is higher, later and stricter."""
    matter = getattr(overlap.matter.name, tongue)
    row = matter
    if overlap.family is not None:
        row = _word("row", tongue, matter=matter, family=getattr(overlap.family.name, tongue))
    new = _side(overlap.new, tongue)
    if overlap.present is None:
        return _word("alone", tongue, row=row, new=new)
    told = _word("beside", tongue, row=row, new=new, present=_side(overlap.present, tongue))
    told += _word(f"relation.{overlap.relation}", tongue, governs=_named(overlap, overlap.governs, tongue))
    told += _rank(overlap, tongue) + _stricter(overlap, tongue)
    if overlap.declared is not None:
        told += _word("declared", tongue, note=getattr(overlap.declared.note, tongue))
    return told.strip()


def amount(demand: Demand, tongue: Language) -> str:
    """One number as it is said: for each household once a year, all poor villages a year."""
    number = _share(demand) if demand.share_of else written(demand.amount, share=False)
    base = demand.share_of or demand.of
    of = _word(f"of.{base}", tongue) if base else ""
    form = "one" if number == 1 and tongue == "en" else tongue
    said = _words()["unit"]["share" if demand.share_of else demand.measure]
    what = str(said[form]).format(n=number, of=of)
    whom = _each(demand, tongue)
    standing = demand.per is None or demand.measure == "households"  # so many at all times, whatever the year
    when = "" if standing else _word(f"per.{demand.per}", tongue)
    if demand.between is not None:
        when = _word("unit.between", tongue, first=demand.between[0], last=demand.between[1])
    return f"{whom}{when}{what}" if tongue == "zh" else " ".join(w for w in (what, when, whom) if w)


def _share(demand: Demand) -> str:
    """Whole percent where it is that, else a fraction."""
    percent = demand.amount * 100
    return f"{percent}%" if percent.denominator == 1 else f"{demand.amount}"


def _each(demand: Demand, tongue: Language) -> str:
    key = "unit" if demand.who == "unit" and demand.each == "bearer" else demand.each
    entry = _words()["each"].get(key)
    return str(entry[tongue]) if entry else key.removeprefix("rank:")


def _side(side: Side, tongue: Language) -> str:
    """Which clauses of which document ask how much."""
    asked = side.counted or side.asked
    clauses = list(dict.fromkeys(a.provision.clause for a in asked))[:MOST_CLAUSES]
    amounts = [amount(d, tongue) for a in asked for d in a.demands]
    amounts += [_word("by_year", tongue, year=a.year) for a in asked if a.year]
    between = _word("and", tongue)
    asks = _word("no_number", tongue)
    if amounts:
        told = (_several(text, number, tongue) for text, number in Counter(amounts).items())
        asks = _word("asks", tongue, amounts=between.join(told))
    return _word("side", tongue, number=side.head.number, clauses="、".join(clauses), asks=asks)


def _several(text: str, number: int, tongue: Language) -> str:
    return text if number == 1 else _word("several", tongue, amount=text, n=number)


def _named(overlap: Overlap, which: str | None, tongue: Language) -> str:
    if which == "new":
        return overlap.new.head.number
    if which == "present" and overlap.present is not None:
        return overlap.present.head.number
    return _word("rank.undecided", tongue)


def _rank(overlap: Overlap, tongue: Language) -> str:
    higher, later = overlap.higher, overlap.later
    if higher == later:
        key = "both" if higher in ("new", "present") else "equal"
        return _word(f"rank.{key}", tongue, side=_named(overlap, higher, tongue))
    told = ""
    for key, which in (("higher", higher), ("later", later)):
        if which in ("new", "present"):
            told += _word(f"rank.{key}", tongue, side=_named(overlap, which, tongue))
    return told


def _stricter(overlap: Overlap, tongue: Language) -> str:
    which = overlap.stricter
    if which in ("new", "present"):
        return _word("stricter.side", tongue, side=_named(overlap, which, tongue))
    return _word(f"stricter.{which}", tongue)
