"""Every kind of damage a case can have, as data: how to do it, and what must be said about it and where.

The people and households here are synthetic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

GOOD: dict[str, str] = {
    "places": """code,name,level,parent,tags,area,aliases
620000,甘肃省,province,,,,
621121,通渭县,county,620000,,,
621121101,平襄镇,township,621121,,中片,平襄
621121102,马营镇,township,621121,,南片,马营
621121101201,兴隆村,village,621121101,poor_village,,
621121102201,兴隆村,village,621121102,,,
621121102202,华川村,village,621121102,poor_village,,华川;花川
""",
    "organisations": """id,name,level,kind,place
o1,合成单位甲,county,,621121
o2,合成单位乙,province,,620000
""",
    "people": """id,name,organisation,rank,staff_type
p1,合成人一,o1,department,civil_servant
p2,合成人二,o2,division_or_below,public_institution
""",
    "posts": """id,role,person,organisation,place,start,end
s1,unit_head,p1,o1,,2018-01-01,
s2,team_leader,p2,o2,621121101201,2018-01-01,2020-12-31
""",
    "households": """id,place,head,kinds,start,end
h1,621121101201,合成户主,registered,2014-01-01,
h2,621121102202,,registered scattered,2014-01-01,
""",
    "pairings": """id,person,household,start,end
r1,p1,h1,2018-01-01,
""",
    "activities": """id,kind,on,until,person,organisation,place,household,counterpart_person,counterpart_organisation,note
a1,household_visit,2019-03-05,,p1,o1,,h1,,,合成记录
a2,resident_day,2019-03-01,2019-03-22,p2,,621121101201,,,,
a3,heart_talk,2019-04-01,,p1,,,,p2,,"他说“好”, 又说 ""行""。"
""",
    "findings": """id,kind,on,person,organisation,place,source,level,verified,severity,bad_influence
f1,slow_progress,2019-05-06,p1,,,inspection,county,yes,1,no
""",
    "rankings": """year,subject_kind,organisation,place,area,score
2019,unit,o1,,中片,85.5
2019,township,,621121101,中片,90
""",
}


def good_case(folder: Path) -> Path:
    """A small case without fault."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in GOOD.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Damage:
    """One kind of damage: `build` makes it from a folder with a good case and answers what to read."""

    name: str
    build: Callable[[Path], Path]
    code: str
    file: str = ""
    row: int | None = None
    column: str | None = None


def change(table: str, old: str, new: str) -> Callable[[Path], Path]:
    """Replace a text that stands once in a table."""

    def build(folder: Path) -> Path:
        path = folder / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (table, old)
        path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return build


def add(table: str, row: str) -> Callable[[Path], Path]:
    """Put one more row at the end of a table."""

    def build(folder: Path) -> Path:
        with (folder / f"{table}.csv").open("a", encoding="utf-8") as stream:
            stream.write(row + "\n")
        return folder

    return build


def put(name: str, content: bytes | str) -> Callable[[Path], Path]:
    """Write a whole file."""

    def build(folder: Path) -> Path:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return build


def cell(table: str, row: str, code: str, line: int, column: str, name: str = "") -> Damage:
    """Damage by one more row: the good tables have fixed lengths, so `line` is where it lands."""
    return Damage(name or f"{table}: {row}", add(table, row), code, f"{table}.csv", line, column)
