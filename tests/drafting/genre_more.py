"""More patterns of the grammar of the genre: limits, rates, rhythms, levels, appointments, ladders beside duties."""

from __future__ import annotations

from tests.drafting.genre import (
    ACTORS,
    ACTS,
    FACTS,
    FAULTS,
    LEADS,
    LEAST,
    MEASURES,
    PERIODS,
    SPANS,
    TASKS,
    Pattern,
    Pick,
    Told,
    duty,
    number,
)

RATES = (
    "入户核查率",
    "问题整改率",
    "按期办结率",
    "信息录入率",
    "排查走访率",
    "隐患整改率",
    "诉求回复率",
    "见面率",
)
RHYTHMS = (("一日一", "day"), ("一周一", "week"), ("一月一", "month"), ("一季一", "quarter"), ("半月一", "half_month"), ("半年一", "half_year"),
           ("三天一", "3_days"), ("两周一", "2_weeks"), ("十天一", "10_days"), ("一年一", "year"))  # fmt: skip
SHORT = ("调度", "通报", "会商", "研判", "督查", "小结", "点评", "考核")
LEVELS = ("县", "乡", "村")
THINGS = (
    ("填报报表", "张"),
    ("陪同人员", "人"),
    ("会议时间", "小时"),
    ("工作台账", "本"),
    ("文件篇幅", "页"),
    ("汇报材料", "字"),
    ("参会人员", "人"),
)
POSTS = ("联络员", "信息员", "网格员", "指导员", "分管领导", "专职人员")
PLACES = ("村", "个村", "个乡镇", "个网格", "个自然村", "个行政村")


def limit(pick: Pick) -> Told:
    """What may not be exceeded."""
    (thing, unit), (said, n) = pick(THINGS), number(pick, 2, 30)
    form = pick(("{thing}不超过{said}{unit}。", "{thing}控制在{said}{unit}以内。", "{thing}不得超过{said}{unit}。", "{thing}一般不多于{said}{unit}。",
                 "{lead}{thing}不超过{said}{unit}。"))  # fmt: skip
    return form.format(thing=thing, said=said, unit=unit, lead=pick(LEADS)), [f"duty - <= - {n} {unit} -"]


def rate(pick: Pick) -> Told:
    """A rate of one's own work."""
    who, of, n = pick(ACTORS), pick(RATES), pick((80, 85, 90, 95, 98, 100))
    form = pick(
        (
            "{who}{of}达到{n}%。",
            "{who}{of}不低于{n}%。",
            "{who}的{of}要达到{n}%以上。",
            "{who}要确保{of}不低于{n}%。",
        )
    )
    return form.format(who=who, of=of, n=n), [f"duty {who} >= {n} - % -"]


def rhythm(pick: Pick) -> Told:
    """一周一调度、一月一通报."""
    who, (one, code), (two, code_2) = pick(ACTORS), pick(RHYTHMS), pick(RHYTHMS)
    act, act_2 = pick(SHORT), pick(SHORT)
    text = f"{who}{pick(('坚持', '实行', '落实', '严格执行'))}{one}{act}、{two}{act_2}{pick(('', '制度', '机制'))}。"
    return text, [f"duty {who} >= 1 - 次 {code}", f"duty {who} >= 1 - 次 {code_2}"]


def levels(pick: Pick) -> Told:
    """县、乡、村三级分别每季度、每月、每周开展1次排查."""
    told = [pick(PERIODS[:7]) for _ in LEVELS]
    said, n = number(pick, 1, 3)
    periods = "、".join(per for per, _ in told)
    text = f"{'、'.join(LEVELS)}三级分别{periods}{pick(('开展', '组织'))}{said}次{pick(('排查', '督查', '集中走访'))}。"
    return text, [f"duty {who} >= {n} - 次 {code}" for who, (_, code) in zip(LEVELS, told, strict=True)]


def appointment(pick: Pick) -> Told:
    """Whom each place has at least, and who is named."""
    post, (said, n) = pick(POSTS), number(pick, 1, 4)
    if pick((True, False)):
        return f"每{pick(PLACES)}{pick(('至少明确', '配备不少于', '至少设'))}{said}名{post}。", [
            f"duty - >= {n} - 名 -"
        ]
    who = pick(ACTORS)
    return f"{who}{pick(('要', '应', ''))}{pick(('确定', '明确'))}{said}名{post}。", [
        f"duty {who} == {n} {n} 名 -"
    ]


