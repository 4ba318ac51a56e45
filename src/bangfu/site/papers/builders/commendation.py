"""通报表扬: bodies that did well, each with what it did."""

from __future__ import annotations

from bangfu.paper.official.model import Paragraph
from bangfu.site.papers.builders.body import Body, clauses, listed, part, practice
from bangfu.site.papers.facts import Praise


def commendation(facts: Praise) -> Body:
    """The commendation, in the order given: there is no first and no last."""
    found = [p.clause for p in facts.practices if p.clause]
    basis = f"依照{clauses(found)}，" if found else ""
    bodies = listed(dict.fromkeys(p.body for p in facts.practices))
    blocks = (
        Paragraph(
            text=f"{facts.period}，{facts.area}一批乡镇和单位帮扶工作扎实、成效明显。{basis}决定对{bodies}予以通报表扬。"
        ),
        part("主要做法"),
        *map(practice, facts.practices),
        part("希望"),
        Paragraph(
            text="希望受到表扬的乡镇和单位保持作风、再接再厉；各地结合实际学习借鉴，把功夫下在解决群众的实际问题上。"
        ),
    )
    return Body(f"关于{facts.period}帮扶工作的通报表扬", blocks)
