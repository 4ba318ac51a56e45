"""What a date, a day that comes again, a quarter or a time of day means, in the form of the exchange format."""

from __future__ import annotations

import re
from calendar import monthrange

from bangfu.regulation.drafting.candidate import Deadline
from bangfu.regulation.drafting.numerals import whole
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import words

_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_TENTHS = {"上旬": ("01", "10"), "中旬": ("11", "20")}
_QUARTERS = {"1": "03-31", "2": "06-30", "3": "09-30", "4": "12-31"}
_HALVES = {"上半年": "06-30", "下半年": "12-31"}
_LATE = re.compile("下午|傍晚|晚上|夜间|当晚|晚")
_WEEK = "一二三四五六日"
_CYCLE = {
    "每月": "month",
    "次月": "month",
    "每季": "quarter",
    "每年": "year",
    "每半": "half_year",
    "次年": "year",
}


def by_date(token: Token, before: str, after: str) -> Deadline | None:
    """A date with 前, the end or beginning of a period, or from a date to a date; a bare date is none."""
    if re.match(r"起|以来|开始|印发|发布|《|有", after) or re.search("(?:自|从|截至|截止到)$", before):
        return None
    until = re.match(rf"[至到—～-]{{1,3}}((?:\d{{4}}年)?(?:{_DAY}月)?(?:{_DAY}[日号]|底)?)", after)
    if until and until[1]:
        return Deadline("window", f"{iso(token.text)}/{_end(token.text, until[1])}")
    if re.match(r"\d{1,2}(?:日|天|个工作日)(?:之?内|以内)", after):
        return None  # 季度末3日内: so many days are counted from it
    hour = r"(?:[上下]午|晚上?)?[\d一二三四五六七八九十]{1,3}[:时点][^，]{0,5}前"  # 6月30日18时前
    early = bool(re.match(rf"之?前|以前|{hour}", after)) and ("月" in token.text or not re.match(hour, after))
    if day := re.fullmatch(rf"(次月|当月)?({_DAY})[日号]", token.text):
        return _by_day(day, before, early=early)
    return _by_point(token, before, early=early)


def _by_day(day: re.Match[str], before: str, *, early: bool) -> Deadline | None:
    """The day of a month that is named before it: 每月5日前; where none is, so many days before something."""
    number = whole(day[2])
    if not number or not (early or _latest(before)):
        return None
    if early and not day[1] and before and "月" not in before and not before.endswith(("于", "在", "、")):
        return Deadline("relative", int(number), "日", before[-12:])  # 会议召开3日前
    return Deadline("absolute", int(number), "日", day[1] or _of_what(before))


def _by_point(token: Token, before: str, *, early: bool) -> Deadline | None:
    """A full date, the end of a period, or the days that 初, 中 and 旬 name."""
    point = next((p for p in words()["deadlines"]["points"] if token.text.endswith(p)), None)
    tenth = _tenth(token.text)
    if tenth and early:
        return Deadline("absolute", tenth.split("/")[1])
    if tenth or (point and point.endswith(("初", "中", "半年"))):
        return Deadline("window", tenth or token.text.removeprefix("每"))
    due = early or point or token.text.endswith("底") or _latest(before)
    if not due or re.search(r"\d{4}年$", token.text):
        return None
    return _end_of(token.text) or Deadline("absolute", iso(token.text))


def _end_of(text: str) -> Deadline | None:
    """年底 is the last day of December; 月底 and 季末 are the last of each."""
    if re.fullmatch("[每当]?(?:年底|年末)", text):
        return Deadline("absolute", "12-31")
    last = re.fullmatch("(?:[每当次])?(月|季度|季)(?:底|末)", text)
    return Deadline("absolute", "末", "日", f"每{last[1]}") if last else None


def _latest(before: str) -> bool:
    return bool(re.search(r"截止[到至]?|不迟于|不晚于|最迟|最晚", before))


def _end(begin: str, until: str) -> str:
    """The end of a window; its month and year are those of the beginning where it names none."""
    if "月" not in until and (month := re.match(rf"(?:\d{{4}}年)?{_DAY}月", begin)):
        return iso(month[0] + until)
    return iso(until)


def _of_what(before: str) -> str | None:
    """Of which month or quarter a day is: 每月, 每季度末月, 次月."""
    month = "(?:[首末]月|最后一个月|第[一二三]个月|(?:首|末)个月)"
    of = re.search(rf"(每(?:个)?(?:半年|季度?|月|年)(?:{month})?|[次当]月|每年\d{{1,2}}月)的?$", before)
    return of[1] if of else None


def _tenth(text: str) -> str | None:
    """The ten days that 上旬, 中旬 and 下旬 name, as from/to."""
    month = re.match(rf"(?:(\d{{4}})年)?({_DAY})月(上旬|中旬|下旬)", text)
    number = whole(month[2]) if month else None
    if not month or not number:
        return None
    year = f"{month[1]}-" if month[1] else ""
    first, last = _TENTHS.get(month[3], ("21", _last(month[1], int(number))))
    return f"{year}{int(number):02}-{first}/{year}{int(number):02}-{last}"


