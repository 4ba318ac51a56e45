"""A sentence as tokens: periods, whom each, comparators, quantities, dates, and numbers that mean something else.

One pattern, tried at every place from left to right; the earlier of two choices wins. What no choice takes is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bangfu.regulation.drafting import numerals
from bangfu.regulation.drafting.numerals import Number
from bangfu.regulation.drafting.words import any_of, either, listed, patterns, words


@dataclass(frozen=True)
class Token:
    """One token: what it is, its characters, where they stand in the sentence, and what they mean.

    `value` is the code of a period, `>=`, `<=`, `==` of a comparator, the unit of a quantity; `number` the number. A period
    is `regular` where it says without a number that something is done once in it: 每月, 周调度, 三天一碰头.
    """

    kind: str
    text: str
    start: int
    end: int
    value: str = ""
    number: Number | None = None
    regular: bool = False


_MEASURED = "[次回趟遍轮场批天日夜晚宿周年户名人位件项条篇份期个家支组村处节%成时月一二三四五六七八九十数字页分钟张块本种封则对只台所例半]"
_PART = "(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜间|当晚|早|晚)"
_HOUR = rf"(?:(?<![\d第])(?:[一二]?十[一二三四五六七八九]?|零)时(?:[一二三四五六七八九十零]{{1,3}}分|半|整)?|{_PART}(?:\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})[:时点](?:整|半|\d{{1,2}}分?|[一二三四五六七八九十零]{{1,3}}分)?|\d{{1,2}}[:时点](?:\d{{1,2}}分?|半|整)?|[一二三四五六七八九十]{{1,3}}[时点](?:半|整|[一二三四五六七八九十零]{{1,3}}分)?(?=之?[前后]))"
# what is done once a period in short: 周调度、月通报, 三天一碰头
_DONE = "(?:调度|通报|会商|例会|报告|督查|督导|考核|研判|小结|点评|总结|分析|评比|排名|巡查|自查|检查|走访|回访|汇报|公示|评估|对账|碰头|推进|晾晒)"
_SHORT = "(?:半年|季度|日|周|旬|月|季|年)"


@cache
def _grammar() -> re.Pattern[str]:
    number, periods = numerals.pattern(), words()["periods"]
    unit = any_of("units", "money", "times", "time", "things", "scores")
    no_unit = rf"(?!{any_of('units', 'times', 'time')})"
    single = either(k for k in periods["single"])
    day = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
    choices = {
        "title": r"《[^《》]{1,80}》",
        "document": r"〔\d{4}〕第?\d{1,6}号|\d{1,6}号(?:文|令|件)?|第\d{1,6}号",
        "slogan": r"“[^“”]{1,20}”|[一1][户村人对][一1][一-龥]|不[漏落]一[户人]|一[户人]不[漏落]|两不愁|三保障|[一二三四五六七八九十]个(?:不摘|一批|精准|到位|不变)",
        "quarter": r"第?[一二三四1-4]季度(?:末月?|底)?(?=之?前|以前|之?内|结束|完成)|上半年(?=之?内|之?前|以前|完成|结束)|下半年(?=之?内|完成)",
        "per_round": rf"(?:{number}(?:天|日|周|个?月|个?季度|季|年)|半个?[年月]|旬)(?=一(?!次|个|天|日|年|月|周|季|般|定|律|轮(?!换|训)|遍|回|趟|场)[一-龥])|(?<![每按逐当本上下次]){_SHORT}(?={_DONE}(?:制度)?、{_SHORT}{_DONE})|(?<=[一-龥]、){_SHORT}(?={_DONE})",
        "ordinal": r"最后一?个?(?:周|月|天|星期|季度)|一例会|一轮[换训]|第[〇零一二三四五六七八九十百\d]{1,8}|[一二三四五六七八九十](?:是|要|则|来)(?=[一-龥])|首[次个名]|之一|统一|唯一|同一|进一步|一定|一律|一致|一线|一级|一把手|一般|一同|一起|一体|一手|一经|一旦|一并|一方面|十分|万一|千方百计|一系列|一些|四川|三农|三峡|七一|八一|一览|一揽子|一站式|一次性|百姓|千家万户|五保|一部分|万元户",
        "phone": r"\d{3,4}-\d{6,8}|1\d{10}|\d{7,20}",
        "per_one": r"(?:一|1)个?(?:年|季度|季|月|周|天)(?=不少于|至少|不得|不超过|最多|至多|(?!内|之内|以内)[一-龥]{2,4}(?:\d|[一两二三])次|(?:\d|[一两二三四五六七八九十])+(?:次|回|遍|轮))",
        "clock": rf"{_HOUR}(?:[至到—～-]{{1,3}}(?:次日|翌日)?{_HOUR})?(?:之?[前后]|以[前后])?",
        "weekday": rf"每?(?:周|星期)[一二三四五六日天]{no_unit}(?!{any_of('units', 'things')})(?:[至到—-](?:周|星期)?[一二三四五六日天])?",
        "workday": r"(?:最后|第)[一二三四五六七八九十\d]{1,2}个工作日(?=之?前|以前|之?内)",
        "days": rf"(?<=月){day}[日号]?[至到—～-]{{1,3}}{day}[日号]",
        "date": (
            rf"(?:(?:\d{{4}}|[〇零一二三四五六七八九]{{4}})年)?{day}月(?:{day}[日号]|底|末|初|上旬|中旬|下旬)"
            rf"|(?:(?:\d{{4}}|[〇零一二三四五六七八九]{{4}})年)(?:{day}月)?(?:底|末|初|年底)?"
            rf"|(?:当|次|下|上|每)?(?:年底|年末|年初|月底|月末|月初|季末|季度末(?!月)|季初|周末|年中)|{day}月(?![内份以]|个)"
            rf"|(?<=日、){day}[日号](?!以)|(?<=每月){day}[日号](?!以上|及以上|以内)|(?<=每季度首月){day}日|(?:次|当|翌)[日月](?:{day}日)?|当天|{day}[日号](?=之?前|以前)|[上下]半年(?!度)"
        ),
        "rate": r"(?<=[次天户件篇人时日名])/(?:人|户|村|年|月|季度?|周|天|日|半年)",
        "per_half": r"每?(?:隔)?半个?(?:年|月)(?:度)?(?!内|以)",
        "per_several": rf"每隔?(?:{number})个?(?:季度|年|月|周|星期|天|日|小时)(?!前)",
        "per": rf"每(?=(?:早|晚|夜)(?:上|间)?(?:\d|[一二两三四五六七八九十]{{1,3}}[点时]))|每(?:一|1)?个?(?:自然)?(?:学期|(?:{single})(?!期))",
        "within": rf"(?<![个\d一二三四五六七八九十两])(?:{within('年', '月', '季')})|{within('全', '一', '当', '按', '逐', '周', '比', '较', '同')}",
        "cover": any_of("coverage", "marks"),
        "each": (
            rf"每(?:{number}[户人名][至到—～-])?(?:{number})?(?:个|名|位|支|家|户|人|村|组|所|栋|楼栋|单元|网格|镇|乡镇|乡|县|单位|期|轮|处|对|项|批|件|部门|岗|班|片|条)|(?<![一-龥]{{0}}各)各(?=\d)|人均|户均|村均"
        ),
        "only": r"(?:只|仅)(?=(?:保留|设|能|可|限|允许|印|开|发|报|填|建)[一-龥]{0,4}(?:\d|[一二两三]))",
        "over": r"超过|多于|高于|超出",
        "ge": any_of("comparators", "at_least"),
        "le": any_of("comparators", "at_most"),
        "eq": any_of("comparators", "exactly"),
        "share": numerals.share(),
        "quantity": rf"(?:{number})[多余]?(?:{unit})",
        "more": rf"(?<={_MEASURED}){any_of('comparators', 'or_more')}",
        "less": rf"(?<={_MEASURED}){any_of('comparators', 'or_less')}",
        "modal": patterns("obligation", "modal"),
        "open": any_of("obligation", "open"),
        "may": any_of("obligation", "may"),
        "stop": r"[，：、（）]|\t",
    }
    return re.compile("|".join(f"(?P<{kind}>{choice})" for kind, choice in choices.items()))


_NO_PERIOD = "考核|工作日|计划|总结|测评|评优|评定|目标|任务|任期|预算|工作|帮扶|实施|述职|驻村补助"


def within(*signs: str) -> str:
    """A pattern for the words that name a period without 每 and begin so; 年度考核 is a name."""
    named = [word for word in words()["periods"]["within"] if word.startswith(signs)]
    return either(named) + rf"(?:(?<!年度)|(?!{_NO_PERIOD}))"


def tokens(sentence: str) -> Iterator[Token]:
    """The tokens of a normalised sentence; what lies between them is words."""
    place = 0
    while found := _grammar().search(sentence, place):
        kind = found.lastgroup or ""
        made = _made(kind, found[0], found.start())
        yield made
        place = max(made.end, found.start() + 1)


def _made(kind: str, text: str, start: int) -> Token:
    end = start + len(text)
    if kind in ("per", "per_half", "per_several", "per_one", "per_round", "within", "rate"):
        regular = kind == "per_round" or text.startswith(("每", "按", "逐", "一"))
        return Token("per", text, start, end, _period(kind, text), regular=regular)
    if kind in ("ge", "more"):
        return Token("pre" if kind == "ge" else "post", text, start, end, ">=")
    if kind == "over":
        return Token("over", text, start, end, "<=")
    if kind in ("le", "less", "only"):
        return Token("post" if kind == "less" else "pre", text, start, end, "<=")
    if kind == "eq":
        return Token("pre", text, start, end, "==")
    if kind == "quantity":
        return _quantity(text, start)
    if kind == "share":
        return _share(text, start)
    return Token(kind, text, start, end, text)


def _period(kind: str, text: str) -> str:
    periods = words()["periods"]
    if kind == "within":
        return periods["within"][text]
    if kind == "per_half" or (kind == "per_round" and text.startswith("半")):
        return periods["half"]["年" if "年" in text else "月"]
    if kind == "rate":
        single = {"人": "", "户": "", "村": "", "半年": "half_year"} | periods["single"]
        return single[text[1:]]
    if text == "每":
        return "day"
    core = re.sub(r"^每?隔?(?:一|1)?个?(?:自然)?", "", text)
    if kind in ("per", "per_one", "per_round") and core in periods["single"]:
        return periods["single"][core]
    size = re.match(rf"每?隔?({numerals.pattern()})个?(.+)", text)
    number = numerals.read(size[1]) if size else None
    if size is None or number is None or number.ranged or number.low.denominator != 1:
        return ""
    code = f"{number.low}_{periods['several'][size[2]]}"
    return periods["same"].get(code, code)


def _quantity(text: str, start: int) -> Token:
    for size in range(len(text) - 1, 0, -1):
        unit = text[size:]
        number = numerals.read(text[:size].rstrip("多余"))
        if number and unit in _units():
            plain = words()["units"]["plain"].get(unit, unit)
            kind = (
                "money" if unit in listed("units", "money") else "score" if unit in _scores() else "quantity"
            )
            if number.kind != "plain" and kind == "quantity":
                return Token("share", text, start, start + len(text), plain, number)
            return Token(kind, text, start, start + len(text), plain, number)
    return Token("number", text, start, start + len(text))


@cache
def _units() -> frozenset[str]:
    return frozenset(
        u for key in ("times", "time", "things", "money", "scores") for u in words()["units"][key]
    )


@cache
def _scores() -> frozenset[str]:
    return frozenset(words()["units"]["scores"])


def _share(text: str, start: int) -> Token:
    number = numerals.read(text)
    end = start + len(text)
    if number is None or number.kind == "plain":
        return Token("number", text, start, end, "", number)
    return Token("share", text, start, end, "%" if number.kind == "percent" else "", number)
