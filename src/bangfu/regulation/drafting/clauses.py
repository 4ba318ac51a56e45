"""Sentences and their clauses: where the one ends, and what each clause holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bangfu.regulation.drafting.tokens import Token, tokens

_CONDITION = re.compile(r"(?:的|(?<![愿患记学费营动读])者|(?<![学课小\d一二三四五六七八九十])时)$")
_LONGEST = 1_000  # no sentence is longer; what is, was made to be
_SENTENCE = re.compile(rf"[^。；！？\n]{{1,{_LONGEST}}}(?:[。；！？]”?)?")
# a list begins within the line, or goes on in it
_ITEM = re.compile(r"(?<=：)(?=(?:1[.、](?!\d)|（1）|（一）))|(?<=.)(?=[①-⑳])")
_SAME_DAY = ("当日", "当天", "次日", "翌日")  # 当日登记、3日内转办: so many days, as a number says
_POINTS = re.compile(r"[得计记加扣](?=\d{1,3}(?:\.\d)?分(?!钟))")  # what a duty is worth is no part of it


@dataclass(frozen=True)
class Clause:
    """A part of a sentence between commas, with its tokens; places count from the beginning of the sentence."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    joined: bool = False  # to the clause before it by 、, as one of several measures

    @property
    def condition(self) -> bool:
        """Whether the clause says when something follows: …的, …者."""
        return bool(_CONDITION.search(self.text)) and len(self.text) > 2

    def kinds(self, *kinds: str) -> list[Token]:
        """Its tokens of these kinds."""
        return [t for t in self.tokens if t.kind in kinds]


def sentences(chars: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph stand; a stop within brackets or quotes ends none."""
    masked = re.sub(r"（[^（）]*）|“[^“”]*”", lambda m: re.sub("[。；！？]", "·", m[0]), chars[start:end])
    for found in _SENTENCE.finditer(masked):
        places = [found.start(), *(m.start() for m in _ITEM.finditer(masked, *found.span())), found.end()]
        yield from ((start + a, start + b) for a, b in pairwise(places) if a < b)


def clauses(sentence: str) -> list[Clause]:
    """The clauses of a sentence. What stands in brackets belongs to none, unless it is a measure by itself."""
    found = [t for t in tokens(sentence) if t.kind != "stop"]
    masked = re.sub(r"（[^（）]*）|“[^“”]*”", _hidden, sentence)
    cut = _POINTS.sub(lambda m: "，" + m[0][1:], masked)
    parts = [(m.start(), m.end()) for m in re.finditer(r"[^，：。；！？\t]+", cut)]
    hidden = [m.span() for m in re.finditer(r"（[^（）]*）", sentence) if not _is_measure(m[0])]
    kept = [t for t in found if not any(a <= t.start < b for a, b in hidden)]
    return [clause for a, b in parts for clause in _measures_of(sentence, masked, (a, b), kept)]


def _measures_of(sentence: str, masked: str, part: tuple[int, int], kept: list[Token]) -> Iterator[Clause]:
    """A clause, or the several that 、 joins where each side measures something: 每年2次、每季度1次."""
    begin, end = part
    kept = _from_to(kept, begin, end)
    cuts = [begin]
    told = _CONDITION.search(sentence[begin:end])  # 被通报2次、被约谈1次的 is one condition
    for found in re.finditer("、", "" if told else masked[begin:end]):
        at = begin + found.start()
        following = masked.find("、", at + 1, end)
        sides = (cuts[-1], at), (at, following if following > 0 else end)
        left, right = (_measuring(kept, *side) for side in sides)
        if ("quantity" in left and right) or "per" in left & right:
            cuts.append(at + 1)
    for n, (a, b) in enumerate(zip(cuts, [c - 1 for c in cuts[1:]] + [end], strict=True)):
        yield Clause(a, b, sentence[a:b], tuple(_from_to(kept, a, b)), joined=n > 0)


def _from_to(kept: list[Token], start: int, end: int) -> list[Token]:
    """The tokens between two places; they stand in order."""
    first, last = (bisect_left(kept, place, key=lambda token: token.start) for place in (start, end))
    return kept[first:last]


def _measuring(kept: list[Token], start: int, end: int) -> set[str]:
    here = _from_to(kept, start, end)
    kinds = {t.kind for t in here} | {"quantity" for t in here if t.text in _SAME_DAY}
    return ({"quantity"} if kinds & {"quantity", "share"} else set()) | (kinds & {"per"})


def _hidden(found: re.Match[str]) -> str:
    return re.sub("[，。；！？]", "·", found[0])


def _is_measure(bracket: str) -> bool:
    kinds = {t.kind for t in tokens(bracket)}
    if any(t.kind == "clock" and t.text.endswith(("前", "后")) for t in tokens(bracket)):
        return True
    return (
        "quantity" in kinds
        and bool(kinds & {"per", "pre", "post", "each"})
        and not bracket.startswith(("（含", "（不含", "（包括"))
        and not re.search("各(?:\\d|[一二两三])", bracket)
    )
