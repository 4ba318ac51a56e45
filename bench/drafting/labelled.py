"""`python -m bench.drafting.labelled FOLDER…`: drafts beside documents that somebody labelled by hand, without seeing the grammar.

A folder holds `NAME.txt` and `NAME.gold.jsonl`: candidates in the exchange format, each with the `cue` that carries it, and
lines of kind `not_a_duty`. Told for each document and all together: found (same sentence, same kind, same amount or kind of
time), exact among those (comparator, amount, unit, period, value of the time), proposals that no label bears out, and labelled
negatives from which something was proposed all the same. Doubtful labels count on neither side.

Five conventions differ and are no fault of either side. A draft tells a duty once for each bearer and each measure of a ladder by
itself, as inventories of provisions do; a label joins them: telling the same numbers of the same sentence again is neither found
nor wrong. All of them may be told as 100 % or without a number. The number of an upper limit stands in `max`; some labels write it in `min`. How often
something is due stands in `per`; some labels leave it to the anchor of the time (每月). And a draft writes its words in one script and width. `--strict` counts the first as wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from bangfu.regulation.drafting.draft import draft
from bangfu.regulation.drafting.text import Text

Line = dict[str, Any]
# How often something is due, as the anchor of its time says.
_EACH = {"每日": "day", "每周": "week", "每月": "month", "每季度": "quarter", "每年": "year", "工作日": "day"}
NUMBERS = ("comparator", "min", "max", "unit", "per")


def main() -> None:
    """Score, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument(
        "--quiet", action="store_true", help="figures alone, so that what was kept apart stays unseen"
    )
    asked.add_argument(
        "--strict", action="store_true", help="what is told once for each bearer is wrong but once"
    )
    given = asked.parse_args()
    total = Counter[str]()
    for folder in given.folders:
        for file in sorted(folder.glob("*.txt")):
            counted, told = scored(file, strict=given.strict)
            total += counted
            print(f"{file.stem}: {_said(counted)}")
            if not given.quiet:
                print(*told, sep="\n")
    print(f"all: {_said(total)}")
    for kind in ("duty", "deadline", "sanction"):
        found, wrong = total[f"{kind} found"], total[f"{kind} wrong"]
        print(f"  {kind}: {found}/{total[f'{kind} wanted']} found, {wrong} wrong of {found + wrong}")


def scored(file: Path, *, strict: bool = False) -> tuple[Counter[str], list[str]]:
    """The figures of a document, and a line for each thing that is wrong."""
    labels = [
        json.loads(line)
        for line in file.with_suffix(".gold.jsonl").read_text(encoding="utf-8").splitlines()
        if line
    ]
    proposed = [_plain(c.as_dict()) for c in draft(file.read_text(encoding="utf-8")).candidates]
    wanted = [_plain(line) for line in labels if line["kind"] != "not_a_duty"]
    refused = [line for line in labels if line["kind"] == "not_a_duty"]
    pairs = _matched(wanted, proposed)
    left = [c for n, c in enumerate(proposed) if n not in pairs.values()]
    firm = [n for n, line in enumerate(wanted) if not line.get("doubtful")]
    found = [(wanted[n], proposed[pairs[n]]) for n in firm if n in pairs]
    inexact = [(gold, mine) for gold, mine in found if not _exact(gold, mine)]
    doubtful = [wanted[n] for n in range(len(wanted)) if n not in firm]
    wrong = [c for c in left if not any(_overlap(c, line) for line in doubtful)]
    if not strict:
        wrong = [c for c in wrong if not any(_again(c, proposed[m]) for m in pairs.values())]
    bitten = [line for line in refused if any(_in_cue(line, c) for c in wrong)]
    counted = Counter({f"{line['kind']} wanted": 0 for line in wanted})
    counted.update(f"{wanted[n]['kind']} wanted" for n in firm)
    counted.update(f"{gold['kind']} found" for gold, _ in found)
    counted.update(f"{c['kind']} wrong" for c in wrong)
    counted.update(
        wanted=len(firm), found=len(found), exact=len(found) - len(inexact), proposed=len(found) + len(wrong),
        negatives=len(refused), bitten=len(bitten),
    )  # fmt: skip
    told = [f"  missed  {_short(wanted[n])}" for n in firm if n not in pairs]
    told += [f"  wrong   {_short(c)}" for c in wrong]
    told += [f"  inexact {_short(gold)}\n       as {_short(mine)}" for gold, mine in inexact]
    return counted, told