def beside(pick: Pick) -> Told:
    """A duty, and what follows in the same sentence from a fault."""
    who, (act, unit), (per, code), (said, n) = pick(ACTORS), pick(ACTS), pick(PERIODS), number(pick)
    faults, m = number(pick, 1, 9)
    text = f"{who}{per}{act}{pick(LEAST)}{said}{unit}，{pick(FAULTS)}{faults}次以上的，{pick(MEASURES)}。"
    return text, [f"duty {who} >= {n} - {unit} {code}", f"sanction {who} >= {m} 次 -"]


def parallel(pick: Pick) -> Told:
    """Two tasks of one bearer, each by its day."""
    who, one, two, year = pick(ACTORS), pick(TASKS), pick(TASKS), pick(range(2016, 2028))
    month, later = pick(range(1, 7)), pick(range(7, 13))
    text = f"{who}于{year}年{month}月10日前{one}，{year}年{later}月20日前{two}。"
    return text, [
        f"deadline {who} - by absolute {year}-{month:02}-10 -",
        f"deadline {who} - by absolute {year}-{later:02}-20 -",
    ]


def each_time(pick: Pick) -> Told:
    """So many times, and so long each time."""
    who, (per, code), (said, n), (long, m) = pick(ACTORS), pick(PERIODS), number(pick), number(pick, 1, 9)
    unit = pick(("天", "小时", "户"))
    text = f"{who}{per}到村调研{pick(LEAST)}{said}次，每次{pick(LEAST[:4])}{long}{unit}。"
    return text, [f"duty {who} >= {n} - 次 {code}", f"duty {who} >= {m} - {unit} visit"]


def fraction(pick: Pick) -> Told:
    """A share of households."""
    who, (per, code), n = pick(ACTORS), pick(PERIODS), pick((5, 10, 15, 20, 30))
    said = pick((f"{n}%", f"百分之{ {5: '五', 10: '十', 15: '十五', 20: '二十', 30: '三十'}[n] }"))
    form = pick(("{who}{per}按不低于{said}的比例抽查监测户。", "{who}{per}随机抽取不少于{said}的农户进行核查。", "{who}{per}走访监测户不低于{said}。",
                 "{who}{per}抽查比例不低于{said}。"))  # fmt: skip
    return form.format(who=who, per=per, said=said), [f"duty {who} >= {n} - % {code}"]


def row(pick: Pick) -> Told:
    """A row of a table: who, what, how often, by when."""
    who, (act, unit), (per, code) = pick(ACTORS), pick(ACTS), pick(PERIODS)
    said, n = number(pick)
    year, month = pick(range(2018, 2028)), pick(range(1, 13))
    last, due = pick(
        (("长期", ""), ("全年", ""), (f"{year}年{month}月20日前", f" by absolute {year}-{month:02}-20 -"))
    )
    first = pick(("", "3\t", "12\t"))
    return f"{first}{who}\t{act}\t{per}{pick(LEAST)}{said}{unit}\t{last}", [
        f"duty {who} >= {n} - {unit} {code}{due}"
    ]


def ladder(pick: Pick) -> Told:
    """What follows after so many faults."""
    who, fault, (span, code) = pick(ACTORS), pick(FAULTS), pick((*SPANS, ("", "-")))
    said, n = number(pick, 1, 9)
    behind = pick(("以上", "", "及以上"))
    text = f"{who}{span}{fault}{said}次{behind}的，{pick(MEASURES)}。"
    return text, [f"sanction {who} >= {n} 次 {code}"]


def fact(pick: Pick) -> Told:
    """A number that asks nothing, and a sentence after it that does."""
    said, means = duty(pick)
    return pick(FACTS) + said, means


MORE: tuple[Pattern, ...] = (
    limit, rate, rhythm, levels, appointment, beside, parallel, each_time, fraction, row, ladder, fact,
)  # fmt: skip
