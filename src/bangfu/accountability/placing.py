"""Measures for the last of a ranking: the heavier one, for years running, takes the place of that year's lighter one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bangfu.accountability.notes import said
from bangfu.accountability.ranking import Bottom, bottoms
from bangfu.accountability.sheet import Placed, Sheet
from bangfu.accountability.situation import Situation
from bangfu.accountability.whereabouts import HEADS, Answer
from bangfu.facts.roster.records import Post
from bangfu.facts.roster.spans import Span
from bangfu.regulation.consequences import RANKING, ConsequenceRule
from bangfu.regulation.model import Head, Title


class Placings:
    """The rankings of a case under one regulation."""

    def __init__(self, situation: Situation, head: Head) -> None:
        self.situation, self.head, self.at = situation, head, situation.at
        self._bottoms: dict[tuple[object, ...], dict[str, dict[int, Bottom]]] = {}

    def write(self, sheet: Sheet, rules: Iterable[Placed]) -> None:
        """Write what the rankings lead to. Who was last for years running is not proposed the lighter measure as well."""
        ranked = [placed for placed in rules if placed[2].ranking is not None and placed[2].proposed]
        heavier: set[tuple[str | None, str, int]] = set()
        held: dict[tuple[str | None, str, int], Title] = {}
        for placed in sorted(ranked, key=lambda p: -_years(p[2])):
            rule = placed[2]
            for run in self._runs(rule):
                last = run[-1]
                mark = (rule.ladder, last.subject, last.year)
                if mark in heavier:
                    continue
                posts = self._heads(rule, last)
                served = [p for p in posts if self._served(p, run)]
                for post in served:
                    pieces = [*self.situation.notes(rule, RANKING), *_notes(run), *_known(held, mark)]
                    answer = Answer(post.person, post.organisation, post)
                    causes = [c for bottom in run for c in bottom.causes]
                    sheet.add(placed, answer, rule.conducted_by or [None], last.on, causes, pieces)
                if _years(rule) > 1 and served:
                    heavier.add(mark)
                elif _years(rule) > 1 and posts:
                    held[mark] = said("HELD", count=_years(rule))

    def _runs(self, rule: ConsequenceRule) -> list[Sequence[Bottom]]:
        """Every run of calendar years, as long as the rule asks, in which somebody was among the last."""
        assert rule.ranking is not None
        count, found = rule.ranking.years, []
        key = (rule.ranking.of, rule.ranking.last, rule.ranking.fewest)
        if key not in self._bottoms:
            self._bottoms[key] = bottoms(self.situation, rule.ranking, self.head)
        for years in self._bottoms[key].values():
            for year in sorted(years):
                run = [years[y] for y in range(year - count + 1, year + 1) if y in years]
                if len(run) == count:
                    found.append(run)
        return found

    def _heads(self, rule: ConsequenceRule, last: Bottom) -> list[Post]:
        holders, found = self.at.holders, list[Post]()
        for role in rule.on:
            if role in HEADS:
                found += holders.of_unit(last.subject, last.on, (role,))
            else:
                found += holders.at_place(last.subject, last.on, (role,))
        return [p for p in found if p.person]

    def _served(self, post: Post, run: Sequence[Bottom]) -> bool:
        """Whether a head held the post through every year of a run; for one year it is enough to hold it at its end."""
        if len(run) == 1:
            return True
        days = Span(date(run[0].year, 1, 1), run[-1].on)
        own = [
            p
            for p in self.at.holders.by_person.get(post.person or "", {}).get(post.role, [])
            if (p.organisation, p.place) == (post.organisation, post.place)
        ]
        return self.at.holders.through(own, days)


def _years(rule: ConsequenceRule) -> int:
    return rule.ranking.years if rule.ranking else 0


def _notes(run: Sequence[Bottom]) -> list[Title]:
    apart = any(set(one.areas).isdisjoint(other.areas) for one in run for other in run)
    return [said("TWO_AREAS")] if apart else []


def _known(held: dict[tuple[str | None, str, int], Title], mark: tuple[str | None, str, int]) -> list[Title]:
    return [held[mark]] if mark in held else []
