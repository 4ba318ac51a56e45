"""Drafting: a text in, candidates with their reasons out. Nothing is decided here, and no number is made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bangfu.regulation.drafting.asides import quieted
from bangfu.regulation.drafting.candidate import Candidate, Draft, Open, Refusal
from bangfu.regulation.drafting.clauses import clauses, sentences
from bangfu.regulation.drafting.closing import closing, task_of
from bangfu.regulation.drafting.deadlines import alone, deadlines
from bangfu.regulation.drafting.duties import Refused, duties
from bangfu.regulation.drafting.lines import paragraphs
from bangfu.regulation.drafting.listed import Opening, listed, opening
from bangfu.regulation.drafting.outline import Paragraph, outline
from bangfu.regulation.drafting.sanctions import beside, is_sanction, sanctions
from bangfu.regulation.drafting.scene import Scene, bearer_above, subject_of
from bangfu.regulation.drafting.scene import labelled as labelled_by
from bangfu.regulation.drafting.text import Text
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.years import Years

_Found = Candidate | Refusal | Open


def draft(raw: str) -> Draft:
    """What the text of a regulation seems to demand.

    Every sentence quoted is an exact piece of `raw`, and `start` its offset there.
    """
    text = paragraphs(Text.of(raw))
    found = list(_in_order(text))
    return Draft(
        tuple(f for f in found if isinstance(f, Candidate)),
        tuple(f for f in found if isinstance(f, Refusal)),
        tuple(f for f in found if isinstance(f, Open)),
    )


def _in_order(text: Text) -> Iterator[_Found]:
    """What the paragraphs say; items of a list of faults with what stands above them."""
    above: Opening | None = None
    years = Years.of(text.chars)
    for paragraph in outline(text.chars):
        if above and not above.holds(paragraph.clause):
            above = None
        years = years.under(text.chars[paragraph.body : paragraph.end])
        for item in _in_paragraph(text, paragraph, above, years.issued):
            if isinstance(item, Opening):
                above = item
            else:
                yield years.placed(item) if isinstance(item, Candidate) else item


def _in_paragraph(
    text: Text, paragraph: Paragraph, above: Opening | None, year: int | None
) -> Iterator[_Found | Opening]:
    labelled, kind = bearer_above(paragraph, text.chars[paragraph.body : paragraph.end])
    before, period, task = None, None, paragraph.titles[0] if paragraph.titles else ""
    for start, end in sentences(text.chars, paragraph.body, paragraph.end):
        clause, mark = paragraph.item(text.chars[start:end])
        scene = _scene(text, clause, (start + mark, end), (labelled, kind), before)
        scene = replace(scene, period=period, year=year)
        period = _period_after(scene)
        if opens := opening(scene):
            yield opens
            continue
        found = list(listed(scene, above) if above else [*closing(scene, task)] or _in_sentence(scene))
        task = task_of(scene) or task
        yield from found
        blamed = [f.actor for f in found if isinstance(f, Candidate) and f.kind == "sanction"]
        if blamed:  # whom a ladder meets goes on from rung to rung, not beyond the full stop
            before = blamed[-1] if scene.sentence.endswith("；") else None
        else:
            before = subject_of(scene.parts) or before


def _period_after(scene: Scene) -> Token | None:
    """The period that a sentence hands on over its semicolon."""
    named = [t for clause in scene.parts for t in clause.kinds("per") if t.regular]
    return named[-1] if named and scene.sentence.endswith("；") else None


def _scene(
    text: Text, clause: str, place: tuple[int, int], labelled: tuple[str | None, str], before: str | None
) -> Scene:
    raw, offset = text.piece(*place)
    sentence = text.chars[place[0] : place[1]]
    if own := labelled_by(sentence):
        labelled = (own, "actor_label")
    return Scene(sentence, raw, offset, clause, labelled[0], labelled[1], before, clauses(sentence))


def _in_sentence(scene: Scene) -> Iterator[_Found]:
    if "是否" in scene.sentence:
        for token in (t for clause in scene.parts for t in clause.kinds("quantity", "share")):
            yield Refusal(scene.raw, scene.start, scene.clause, token.text, "question")
        return
    if is_sanction(scene):
        before, after = beside(scene)
        yield from _on_duty(replace(scene, parts=before))
        yield from sanctions(scene)
        yield from _on_duty(replace(scene, parts=after))
        return
    yield from _on_duty(scene)


def _on_duty(scene: Scene) -> Iterator[_Found]:
    """The duties and deadlines of a sentence, and the numbers that are none."""
    scene, taken = quieted(scene)
    due = deadlines(scene)
    used: set[int] = set()
    silent = not taken
    yield from (Refusal(scene.raw, scene.start, scene.clause, token.text, rule) for token, rule in taken)
    for n, item in duties(scene, due):
        silent = False
        if isinstance(item, Refused):
            yield Refusal(scene.raw, scene.start, scene.clause, item.token.text, item.rule)
        else:
            used.add(n)
            yield item
    for candidate in alone(scene, due, used):
        silent = False
        yield candidate
    if silent and _says_something(scene):
        yield Open(scene.raw, scene.start, scene.clause)


def _says_something(scene: Scene) -> bool:
    """Whether a sentence holds a number and a word of obligation."""
    kinds = {token.kind for clause in scene.parts for token in clause.tokens}
    return bool(kinds & {"quantity", "share", "number", "date", "clock"}) and bool(
        kinds & {"per", "pre", "modal", "each", "cover"}
    )
