"""What a sentence stands in: its clause id, its bearer, and how the bearer is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bangfu.regulation.drafting import bearers
from bangfu.regulation.drafting.candidate import Candidate
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.outline import Paragraph
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.weighing import weighed
from bangfu.regulation.drafting.words import any_of

NEAR = 12  # how many clauses back a bearer or an action is looked for


@dataclass(frozen=True)
class Scene:
    """One sentence with what surrounds it. `labelled` is the bearer of a label or title, `before` of the sentence before."""

    sentence: str
    raw: str
    start: int
    clause: str
    labelled: str | None
    label_kind: str
    before: str | None
    parts: Sequence[Clause]
    period: Token | None = None  # of the sentence before, where a semicolon parts them
    year: int | None = None  # in which the document was issued, where it says so

    def bearer(self, n: int, at: int | None = None) -> tuple[str | None, str]:
        """Who bears what stands in the n-th clause, and the evidence for it."""
        here = self.parts[n]
        own = bearers.pivot(here.text[: at and at - here.start]) or bearers.subject(here.text)
        if own and not _counted(own, here, at):
            return own, "actor_in_sentence"
        for earlier in reversed(self.parts[max(0, n - NEAR) : n]):
            if found := bearers.pivot(earlier.text) or bearers.subject(earlier.text):
                return found, "actor_in_sentence"
        if self.label_kind == "actor_label":
            return self.labelled, self.label_kind
        if self.before:
            return self.before, "actor_before"
        return (self.labelled, self.label_kind) if self.labelled else (None, "no_actor")

    def named(self, n: int) -> bool:
        """Whether the sentence, its label or the sentence before names who bears the n-th clause."""
        return self.bearer(n)[1] in ("actor_in_sentence", "actor_label", "actor_before")

    def made(self, candidate: Candidate, evidence: list[str]) -> Candidate:
        """The candidate with its place, and its evidence weighed."""
        named, sure = weighed(evidence)
        return replace(
            candidate,
            sentence=self.raw,
            start=self.start,
            clause=self.clause,
            evidence=named,
            confidence=sure,
        )


def _counted(name: str, clause: Clause, at: int | None) -> bool:
    """随行人员不超过4人: those are counted, and owe nothing."""
    token = next((t for t in clause.tokens if t.start == at), None)
    people = token is not None and token.value in ("人", "名", "位")
    limited = re.search(
        rf"{re.escape(name)}(?:一般|原则上)?{any_of('comparators', 'at_most', 'at_least')}", clause.text
    )
    return people and name.endswith("人员") and bool(limited)


def blank(kind: str, action: str) -> Candidate:
    """A candidate to be filled."""
    return Candidate(kind, "", 0, "", action, (), 0.0)


def subject_of(parts: Sequence[Clause]) -> str | None:
    """The first bearer that a sentence names, for the sentence after it."""
    return next((s for c in parts if (s := bearers.subject(c.text)) and not bearers.is_mere_role(s)), None)


def labelled(sentence: str) -> str | None:
    """The bearer whom a sentence names before a colon: 第一书记：每月走访…."""
    label = re.match(r"(?:[^，。；：\t]{2,30}，)?([^，。；：\t]{2,30})：", sentence)
    if label is None or re.fullmatch("（?(?:主要)?(?:责任|牵头|配合|主责)(?:单位|部门|领导|人)", label[1]):
        return None
    return bearers.of_title(label[1])


def bearer_above(paragraph: Paragraph, text: str) -> tuple[str | None, str]:
    """The bearer of a paragraph by the brackets that name it, by its label, else by the nearest title that names one."""
    if told := re.search(
        "(?:[（(]|；|。|^)(?:牵头|责任|主要责任|主责|落实)(?:单位|部门)：([^；，。）)]{2,40})", text
    ):
        return told[1], "actor_label"
    if paragraph.label and (found := bearers.of_title(paragraph.label)):
        return found, "actor_label"
    for title in paragraph.titles:
        if found := bearers.of_title(title) or (
            bearers.subject(title) if re.search("下列|以下|如下|职责", title) else None
        ):
            return found, "actor_heading"
    return None, "no_actor"
