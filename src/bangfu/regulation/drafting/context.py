"""What stands around a quantity and binds it: the period, the comparator, whom each counts, the word that appoints."""

from __future__ import annotations

import re

from bangfu.regulation.drafting import bearers
from bangfu.regulation.drafting.actions import known_action
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.scene import NEAR, Scene
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, words

_PAIR = "帮扶|联系|结对|包联|包保|包抓|挂联|包户"
_BINDING = ("per", "pre", "post", "each", "modal")
_FORBIDDEN = "不得|不准|不许|不能|不可|不应|严禁|禁止|杜绝|防止|避免"
_CHOOSE = "(?:选聘|聘请|聘任|选派|选配|抽调|派驻|配备)"


def preceding(clause: Clause, token: Token, *kinds: str) -> Token | None:
    """The last token of these kinds before a quantity."""
    found = None
    for other in clause.tokens:
        if other.start >= token.start:
            break
        if other.kind in kinds:
            found = other
    return found


def each_whom(scene: Scene, n: int, token: Token) -> Token | None:
    """Whom each counts, also by the measure that this one is joined to: 每人联系1个乡镇、包抓2个村."""
    here = scene.parts[n]
    if own := preceding(here, token, "each"):
        return own
    if n and (here.joined or here.text.startswith("其中")) and not here.kinds("per"):
        began = n - 1
        while began > n - NEAR and began and scene.parts[began].joined:
            began -= 1
        return next(iter(scene.parts[began].kinds("each")), None)
    return None


def inherited(scene: Scene, n: int) -> Token | None:
    """The period of the clauses just before, where this clause goes on measuring what they began."""
    here = scene.parts[n]
    own = bearers.subject(here.text)
    if (
        own
        and known_action(here.text.replace(own, "", 1))
        and not re.match(r"其中|时间|住村|每次", here.text)
    ):
        return None
    began = n
    while began > n - NEAR and began and scene.parts[began].joined:
        began -= 1
    for earlier in reversed(scene.parts[max(0, began - 2) : n]):
        if _ends_with_date(earlier):
            continue
        periods = earlier.kinds("per")
        if periods and not earlier.condition:
            return periods[-1]
    return None


def _ends_with_date(clause: Clause) -> bool:
    """每月25日前完成…: by when, not how often what follows is counted."""
    dates = [t for t in clause.kinds("date", "days") if t.end]
    return bool(dates) and not clause.kinds("quantity", "share")


def to_be_named(scene: Scene, n: int, token: Token) -> bool:
    """Whether a bare number counts those who have to be named."""
    return _appointing(scene.parts[n], token) or _among(scene, n, token)


def _appointing(clause: Clause, token: Token) -> bool:
    """明确1名…: somebody must be named, so a bare number is a duty."""
    before = clause.text[: token.start - clause.start]
    named = re.search(rf"{any_of('obligation', 'appoint')}[^、]{{0,6}}$", before)
    chosen = re.search(rf"^.{{0,12}}{_CHOOSE}", before) and not re.search("各$|名单", before)
    own = bearers.subject(clause.text)
    paired = own is not None and (
        re.search(rf"(?:{_PAIR})(?:[\d一二两三]个?(?:乡镇|县|村|户|乡|镇))*$", before)
        or (token.value in ("户", "村") and before.endswith(own))
    )
    if _in_a_list_of_posts(clause, token):
        return True
    drawn = token.kind == "share" and re.search("抽(?:取|查|选|样|检)[^，]{0,6}$", before)
    shown = token.value in words()["deadlines"]["units"] and re.search(
        "公示(?:时间|期限?)?(?:为|满)?$", before
    )
    if shown or drawn:
        return True
    asked = (
        any(t.text not in ("不得", "严禁") for t in clause.kinds("modal"))
        and token.value in ("次", "场", "轮")
        and not clause.condition
    )
    if paired or asked:
        return True
    made_up = before.endswith("由") and clause.text[token.end - clause.start :].startswith(("组成", "人组成"))
    return (
        (bool(named) or bool(chosen) or made_up)
        and token.value in ("名", "人", "位", "支")
        and not clause.condition
        and not clause.kinds("may")
    )


def _among(scene: Scene, n: int, token: Token) -> bool:
    """每村选派3人，其中党员1名: of those who are asked for before; 首批5人 asks for nobody."""
    clause = scene.parts[n]
    people = token.value in ("名", "人", "位") and token.end == clause.end
    if not (people and clause.text.startswith("其中")):
        return False
    asked = "appoint", "actions"
    return any(
        earlier.kinds("quantity")
        and (earlier.kinds(*_BINDING) or re.search(any_of("obligation", *asked), earlier.text))
        for earlier in scene.parts[:n]
    )


def comparator(scene: Scene, n: int, token: Token) -> Token | None:
    """What binds a number: the word before it or after it, 超过 in what is forbidden, or the word of the number it is joined to."""
    clause = scene.parts[n]
    if before := preceding(clause, token, "pre"):
        return before
    if after := next((t for t in clause.tokens if t.kind == "post" and t.start == token.end), None):
        return after
    over = preceding(clause, token, "over")
    if over and re.search(_FORBIDDEN, clause.text[: over.start - clause.start]):
        return over
    if clause.joined and token.start == clause.start:
        return next(iter(reversed(scene.parts[n - 1].kinds("pre"))), None)
    return None


def achieves(clause: Clause, token: Token) -> bool:
    """完成7处改造, 举办培训班2期 by a day: so much has to be done by then."""
    before, after = clause.text[: token.start - clause.start], clause.text[token.end - clause.start :]
    made = rf"(?:完成|建成|新建|改造|举办|组织|开展|培训|实施|整治|打造|创建|选派|建立|召开|发展|培育|{any_of('obligation', 'appoint')})"
    counted = token.value in words()["units"]["things"] or token.value in words()["units"]["times"]
    near = re.search(rf"{made}[^、]{{0,12}}$", before) or token.value in words()["units"]["times"]
    return (
        counted
        and bool(near)
        and not re.match("方面|阶段|问题清单|清单", after)
        and not before.endswith("第")
    )


def cell(scene: Scene, n: int, token: Token) -> bool:
    """Whether a number fills a cell of a row by itself: 6场."""
    clause = scene.parts[n]
    return "\t" in scene.sentence and n > 0 and (token.start, token.end) == (clause.start, clause.end)


def _in_a_list_of_posts(clause: Clause, token: Token) -> bool:
    """设组长1名、副组长2名: the second post, where the clause is no more than a post and a number."""
    before, after = clause.text[: token.start - clause.start], clause.text[token.end - clause.start :]
    post = re.fullmatch("(?:副)?(?:组长|队长|主任|成员|队员|联络员|委员|干事|站长|书记)", before)
    return clause.joined and bool(post) and not after and token.value in ("名", "人", "位")


def dated(clause: Clause, token: Token) -> Token | None:
    """The period that a date before a quantity names: 每年底, 每月初."""
    codes = {"每年": "year", "每月": "month", "每季": "quarter"}
    for date in reversed([t for t in clause.kinds("date") if t.start < token.start]):
        if code := codes.get(date.text[:2]):
            return Token("per", date.text, date.start, date.end, code)
    return None
