"""`python -m bench.drafting TEXTS PROVISIONS [ID…]`: drafts beside an inventory of what the documents demand.

TEXTS is a folder of `*.txt`; PROVISIONS one of `ID.jsonl`, a line a provision, the first naming the number of the document,
by which its text is found. Told for each document: measurable duties found, those exact in number, unit and period, and
proposals that nothing in the inventory bears out.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from time import perf_counter

from bangfu.regulation.drafting.draft import draft
from bangfu.regulation.packs import shipped
from bench.drafting.compare import Compared, compared, provisions


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("[", "〔").replace("]", "〕")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("texts", type=Path)
    asked.add_argument("provisions", type=Path)
    asked.add_argument("ids", nargs="*")
    given = asked.parse_args()
    texts = [p.read_text(encoding="utf-8") for p in sorted(given.texts.glob("*.txt"))]
    for id_, pack in shipped().items():
        if given.ids and id_ not in given.ids:
            continue
        number = _squeezed(pack.regulation.number)
        raw = next(t for t in texts if number in _squeezed(t)[:300])
        began = perf_counter()
        found = draft(raw)
        took = perf_counter() - began
        _tell(id_, compared(found, provisions(given.provisions / f"{id_}.jsonl")), took)


def _tell(id_: str, result: Compared, took: float) -> None:
    print(
        f"{id_}: {result.found}/{result.wanted} found, {result.exact} exact, {result.sanctions_found}/{result.sanctions} rungs, "
        f"{len(result.wrong)} wrong of {result.proposed} ({took:.2f} s)"
    )
    for line in result.missed:
        print("  missed ", line)
    for line in result.wrong:
        print("  wrong  ", line)
    for line in result.inexact:
        print("  inexact", line)


if __name__ == "__main__":
    main()