def _plain(line: Line) -> Line:
    """Words in one script; an upper limit as `max`; how often it is due as `per`; all as 100 %, whether told so or without a number."""
    words = {
        name: Text.of(line[name]).chars for name in ("unit", "action") if isinstance(line.get(name), str)
    }
    line = {**line, **words}
    if line.get("comparator") == "<=" and line["max"] is None:
        line = {**line, "min": None, "max": line["min"]}
    again = _EACH.get(str((line.get("deadline") or {}).get("anchor")))
    line = {**line, "per": again} if again and line["per"] is None else line
    whole = line.get("comparator") == "all" and line["min"] in (None, 100)
    return {**line, "min": 100, "unit": "%"} if whole else line


def _again(one: Line, other: Line) -> bool:
    """Whether a proposal tells the numbers of another again: for another bearer, or another measure of the same rung."""
    same = all(_number(one[name]) == _number(other[name]) for name in ("kind", *NUMBERS))
    timed = one["kind"] == "sanction" or _time(one) == _time(other)
    return one["start"] == other["start"] and same and timed


def _matched(wanted: list[Line], proposed: list[Line]) -> dict[int, int]:
    """Each label with at most one proposal of its sentence, the most alike first."""
    rated = [
        (_alike(gold, mine), n, m)
        for n, gold in enumerate(wanted) for m, mine in enumerate(proposed) if _overlap(gold, mine) and _same(gold, mine)
    ]  # fmt: skip
    pairs: dict[int, int] = {}
    for _, n, m in sorted(rated, key=lambda rate: (-rate[0], rate[1], rate[2])):
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return pairs


def _same(gold: Line, mine: Line) -> bool:
    """Whether both tell the same thing: of a sanction what follows, of a duty its amount, of a deadline its kind."""
    if gold["kind"] != mine["kind"]:
        return False
    if gold["kind"] == "deadline":
        return _time(gold)[:1] == _time(mine)[:1]
    if gold["kind"] == "sanction" and gold["min"] is None:
        return bool(_shared(gold["action"], mine["action"]))
    top = (
        mine["max"] if mine["comparator"] != "==" else None
    )  # one that is named exactly is also at least one
    return _number(gold["min"]) == _number(mine["min"]) and _number(gold["max"]) in (
        _number(mine["max"]),
        _number(top),
    )


def _exact(gold: Line, mine: Line) -> bool:
    numbers = all(_number(gold[name]) == _number(mine[name]) for name in NUMBERS)
    return numbers and (gold["deadline"] is None or _time(gold) == _time(mine))


def _alike(gold: Line, mine: Line) -> float:
    same = sum(_number(gold[name]) == _number(mine[name]) for name in (*NUMBERS, "actor", "each"))
    return same + (_time(gold) == _time(mine)) + _shared(gold["action"], mine["action"]) / 4


def _shared(one: str | None, other: str | None) -> int:
    """How many signs two phrases share."""
    return len(set(one or "") & set(other or ""))


def _time(line: Line) -> tuple[str, str]:
    """What kind of time, and which. A day that comes again (每月5日前) may be told as a window open before it or as a date."""
    told = line["deadline"] or {}
    kind, value = told.get("type"), told.get("value")
    numbers = re.findall(r"\d+|末", str(value))
    if kind == "absolute" or (kind == "window" and str(value).startswith("/")):
        last = (
            {"02": "28", "04": "30", "06": "30", "09": "30", "11": "30"}.get(numbers[0], "31")
            if numbers
            else ""
        )
        return "date", "-".join(str(int(last if n == "末" else n)) for n in numbers) or str(value)
    return str(kind), str(_number(value))


def _number(value: object) -> object:
    return float(value) if isinstance(value, int | float) else value


def _overlap(one: Line, other: Line) -> bool:
    return one["start"] < other["start"] + len(other["sentence"]) and other["start"] < one["start"] + len(
        one["sentence"]
    )


def _in_cue(refused: Line, candidate: Line) -> bool:
    return _overlap({"start": refused["cue_start"], "sentence": refused["cue"]}, candidate)


def _said(c: Counter[str]) -> str:
    precision, recall = c["found"] / (c["proposed"] or 1), c["found"] / (c["wanted"] or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return (
        f"{c['found']}/{c['wanted']} found, {c['proposed'] - c['found']} wrong of {c['proposed']}, F1 {f1:.1%}; "
        f"{c['exact']} exact ({c['exact'] / (c['found'] or 1):.1%}); {c['bitten']}/{c['negatives']} negatives proposed"
    )


def _short(line: Line) -> str:
    kept = {
        k: v
        for k, v in line.items()
        if v is not None and k in ("kind", "actor", "action", *NUMBERS, "each", "deadline")
    }
    return f"{json.dumps(kept, ensure_ascii=False)} ← {line.get('cue') or line['sentence']}"


if __name__ == "__main__":
    main()
