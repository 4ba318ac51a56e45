"""Of which year a date is that names none: of the plan's own, or of every year where a document stands for good."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bangfu.regulation.drafting.candidate import Candidate, Deadline
from bangfu.regulation.drafting.numerals import whole
from bangfu.regulation.drafting.text import Text

_HEAD = 600  # a title stands within so many characters
_YEAR = r"(\d{4}|[〇零一二三四五六七八九]{4})年(?!\d{1,2}月)"
_WORK = "(?:方案|计划|要点|安排|任务|清单|行动)"
_PLAN = re.compile(rf"^[^，。；\n]{{0,40}}?{_YEAR}[^，。；\n]{{0,40}}?{_WORK}", re.MULTILINE)
_HEADING = re.compile(rf"^[^，。；：\t]{{0,12}}{_YEAR}[^，。；：\t]{{0,30}}(?:{_WORK}|时间|进度)表?$")
_ISSUED = re.compile(r"[〔\[](\d{4})[〕\]]第?\d")
_STANDING = re.compile(
    "[^。，；\n]{2,40}(?:办法|规范|细则|制度|规定|职责|规程|章程|守则|规则)(?:（[^）]{1,6}）)?[》]?(?:的通知)?$",
    re.MULTILINE,
)
_YEARLY = re.compile("全年(?:情况|工作|总结|度)|年度|每年|上年|当年|年终")
# What a letter asks for once, also where what comes with it stands for good.
_ONCE = re.compile("^请|首次|第一[轮批]|贯彻[^，]{0,6}情况|(?:实施|工作)方案(?:报|印发)")
_DAY = re.compile(r"\d{2}-\d{2}(?:/\d{2}-\d{2})?")


@dataclass(frozen=True)
class Years:
    """The year that a document plans for, whether it stands for good, and when it was issued."""

    plan: int | None
    standing: bool
    issued: int | None = None

    @classmethod
    def of(cls, chars: str) -> Years:
        """As its title says: 2024年…实施方案, …管理办法."""
        head = chars[:_HEAD]
        plan = _PLAN.search(head)
        year = whole(plan[1]) if plan else None
        issued = _ISSUED.search(head)
        standing = bool(_STANDING.search(head)) and not plan
        return cls(int(year) if year else None, standing, int(issued[1]) if issued else None)

    def under(self, line: str) -> Years:
        """The year below a line that heads a table or an annex: 2018年后四个月重点工作时间表."""
        heading = _HEADING.match(line.strip())
        year = whole(heading[1]) if heading else None
        return replace(self, plan=int(year), standing=False) if year else self

    def placed(self, made: Candidate) -> Candidate:
        """The candidate with the year of its date, or each year."""
        due = made.deadline
        if due is None or due.type not in ("absolute", "window") or not _DAY.fullmatch(str(due.value)):
            return made
        chars = Text.of(made.sentence).chars
        once = bool(_ONCE.search(chars)) and not self.plan
        yearly = (self.standing and not once) or _YEARLY.search(chars)
        if made.per is None and made.kind == "deadline" and yearly:
            return replace(made, per="year")
        year = self.plan or (self.issued if once or not self.standing else None)
        if year and made.per in (None, "once") and "每年" not in chars:
            return replace(made, deadline=_in_year(due, year))
        return made


def _in_year(due: Deadline, year: int) -> Deadline:
    parts = str(due.value).split("/")
    later = len(parts) == 2 and parts[1] < parts[0]
    return replace(due, value="/".join(f"{year + (later and n)}-{part}" for n, part in enumerate(parts)))
