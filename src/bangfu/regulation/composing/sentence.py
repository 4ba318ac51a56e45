"""A rule read back: who does what, at least how often, per which period, for each of whom. Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from bangfu.language import Language
from bangfu.regulation.composing.labels import named, said
from bangfu.regulation.consequences import RANKING, ConsequenceRule
from bangfu.regulation.model import DutyRule, MilestoneRule, Provision, RequirementRule
from bangfu.regulation.shapes import Filter, written
from bangfu.regulation.vocabulary import Vocabulary


def sentence(provision: Provision, words: Vocabulary, tongue: Language) -> str:
    """One sentence built from the table of a provision and from nothing else; its text where it has none."""
    told = _of_table(provision, _Speaker(words, tongue))
    if told:
        return told[0].upper() + told[1:]
    return provision.checklist.ask if provision.checklist else provision.text


def _of_table(provision: Provision, speaker: _Speaker) -> str:
    table = getattr(provision, provision.kind, None)
    if isinstance(table, DutyRule):
        return speaker.duty(provision.bearer, table)
    if isinstance(table, MilestoneRule):
        return speaker.milestone(provision.bearer, table)
    if isinstance(table, RequirementRule):
        return speaker.requirement(provision.bearer, table)
    if isinstance(table, ConsequenceRule):
        return speaker.consequence(table)
    return ""


class _Speaker:
    """Says tables in one language with the words of one vocabulary."""

    def __init__(self, words: Vocabulary, tongue: Language) -> None:
        self.words: Vocabulary = words
        self.tongue: Language = tongue
        self.zh: bool = tongue == "zh"

    def duty(self, bearer: Sequence[str], rule: DutyRule) -> str:
        """A duty: bearer, period, for each, acts, how much, where, whose entries count."""
        who = self._each(bearer, rule) + self.say("who", rule.who, " ")
        acts = self._listed(self._names("activity", rule.counts), "或", " or ")
        each, per = self.say("each", rule.each), self.say("per", rule.per)
        rest = [self.say("where", rule.where), self.say("by", rule.by), self.say("receives", rule.receives)]
        rest += [self.say("base", rule.base), self._window(rule), *self._more(rule)]
        if self.zh:
            return (
                "，".join([f"{who}{per}{each}：{acts}", self._amount(rule), *(r for r in rest if r)]) + "。"
            )
        head = " ".join(w for w in (f"{who}:", acts, self._amount(rule), per, each) if w)
        return ", ".join([head, *(r for r in rest if r)]) + "."

    def _each(self, bearer: Sequence[str], rule: DutyRule) -> str:
        """Who owes it, and that every single one does, unless they owe it together."""
        named = self._bearers(bearer, rule.only)
        if rule.who == "unit" or not all(self.words.has("role", code) for code in bearer):
            return named
        if not self.zh:
            return f"each {named}"
        if len(bearer) > 1:
            return f"{named}各自"
        return ("每个" if set(bearer) <= self.words.organisation_roles else "每名") + named

    def milestone(self, bearer: Sequence[str], rule: MilestoneRule) -> str:
        """A dated step."""
        who, acts = (
            self._bearers(bearer, rule.only),
            self._listed(self._names("activity", rule.counts), "或", " or "),
        )
        if self.zh:
            return f"{who}在{rule.start.isoformat()}至{rule.due.isoformat()}之间完成：{acts}。"
        return f"{who}: {acts}, between {rule.start.isoformat()} and {rule.due.isoformat()}."

    def requirement(self, bearer: Sequence[str], rule: RequirementRule) -> str:
        """A standing condition."""
        if rule.role:
            at, post = said("at", rule.at, self.tongue) if rule.at else "", self._name("role", rule.role)
            many = self._within(f"{rule.number}名" if self.zh else f"{rule.number}") if rule.number else ""
            return f"{at}都要有人任“{post}”{many}。" if self.zh else f"{at} must have: {post}{many}."
        parts = [said("check", rule.check, self.tongue)]
        parts += [f"{said('rank', rank, self.tongue)} {n}" for rank, n in rule.households.items()]
        parts += self._names("household_kind", [*rule.household_kind, *rule.also])
        parts += [str(rule.number)] if rule.number else []
        who = self._bearers(bearer, rule.only)
        return f"{who}：{'，'.join(parts)}。" if self.zh else f"{who}: {', '.join(parts)}."

    def consequence(self, rule: ConsequenceRule) -> str:
        """What is proposed to follow, of what, by whom."""
        facts = self._facts(rule.trigger)
        on = self._listed(self._names("actor", rule.on), "、", ", ")
        by = self._listed(self._names("actor", rule.conducted_by), "、", ", ")
        measure = said("measures", rule.measure, self.tongue)
        lasts = self._lasts(rule.lasts)
        if self.zh:
            times = f"{rule.count}次的" if rule.count else "的"
            return f"{facts}{times}，{by and f'由{by}'}对{on}{measure}{lasts and f'（{lasts}）'}：只作建议，由人决定。"
        times = f" {rule.count} times" if rule.count else ""
        told = f"{measure} of {on}" + (f" by {by}" if by else "") + (f" ({lasts})" if lasts else "")
        return f"Upon {facts}{times}: {told}; only proposed, a person decides."

    def say(self, list_: str, code: str, before: str = "") -> str:
        """A value of a closed list; what goes without saying is empty."""
        word = said(list_, code, self.tongue)
        return (before if not self.zh and word else "") + word

    def _amount(self, rule: DutyRule) -> str:
        of = said("of", rule.of, self.tongue) if rule.of else ""
        also = self.say("more", "or_all") if rule.or_all else ""
        if rule.at_least is None:
            return ("：" if self.zh else ": ").join(
                [*([of] if of else []), self.say("more", "no_number")]
            ) + also
        if rule.is_share:
            if rule.at_least == 1:
                return (f"覆盖全部{of}" if self.zh else f"reaching all {of}") + also
            share = _share(rule.at_least)
            return (f"至少达到{of}的{share}" if self.zh else f"reaching at least {share} of the {of}") + also
        if self.zh and rule.measure == "targets":
            return f"至少覆盖{of}{int(rule.at_least)}个{also}"
        told = self.say("measure", rule.measure).format(n=int(rule.at_least)).replace("1 times", "once")
        return told + (of and (of if self.zh else f" {of}")) + also

    def _more(self, rule: DutyRule) -> list[str]:
        """What is said only where it is not as usual."""
        names = ("grace", "short_workweek", "alternative")
        found = [self.say("more", name) for name in names if getattr(rule, name)]
        return found + ([self.say("part_period", rule.part_period)] if rule.part_period else [])

    def _window(self, rule: DutyRule) -> str:
        if not rule.within:
            return ""
        first, last = (date.fromisoformat(f"2001-{day}") for day in rule.within)
        if self.zh:
            return f"在{first.month}月{first.day}日至{last.month}月{last.day}日做"
        return f"between {first:%-d %B} and {last:%-d %B}"

    def _lasts(self, lasts: str | None) -> str:
        if lasts is None:
            return ""
        if lasts.startswith("P"):
            unit = {"M": ("个月", "months"), "Y": ("年", "years")}[lasts[-1]]
            return f"{lasts[1:-1]}{unit[0]}" if self.zh else f"{lasts[1:-1]} {unit[1]}"
        return said("lasts", lasts, self.tongue)

    def _bearers(self, codes: Sequence[str], only: Filter) -> str:
        names = self._listed(self._names("actor", codes), "、", ", ")
        reach = self._listed(list(self._reach(only)), "，", "; ")
        return names + (self._within(reach) if reach else "")

    def _reach(self, only: Filter) -> Iterator[str]:
        """Whom of them it reaches: bodies of some levels, posts at some, places with a tag or without it."""
        of, at = (
            self._listed([said("level", level, self.tongue) for level in levels], "、", ", ")
            for levels in (only.organisation_level, only.place_level)
        )
        if of:
            yield f"{of}单位" if self.zh else f"{of} bodies"
        if at:
            yield f"在{at}任职" if self.zh else f"posted at {at} level"
        if only.place_tag:
            tag = named("tag", only.place_tag.removeprefix("!"), self.tongue)
            without = only.place_tag.startswith("!")
            yield (
                (f"{tag}除外" if without else f"只限{tag}")
                if self.zh
                else f"{'not ' if without else ''}in {tag}"
            )

    def _within(self, text: str) -> str:
        return f"（{text}）" if self.zh else f" ({text})"

    def _facts(self, codes: Sequence[str]) -> str:
        names = [said("facts", c, self.tongue) if c == RANKING else self._name("finding", c) for c in codes]
        return self._listed(names, "、", ", ")

    def _names(self, type_: str, codes: Iterable[str]) -> list[str]:
        return [self._name(type_, code) for code in codes]

    def _name(self, type_: str, code: str) -> str:
        if type_ == "actor" and self.words.has("role", code):
            type_ = "role"
        return self.words.name(type_, code, self.tongue)

    def _listed(self, names: Sequence[str], zh: str, en: str) -> str:
        return (zh if self.zh else en).join(names)


def _share(share: Fraction) -> str:
    """A share as people say it: in percent where that is exact."""
    percent = share * 100
    return f"{percent}%" if percent.denominator == 1 else str(written(share, share=True))