def by_quarter(token: Token) -> Deadline:
    """第一季度内, 上半年完成: by the last day of it."""
    if token.text in _HALVES:
        return Deadline("absolute", _HALVES[token.text])
    number = re.search("[一二三四1-4]", token.text)
    return Deadline("absolute", _QUARTERS[str(int(whole(number[0]) or 1) if number else 1)])


def by_days(token: Token, before: str) -> Deadline:
    """每月1日至3日."""
    first, last = (whole(n) for n in re.findall(_DAY, token.text)[:2])
    return Deadline("window", f"{int(first or 0)}/{int(last or 0)}", "日", _of_what(before))


def by_workday(token: Token, before: str) -> Deadline:
    """每月最后一个工作日前: told in its words, for no calendar says which day it is."""
    return Deadline("absolute", token.text, "工作日", _of_what(before))


def by_weekday(token: Token, after: str) -> Deadline:
    """周五前 as /5, 周一至周四 as 1/4, 周一 as 1/1."""
    named = re.findall("[一二三四五六日天]", token.text.replace("星期", ""))
    first, last = (_WEEK.index(day.replace("天", "日")) + 1 for day in (named[0], named[-1]))
    by = re.match(r"(?:[上下中]午|晚上?|下班)?(?:\d{1,2}[:时点]\d{0,2}分?)?(?:之?前|以前)", after)
    return Deadline("window", f"/{last}" if by else f"{first}/{last}", "星期", "每周")


def by_clock(token: Token, before: str, after: str) -> Deadline | None:
    """A time of day with 前, with 后, or from one to another, in 24 hours: /08:30, 17:30/, 08:30/12:00."""
    bare = re.sub("(?:之?[前后]|以[前后])$", "", token.text)
    late = _LATE.match(bare)
    parts = re.split("[至到—～-]+(?:次日|翌日)?", bare)
    ends = [
        clock((late[0] if late and n and part[0].isdigit() else "") + part) for n, part in enumerate(parts)
    ]
    day = re.search(
        r"(每个?工作日|每天|每日|当天|当日|次日|每?(?:周|星期)[一二三四五六日天]|(?:每月|次月)?[\d一二三十]{1,3}日)[^，]{0,4}$",
        before,
    )
    anchor = day[1] if day else None
    if bound := re.search("(?:不得|不)?(?:(晚于|迟于)|(早于))(?:每[日天]|当[日天])?$", before):
        return Deadline("time_of_day", f"/{ends[0]}" if bound[1] else f"{ends[0]}/", "时", anchor)
    often = re.search("每|工作日|当[日天]|周[一二三四五六日]", before)
    if (
        len(ends) == 1
        and not token.text.endswith(("前", "后"))
        and (often or re.match("[签打点上到离开准]", after))
    ):
        return Deadline("time_of_day", f"{ends[0]}/{ends[0]}", "时", anchor)
    if len(ends) == 2:
        return Deadline("time_of_day", f"{ends[0]}/{ends[1]}", "时", anchor)
    if token.text.endswith(("前", "后")):
        return Deadline(
            "time_of_day", f"/{ends[0]}" if token.text.endswith("前") else f"{ends[0]}/", "时", anchor
        )
    return None


def clock(text: str) -> str:
    """下午五时三十分 as 17:30."""
    late = bool(_LATE.match(text))
    told = re.search(r"([\d一二两三四五六七八九十]+)[:时点](半|整|[\d一二三四五六七八九十零]+)?", text)
    if not told:
        return text
    hour = int(whole(told[1].replace("两", "二")) or 0)
    minute = 30 if told[2] == "半" else int(whole((told[2] or "").lstrip("零")) or 0)
    hour += 12 if (late and hour < 12) or (text.startswith("中午") and hour < 3) else 0
    return f"{hour:02}:{minute:02}"


def cycle_of(token: Token, before: str) -> str | None:
    """How often a date comes again: 每年3月31日, 次月5日, 每季度末月25日."""
    named = re.search("(每月|次月|每季|每年|每半|次年)[^，]*$", before + token.text)
    return _CYCLE[named[1]] if named else None


def iso(text: str) -> str:
    """2018年8月30日 as 2018-08-30, 9月底 as 09-30, 25日 as 25; other words stay."""
    text = text.removeprefix("每")
    found = re.fullmatch(r"(?:([^年]{4})年)?(?:([^月]{1,3})月)?(?:([^日号]{1,3})[日号]|底|末)?", text)
    if not found or not any(found.groups()) or re.match("[次当下上]?[月年季]", text):
        return text
    year, month, day = (None if g is None else whole(g) for g in found.groups())
    said = [f"{int(year):04}"] if year else []
    if month:
        said.append(f"{int(month):02}")
        if text.endswith(("底", "末")):
            said.append(_last(str(year) if year else None, int(month)))
    elif year and text.endswith(("底", "末")):
        said += ["12", "31"]
    return "-".join([*said, *([f"{int(day):02}"] if day else [])])


def _last(year: str | None, month: int) -> str:
    return str(monthrange(int(year) if year else 2001, month)[1]) if 1 <= month <= 12 else "底"
