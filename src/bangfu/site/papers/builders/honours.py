"""表彰决定: who is honoured, by honour, each with the clause that provides it."""

from __future__ import annotations

from collections.abc import Sequence

from bangfu.paper.official.model import Block, Paragraph
from bangfu.site.papers.builders.body import Body, clauses, listed, part
from bangfu.site.papers.facts import Honour, Honoured, Honours


def honours(facts: Honours) -> Body:
    """The decision, in the order of the list: there is no first and no last."""
    basis = clauses(h.clause for h in facts.honours if h.clause)
    by = f"依照{basis}，" if basis else ""
    given = [each for honour in facts.honours for each in honour.given]
    blocks = (
        Paragraph(
            text=f"{by}{facts.area}决定对{_counted(given)}予以表彰。名单按登记的次序排列，不分先后。现决定如下。"
        ),
        *(block for honour in facts.honours for block in _of(honour)),
        part("希望"),
        Paragraph(
            text="希望受到表彰的单位和个人继续把力气用在群众最需要的事情上；其他单位和同志结合实际学习，不另搞评比，不层层发文。"
        ),
    )
    return Body(f"关于{facts.area}{facts.year}年帮扶工作表彰的决定", blocks)


def _of(honour: Honour) -> tuple[Block, ...]:
    """One honour: its clause, its units, its people. Nothing is said of a basis that nobody entered."""
    basis = f"依据：{honour.clause}。" if honour.clause else "依据：（未填，请补写条款）。"
    units = [each.name for each in honour.given if each.is_unit]
    people = [each.name for each in honour.given if not each.is_unit]
    named = (("单位", units), ("个人", people))
    lists = [Paragraph(text=f"{word}：{listed(names)}。") for word, names in named if names]
    return (part(f"{honour.name}（{_counted(honour.given)}）"), Paragraph(text=basis), *lists)


def _counted(given: Sequence[Honoured]) -> str:
    """How many units and people, each counted once."""
    units = len({each.id for each in given if each.is_unit})
    people = len({each.id for each in given if not each.is_unit})
    counts = ((units, "个单位"), (people, "名个人"))
    return "、".join(f"{count}{word}" for count, word in counts if count)
