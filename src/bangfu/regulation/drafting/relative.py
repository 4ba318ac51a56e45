"""So many days after something, before something, or at the longest."""

from __future__ import annotations

import re

from bangfu.regulation.drafting.actions import known_action
from bangfu.regulation.drafting.candidate import Deadline, plain
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.scene import Scene
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, words

_TAKES = r"(?:自|从)[^，]{2,24}[到至]|最长|最迟|办结|整改|办理|时限|(?:问题|事项|诉求|工单|事件)(?:不得|不应|不能|不)超过|(?<!保存)(?<!保管)期限"
_TERM = "(?:整改|办理|办结|完成|反馈|审核|审批|答复|处置|核查)(?:时限|期限|时间)(?:为|是|：)?$"
_DONE = "办结|办理|答复|反馈|回复|响应|赶到|到场|完成|整改到位"
_BOUND = r"(?:之?内|以内)"
# what has just happened: 到期后即, 返岗当日, 三级事件当日
_SINCE_THEN = (
    "[后即的满束于应须]$|^$|(?:返岗|返村|到岗|返回|报到|离岗|事件|事项|接报|受理|入户|发现|入职|结束)$"
)


def by_span(token: Token, clause: Clause) -> Deadline | None:
    """5个工作日内, 24小时以内; not 6个月内不得…, which is a bar, and not a limit on what may be spent."""
    if token.value not in words()["deadlines"]["units"] or token.number is None:
        return None
    before, after = _around(token, clause)
    if early := is_before(token, clause):
        return _days(token, None if early == "提前" else early)
    if at_the_longest(token, clause):
        since = re.search(r"(?:自|从)([^，]{2,24}?)(?:到|至)", before)
        return _days(token, since[1] if since else None)
    if re.match("之?前|以前", after):  # 会议召开3天前
        return _days(token, before[-12:]) if len(before) > 1 and not re.search("最后|第$", before) else None
    if re.search(_TERM, before) or _limited(token, before, after, clause):
        return _days(token, None)
    return _days(token, _since(before)) if is_within(token, clause) else None


def is_within(token: Token, clause: Clause) -> bool:
    """Whether a time is one within which something is due; not how long a leave is, and no bar."""
    before, after = _around(token, clause)
    if not re.match(_BOUND, after) or re.match(f"{_BOUND}(?:不|的)", after):
        return False
    if re.search("(?:期限|年限|年龄|有效期|任期)(?:为|在)?$", before):
        return False
    spent = re.search(any_of("comparators", "at_least", "at_most") + "$", before)
    return not spent and not is_leave(token, clause)


def is_leave(token: Token, clause: Clause) -> bool:
    """3天以内由乡镇党委批准: how long a leave is; what has to be approved within so many days is not."""
    before, after = _around(token, clause)
    granted = re.search("批准|审批|准假|请假", clause.text)
    return bool(granted) and not re.search("[在于应须要]$|完成|审核", before + after[:8])


def is_before(token: Token, clause: Clause) -> str | None:
    """会前2个工作日, 提前15日: before what."""
    found = re.search(r"([^，于在]{1,12}(?<![以之])前|提前)$", _around(token, clause)[0])
    return found[1] if found else None


def at_the_longest(token: Token, clause: Clause) -> bool:
    """从受理到办结不超过15日: so long may it take, which is by when it is due."""
    limited = any(t.value == "<=" and t.end <= token.start for t in clause.kinds("pre"))
    return limited and not clause.kinds("per") and bool(re.search(_TAKES, clause.text))


def same_day(token: Token, before: str, after: str) -> Deadline | None:
    """确定后当日报…: no day, one day after."""
    days = {"当日": 0, "当天": 0, "次日": 1, "翌日": 1}.get(token.text)
    within = re.match("之?内|前", after)
    at_once = known_action(after[:2]) or (re.search(_SINCE_THEN, before) and known_action(after))
    if days is None or not (within or at_once):
        return None
    since = re.search(r"([^，]{2,24}?)后?[即的]?$", before)
    return Deadline("relative", days, "日", since[1] if since else None)


def anchor_before(scene: Scene, n: int) -> str | None:
    """After what the days run: the clause before, if it says after or since what."""
    if n and (since := re.search(r"(?:自|从)?(.{2,24}?)(?:之日起|之后|后|起)$", scene.parts[n - 1].text)):
        return since[1]
    return None


def _limited(token: Token, before: str, after: str, clause: Clause) -> bool:
    """限期3天, 2个工作日答复."""
    return bool(re.search("(?<!期)(?<!时)(?<!年)限(?:期|时)?$", before)) or bool(
        re.match(_DONE, after) and not clause.kinds("per", "pre")
    )


def _since(before: str) -> str | None:
    """After what, where the clause says so: 在收到通知后, 自受理之日起."""
    if not re.search(r"(?:自|从)[^，]+|[^，]{2,}(?:后|起)$", before):
        return None
    since = re.search(r"(?:自|从|在|于|^)([^，自从在于]{2,24}?)(?:之日起|之日|后|起)?的?$", before)
    return since[1] if since else None


def _days(token: Token, anchor: str | None) -> Deadline | None:
    value = plain(token.number.high) if token.number else None
    return None if value is None else Deadline("relative", value, token.value, anchor)


def _around(token: Token, clause: Clause) -> tuple[str, str]:
    return clause.text[: token.start - clause.start], clause.text[token.end - clause.start :]
