"""Who owes it: the subject of a clause, the name before a colon, the title above, or the sentence before."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bangfu.regulation.drafting.words import any_of, either, listed, patterns, words

_LEAD = re.compile(
    r"^(?:一般(?!干部|户|党员|群众)|每[名位]|(?:任职|任期|驻村|在岗|在任|工作|帮扶|疫情|汛)(?:期间|期内|内)|同时|并且|并|其中|另外|此外|原则上|凡|对于|要求|应当|应|要|须|由|请|[一二三四五六七八九]是|；|，|、)+"
)
_GROUP = r"(?:（[^（）]{1,12}）)?"
_LONGEST = 45
# Words that begin like an action and go on as a bearer.
_COMPOUND = (
    "组织部|宣传部|督查[室组]|督导[组队]|考核[组办]|检查组|巡查组|监督[组员]|工作[组队专者人]|服务[小中队团]|指导[组员]|联系[人领]|"
    "帮扶[工单责干队联组部小]|驻村[工干队第帮]|走访组|调研组|办公|办事|评估组|在村[干第]|和[^，]|对口[帮支]|对接[人组]|学习[组小]|负责[人同]|主要[负领]|分管[负领]|应[急对]|办(?![理事好成结公])|人员(?!每|不|应|要|须|对|到|在|按|至|于|一)"
)
_OFFICE = re.compile("[省市州县区乡镇村各][一-龥]{1,10}(?:局|委|办|厅|部|院|社|会|站|所|中心|公司)")
_NOBODY = re.compile(
    r"^(?:本|该|上述|以上|其他|相关|有关)?(?:单位|部门|人员|成员|干部|者)$|情况|工作$|^全年|^年内|^(?:全[省市县区乡镇])?(?:共|现)有|累计|制度|内容|程序|方式|标准|原则"
)


@cache
def _subject() -> re.Pattern[str]:
    """A run of words that ends in a bearer, right before what a bearer does."""
    heads = any_of("actors", "heads")
    follows = "|".join(
        (
            patterns("obligation", "modal"),
            either(words()["obligation"]["actions"]),
            either(words()["obligation"]["open"]),
            either(words()["comparators"]["at_least"] + words()["comparators"]["at_most"]),
            either(words()["obligation"]["appoint"]),
            r"每|各\d|对(?!口)|为|到|在|将|把|负责|定期|按|全年|年内|年度|具体|牵头|会同|协助|主持|带队|带头|亲自|至|于|\d|深入|集中|分别|共同|履行|严格|认真|积极|及时|可|是|担任|承担|人均|坚持|实行|做到|"
            r"给予|予以|不|全面|统一|逐|全覆盖|遍访|定点|结合|根据|依托|通过|利用|成立|设|累计|任期|当年|一年|平均|从|与|和.{1,8}一起|书面|被|周[一二三四五六日]|一[周月年季旬]|[一二三四]季度|[上下]半年|[上下]午|晚上|早上|[当次][日天月年]|[年月周]均|轮流|发至|须|自|接到|收到|发现|印发|值班|应|一般|管理|第[一二三四]季度|全年|比上年|同比|两|三|覆盖|陪同|随|返[岗村回]|离[岗村]|报到|入职",
        )
    )
    return re.compile(
        rf"([^，。；：\d]{{0,{_LONGEST}}}?{heads}{_GROUP}(?:[^，。；：]{{0,6}}等)?)(?!{_COMPOUND})(?={follows})"
    )


@cache
def _body() -> re.Pattern[str]:
    """A body by its full name, whatever follows: 县民政局数据录入…."""
    bodies = "局|委员会|委组织部|委宣传部|委统战部|办公室|供销社|残联|妇联|团委|工会|各?单位|部门|专班|领导小组|乡镇|街道|干部|第一书记|工作队"
    level = "省|市|州|县|区|乡|镇|村|各|派出|驻村|帮扶"
    return re.compile(
        rf"((?:{level})[^，。；：、的\d]{{0,12}}?(?:{bodies}))(?!{_COMPOUND}|内|里|外|的|所|以|和|及|与|、|之|级|长|队|组|召开)(?=[一-龥]{{2}})"
    )


@cache
def _rated() -> re.Pattern[str]:
    """Whose rate it is: 网格员的见面率, 乡镇长问题整改率."""
    heads = any_of("actors", "heads")
    return re.compile(rf"([^，。；：的\d]{{0,16}}{heads}”?)(?!{_COMPOUND})的?(?=[^，的]{{2,14}}率)")


@lru_cache(maxsize=4096)  # each clause is asked for by those after it
def subject(clause: str) -> str | None:
    """The bearer that a clause begins with; None where it begins with something else."""
    lead = _LEAD.match(clause)
    rest = clause[lead.end() :] if lead else clause
    if re.match(rf"(?!对口|联系|指导员){any_of('actors', 'verbs')}", rest) and not _named_by_action(rest):
        return None
    found = _subject().match(rest) or _body().match(rest) or _rated().match(rest)
    if not found:
        return None
    name = found[1]
    if re.match(
        rf"不得|不准|严禁|{any_of('obligation', 'actions', 'appoint', 'pivots')}", name
    ) and not _named_by_action(name):
        return None
    return None if _NOBODY.search(name) else name


def _named_by_action(name: str) -> bool:
    """帮扶单位, 联系领导, 驻村工作队, 督查组: names that begin like an action."""
    return name in words()["actors"]["heads"] or bool(
        re.match(rf"(?:工作|结对|定点|驻村|帮扶|联系|督查|督导|指导|检查|巡查|考核|监督|服务|组织部|宣传部|监测|办公|包村|包户|值班|值守|走访|参会|审核|评估|整改|采购|维护|受理|培训|派驻|调研|对口|选派|派出)[^，]{{0,8}}?{any_of('actors', 'heads')}", name)
    )  # fmt: skip


def is_mere_role(name: str) -> bool:
    """Whether a bearer is only a role within the body named before it, as 主要负责人."""
    return bool(
        re.fullmatch(
            "(?:单位)?(?:党政)?(?:主要|分管|其他|班子)?(?:负责人|负责同志|领导|成员|领导班子成员|班子成员)",
            name,
        )
    )


@lru_cache(maxsize=4096)
def pivot(clause: str) -> str | None:
    """Whom a clause urges to do what follows: 督促帮扶责任人…."""
    urging = re.search(
        rf"(?:指导)?(?<!党)(?<!党支部)(?<!不得)(?<!不得再)(?<!不得随意){any_of('obligation', 'pivots')}(.*)",
        clause,
    )
    return subject(urging[1]) if urging else None


def of_title(title: str) -> str | None:
    """The bearer whom a title or a label names: 省直组长单位责任清单, 联系领导, （五）乡镇党委、政府."""
    bare = title.strip("：。")
    bare = bare.strip("“”") if bare.startswith("“") and bare.endswith("”") else bare
    if re.search(r"[每\d将向须应]|不少于|至少", bare):
        return None
    for ending in listed("actors", "titles"):
        bare = bare.removesuffix(ending)
    bare = re.sub(r"^(?:明确|落实|压实|强化|履行|加强|完善|发挥好?|严格)", "", bare)
    if (
        re.search(rf"{any_of('actors', 'heads')}{_GROUP}$", bare)
        and len(bare) <= _LONGEST
        and "，" not in bare
    ):
        return (
            None
            if re.match(r"加强|完善|强化|抓好|管好|用好|建好|推行|建立|成立|做好|健全|选优", bare)
            else bare
        )
    return bare if _OFFICE.fullmatch(bare) and not re.match(any_of("obligation", "actions"), bare) else None


def each_of(name: str) -> tuple[str, ...]:
    """The several bearers of a list; one where the list is one body or where a part is no bearer by itself."""
    for body in words()["actors"]["bodies"]:
        if body in name:
            return (name,)
    parts = [p for p in re.split(r"、|以及|和|及(?!其|以下|以上)|与", _guarded(name)) if p]
    parts = [p.replace("\0", "、").replace("\1", "和") for p in parts]
    sound = all(re.search(rf"{any_of('actors', 'heads')}{_GROUP}等?$", p) and len(p) > 1 for p in parts)
    return tuple(p.removesuffix("等") for p in parts) if sound and len(parts) > 1 else (name,)


def _guarded(name: str) -> str:
    """The name with the joints inside brackets made invisible."""
    return re.sub(r"（[^（）]*）|“[^“”]*”", lambda m: m[0].replace("、", "\0").replace("和", "\1"), name)
