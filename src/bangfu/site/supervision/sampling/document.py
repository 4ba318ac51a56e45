"""The document of a draw: what was fixed before it, and what came out. Whoever has it can do the draw again.

1. **Before**: the list, how many of each stratum, and a secret number are fixed. Their commitment, one SM3, goes to those who
   watch; it says nothing of the secret, and fits no other list and no other secret.
2. **The draw**: a word that nobody could know before (of a watcher, of the day's newspaper) is added to the secret. Together
   they are the key: whoever chose the secret could not choose the sample.
3. **After**: the secret is shown. `proved` says whether all of it fits the commitment.
"""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from bangfu.errors import BangfuError, Problem
from bangfu.site.supervision.sampling.draw import Stratum, allotted, drawn
from bangfu.site.web.ciphers import sm3

METHOD = "bangfu-sm3-lots-1"
SECRET_BYTES = 32


@dataclass(frozen=True)
class Draw:
    """One draw, before (`word` and `taken` empty) or after."""

    method: str
    subject: str  # what is drawn, in words: the file of the list, the campaign
    strata: tuple[Stratum, ...]
    secret: str
    commitment: str
    word: str = ""
    taken: tuple[tuple[str, ...], ...] = ()  # of each stratum, in the order of their lots


def prepared(subject: str, members: Iterable[tuple[str, str]], total: int, least: int = 1) -> Draw:
    """Fix a draw of `total` members, given as (stratum, id). Raises `BangfuError` for an id that comes twice, for none, and
    for a sample that leaves nothing to chance.
    """
    parts: dict[str, list[str]] = {}
    for stratum, member in members:
        parts.setdefault(stratum, []).append(member)
    _require(parts, total)
    wanted = allotted({name: len(found) for name, found in parts.items()}, total, least)
    strata = tuple(Stratum(name, tuple(sorted(parts[name])), wanted[name]) for name in sorted(parts))
    draw = Draw(METHOD, subject, strata, secrets.token_hex(SECRET_BYTES), "")
    return replace(draw, commitment=commitment_of(draw))


def commitment_of(draw: Draw) -> str:
    """The SM3 of what was fixed: method, subject, strata with their members in order, and the secret."""
    fixed = [draw.method, draw.subject, [asdict(stratum) for stratum in draw.strata], draw.secret]
    return sm3(json.dumps(fixed, ensure_ascii=False, separators=(",", ":")).encode())


def carried_out(draw: Draw, word: str) -> Draw:
    """The draw with its outcome. Raises `BangfuError` where it was done already, or the word is empty."""
    if draw.taken:
        raise BangfuError(Problem("sample_drawn", value=draw.subject))
    if not word.strip():
        raise BangfuError(Problem("sample_no_word"))
    return replace(draw, word=word.strip(), taken=_outcome(draw, word.strip()))


def _outcome(draw: Draw, word: str) -> tuple[tuple[str, ...], ...]:
    key = sm3(f"{draw.secret}\n{word}".encode())
    return tuple(tuple(drawn(key, stratum)) for stratum in draw.strata)


def proved(draw: Draw, commitment: str | None = None) -> None:
    """Do the draw again. Raises `BangfuError` naming everything that does not fit: what was fixed, the commitment that was
    noted before, what was taken.
    """
    problems: list[Problem] = []
    if draw.method != METHOD:
        raise BangfuError(Problem("sample_method", value=draw.method))
    if commitment_of(draw) != draw.commitment:
        problems.append(Problem("sample_not_as_fixed"))
    if commitment is not None and commitment.strip().lower() != draw.commitment:
        problems.append(Problem("sample_other_commitment", value=commitment))
    for stratum, told, again in zip(draw.strata, draw.taken, _outcome(draw, draw.word), strict=False):
        if told != again:
            problems.append(Problem("sample_other_taken", value=stratum.name))
    if len(draw.taken) != len(draw.strata):
        problems.append(Problem("sample_not_drawn"))
    if problems:
        raise BangfuError(*problems)


def _require(parts: dict[str, list[str]], total: int) -> None:
    found = [member for members in parts.values() for member in members]
    if not found:
        raise BangfuError(Problem("sample_of_nothing"))
    twice = sorted(member for member, count in Counter(found).items() if count > 1)
    if twice:
        raise BangfuError(*(Problem("sample_twice", value=member) for member in twice))
    if not 0 < total < len(found):
        details = (("total", str(total)), ("count", str(len(found))))
        raise BangfuError(Problem("sample_size", details=details))
