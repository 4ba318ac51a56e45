"""A grammar of the genre that writes sentences and knows what they mean. It shares no word and no rule with the drafting code.

Every pattern draws its parts with `pick` and gives the sentence with the lines that a draft of it must hold, written as
`duty WHO HOW MIN MAX UNIT PER`, `deadline WHO PER` and `sanction WHO HOW MIN UNIT PER`, with ` by TYPE VALUE UNIT`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Pick = Callable[[Sequence[Any]], Any]
Told = tuple[str, list[str]]
Pattern = Callable[[Pick], Told]

ACTORS = (
    "第一书记", "驻村工作队", "驻村干部", "帮扶责任人", "派出单位", "乡镇党委", "村党支部书记", "包村干部", "网格员",
    "县农业农村局", "县委组织部", "各乡镇", "县级联系领导", "县直各部门", "单位主要负责同志", "领导小组办公室", "村“两委”",
    "乡镇长", "各帮扶单位", "县民政局", "督导组", "市级领导", "驻村工作队队员", "县乡村振兴局", "乡镇政府", "结对帮扶干部",
    "县级河长", "镇党委书记", "分管领导", "县纪委监委",
)  # fmt: skip
# what is done, and in what it is counted
ACTS = (
    ("到村走访", "次"), ("召开调度会", "次"), ("走访脱贫户", "户"), ("到村工作", "天"), ("撰写调研报告", "篇"),
    ("为群众办实事", "件"), ("举办技术培训", "期"), ("讲党课", "次"), ("开展督查", "轮"), ("慰问困难群众", "人次"),
    ("组织集中学习", "次"), ("入户见面", "次"), ("专题研究帮扶工作", "次"), ("住村", "晚"), ("上报工作信息", "条"),
    ("与帮扶对象谈心谈话", "次"), ("听取工作汇报", "次"), ("组织专场招聘会", "场"), ("抽查行政村", "个"), ("在岗值班", "天"),
    ("更新台账", "次"), ("回访驻村干部", "次"), ("开展巡河", "次"), ("发放宣传资料", "份"), ("组织义诊", "场次"),
)  # fmt: skip
PERIODS = (
    ("每周", "week"), ("每半月", "half_month"), ("每月", "month"), ("每两个月", "2_months"), ("每季度", "quarter"),
    ("每半年", "half_year"), ("每年", "year"), ("每两年", "2_years"), ("每个月", "month"), ("全年", "year"), ("每个季度", "quarter"),
    ("每2个月", "2_months"), ("年内", "year"), ("每三个月", "quarter"), ("每一年", "year"),
)  # fmt: skip
LEAST = ("不少于", "不得少于", "不低于", "至少", "应不少于", "原则上不少于", "要不少于")
MOST = ("不超过", "不得超过", "最多", "一般不超过", "控制在")
MAY = ("", "应", "应当", "要", "须", "必须", "原则上", "一般")
LEADS = (
    "", "坚持问题导向，", "加强统筹协调，", "严格落实工作责任，", "围绕中心工作，", "强化工作保障，", "认真履行职责，", "按照统一部署，",
)  # fmt: skip
TAILS = (
    "，推动各项政策落实", "，及时帮助解决困难", "，确保工作取得实效", "，掌握思想动态", "，做好台账登记", "", "，不断提升群众获得感",
)  # fmt: skip
EVENTS = (
    "收到通知",
    "接到线索",
    "任务下达",
    "会议结束",
    "检查结束",
    "到村",
    "受理申请",
    "名单确定",
    "发现问题",
    "考核结束",
)
TASKS = (
    "报送整改方案", "完成入户核查", "制定工作计划", "反馈核查结果", "将名单报县委组织部", "公示评议结果", "上报工作总结", "建立问题台账",
    "完成数据录入", "提交书面报告",
)  # fmt: skip
FAULTS = ("无故脱岗", "未按要求到村", "无故缺席会议", "被通报批评", "擅自离岗", "迟报漏报", "查岗不在岗")
MEASURES = ("予以通报批评", "进行约谈", "给予诫勉谈话", "予以召回", "取消年度评优资格", "责令作出书面检查")
SPANS = (
    ("一年内", "year"),
    ("年度内", "year"),
    ("一个季度内", "quarter"),
    ("一个月内", "month"),
    ("半年内", "half_year"),
)
FACTS = (
    "全县共有驻村干部326名。", "近年来，全县累计投入资金1200万元。", "2023年，全县走访群众8600余户次。", "按照县委〔2024〕7号文件要求，",
    "举报电话：0123-4567890。", "考核满分为100分。", "全县现有脱贫户3412户。",
)  # fmt: skip
DIGITS = "零一二三四五六七八九"


def chinese(n: int) -> str:
    """A number below 100 in Chinese; 两 before a measure word."""
    if n == 2:
        return "两"
    tens, ones = divmod(n, 10)
    return (
        (DIGITS[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (DIGITS[ones] if ones or not tens else "")
    )


def number(pick: Pick, low: int = 1, high: int = 30) -> tuple[str, int]:
    """A number as written, and its value."""
    n = pick(range(low, high + 1))
    return (chinese(n) if pick((True, False)) else str(n)), n


def counted(pick: Pick) -> tuple[str, str, str]:
    """A count as written, with what it means: `>= MIN MAX`, and whether words stand before."""
    said, n = number(pick)
    how = pick(("least", "least", "above", "most", "plain", "range"))
    if how == "least":
        return pick(LEAST) + said, f">= {n} -", ""
    if how == "most":
        return pick(MOST) + said, f"<= - {n}", ""
    if how == "above":
        return said, f">= {n} -", "以上"
    if how == "range":
        return f"{n}{pick(('至', '—', '-', '到'))}{n + 2}", f">= {n} {n + 2}", ""
    return said, f">= {n} -", ""


def duty(pick: Pick) -> Told:
    """One bearer, one act, one period, one count."""
    who, (act, unit), (per, code) = pick(ACTORS), pick(ACTS), pick(PERIODS)
    count, means, behind = counted(pick)
    lead, tail = pick(LEADS), pick(TAILS)
    form = pick(("{lead}{who}{may}{per}{act}{count}{unit}{behind}{tail}。", "{who}{per}{act}{count}{unit}{behind}{tail}；",
                 "{who}：{per}{act}{count}{unit}{behind}。", "{lead}由{who}{per}{act}{count}{unit}{behind}{tail}。"))  # fmt: skip
    said = form.format(
        lead=lead, who=who, may=pick(MAY), per=per, act=act, count=count, unit=unit, behind=behind, tail=tail
    )
    return said, [f"duty {who} {means} {unit} {code}"]


def two_acts(pick: Pick) -> Told:
    """One bearer with two acts: each with its period, or both in one."""
    who = pick(ACTORS)
    (one, unit), (two, unit_2) = pick(ACTS), pick(ACTS)
    (per, code), (per_2, code_2) = pick(PERIODS), pick(PERIODS)
    (said, n), (said_2, n_2) = number(pick), number(pick)
    least, least_2 = pick(LEAST), pick(LEAST)
    if pick((True, False)):
        text = f"{who}{per}{one}{least}{said}{unit}，{per_2}{two}{least_2}{said_2}{unit_2}。"
    else:
        text, code_2 = f"{who}{per}{one}{least}{said}{unit}、{two}{least_2}{said_2}{unit_2}。", code
    return text, [f"duty {who} >= {n} - {unit} {code}", f"duty {who} >= {n_2} - {unit_2} {code_2}"]


def two_bearers(pick: Pick) -> Told:
    """Two bearers, each with its own count of one act."""
    who, other = pick(ACTORS), pick(ACTORS)
    (act, unit), (per, code), (per_2, code_2) = pick(ACTS), pick(PERIODS), pick(PERIODS)
    (said, n), (said_2, n_2) = number(pick), number(pick)
    text = f"{who}{per}{act}{pick(LEAST)}{said}{unit}，{other}{per_2}{pick(LEAST)}{said_2}{unit}。"
    return text, [f"duty {who} >= {n} - {unit} {code}", f"duty {other} >= {n_2} - {unit} {code_2}"]


def round_visit(pick: Pick) -> Told:
    """All of somebody, visited once."""
    who, (per, code) = pick(ACTORS), pick(PERIODS)
    whom = pick(("监测户", "脱贫户", "辖区农户", "联系村困难群众", "低保户", "在册党员"))
    said, n = pick((("一", 1), ("1", 1), ("两", 2), ("2", 2)))
    form = pick(
        (
            "{who}{per}对{whom}走访{said}遍。",
            "{who}{may}{per}将{whom}走访{said}遍。",
            "{who}{per}对{whom}入户走访不少于{said}遍。",
        )
    )
    return form.format(who=who, per=per, whom=whom, said=said, may=pick(MAY)), [
        f"duty {who} all {n} - 遍 {code}"
    ]


def by_date(pick: Pick) -> Told:
    """A task by a day: once, each month, each quarter, each year."""
    who, task, month, day = pick(ACTORS), pick(TASKS), pick(range(1, 13)), pick(range(2, 28))
    year, months = pick(range(2016, 2028)), chinese(month) if month != 2 else "二"
    time, per, due = pick((
        (f"{year}年{month}月{day}日前", "-", f"absolute {year}-{month:02}-{day:02} -"),
        (f"每月{day}日前", "month", f"absolute {day} 日"),
        (f"每年{month}月{day}日前", "year", f"absolute {month:02}-{day:02} -"),
        (f"每年{months}月{day}日之前", "year", f"absolute {month:02}-{day:02} -"),
        (f"每季度末月{day}日前", "quarter", f"absolute {day} 日"),
        (f"次月{day}日前", "month", f"absolute {day} 日"),
        (f"每月{day}日至{day + 1}日", "month", f"window {day}/{day + 1} 日"),
        (f"每年{month}月{day}日至{month}月{day + 1}日", "year", f"window {month:02}-{day:02}/{month:02}-{day + 1:02} -"),
        ("第二季度内", "-", "absolute 06-30 -"),
        ("每周五前", "week", "window /5 星期"),
        (f"每天{pick(('上午', '早上'))}{pick(('八', '8'))}点前", "day", "time_of_day /08:00 时"),
        (f"每日{pick(('下午', '晚上'))}{pick(('六', '6'))}时前", "day", "time_of_day /18:00 时"),
    ))  # fmt: skip
    form = pick(("{who}{at}{time}{task}。", "{lead}{who}应{at}{time}{task}。", "{time}，{who}{task}。"))
    said = form.format(who=who, at=pick(("", "于", "在")), time=time, task=task, lead=pick(LEADS))
    return said, [f"deadline {who} {per} by {due}"]


def within(pick: Pick) -> Told:
    """A task within so many days of something."""
    who, task, event = pick(ACTORS), pick(TASKS), pick(EVENTS)
    said, n = number(pick, 1, 30)
    unit, short = pick(
        (("个工作日", "工作日"), ("日", "日"), ("天", "天"), ("小时", "小时"), ("个月", "个月"))
    )
    form = pick(("{who}应在{event}后{said}{unit}内{task}。", "{who}自{event}之日起{said}{unit}内{task}。",
                 "{event}后{said}{unit}内，{who}{task}。", "{who}须于{event}后{said}{unit}以内{task}。"))  # fmt: skip
    text = form.format(who=who, task=task, event=event, said=said, unit=unit)
    return text, [f"deadline {who} - by relative {n} {short}"]


PATTERNS: tuple[Pattern, ...] = (duty, two_acts, two_bearers, round_visit, by_date, within)
