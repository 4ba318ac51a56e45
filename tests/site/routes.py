"""The table of permissions as the tests ask it: every route, who opens it, who sees which row."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.site.world import SIDES

_TABLE = tomllib.loads((Path(__file__).parent / "permissions.toml").read_text(encoding="utf-8"))
NOWHERE = {
    "assessed": "unit:99-none",
    "place": 990009100201,
    "public": 990009100201,
    "public_county": 990009000000,
    "public_projects": 990009000000,
    "number": 744000444,
}


def group(words: str | list[str]) -> frozenset[str]:
    """The roles that are meant."""
    if words == "public":
        return group("everybody")
    return frozenset(_TABLE["groups"][words] if isinstance(words, str) else words)


@dataclass(frozen=True)
class Route:
    """One line of the table."""

    name: str
    opens: str | list[str]
    get: int = 200
    post: int | None = None
    row: str = ""
    args: dict[str, str] = field(default_factory=dict[str, str])
    data: dict[str, str] = field(default_factory=dict[str, str])
    may: str | list[str] | None = None
    token: str = ""
    records: str = ""
    gives: str = ""  # of those whose tokens open it, whom it gives a file

    @property
    def is_public(self) -> bool:
        """Whether it opens without signing in."""
        return self.opens == "public"

    def sides(self, role: str, method: str) -> list[str]:
        """The rows to try: of the own side, the county's other, another county, none.

        Who is refused is so before a row is looked for; what opens for all who see the work only shows, however asked.
        """
        if not self.row:
            return [""]
        only_shows = method == "post" and self.opens == "work"
        return [*SIDES, "none"] if role in group(self.opens) and not only_shows else ["own"]

    def address(self, side: str = "own") -> str:
        """Its address for the row of a side."""
        keys = set(_patterns()[self.name].pattern.converters) - set(self.args)
        return reverse(self.name, kwargs={**self.args, **dict.fromkeys(keys, key_of(self.row, side))})

    def expected(self, role: str, method: str, side: str) -> set[int]:
        """The answers that are right."""
        if self.token:
            return {401}
        if role not in group(self.opens):
            return {403}
        if (told := self.get if method == "get" else self.post) == 405:
            return {405}
        if self.row and role not in group(_TABLE["rows"][self.row].get(side, [])):
            return {404}
        if self.may is not None and role not in group(self.may):
            return {403}
        return {self.get} if method == "get" else {told} if told else {200, 302, 422}

    def expected_by_token(self, role: str, method: str, side: str) -> set[int]:
        """The answers that are right to a program."""
        if role not in group(self.token):
            return {401}
        if method == "post":
            if self.post == 405 or role not in group(self.records):
                return {405} if self.post == 405 else {403}
            unseen = self.row and role not in group(_TABLE["rows"][self.row].get(side, []))
            # What is handed in is nothing: that may be told before the row is looked for.
            return ({404} if self.post else {404, 422}) if unseen else {self.post or 422}
        if self.get == 405:
            return {405}
        if self.gives and role not in group(self.gives):
            return {403}
        return {404} if self.row and role not in group(_TABLE["rows"][self.row].get(side, [])) else {200}


def key_of(row: str, side: str) -> str | int:
    """What an address calls the row of a side."""
    if side not in SIDES:
        return NOWHERE.get(row, f"99-none-{row}")
    known = SIDES[side]
    keys: dict[str, str | int] = {
        "place": known.village,
        "public": known.village,
        **dict.fromkeys(("public_county", "public_projects"), known.village // 10**6 * 10**6),
        "number": known.number,
        "token": f"99-{known.county}-county_office",
        "account": f"99-{known.county}-county_leader",
        "waiting": f"99-{known.county}-waiting",
        "leader": known.id("person"),
        "honoured": known.id("cadre"),
        "assessed": f"unit:{known.id('organisation')}",
    }
    return keys.get(row, known.id(row))


def routes() -> list[Route]:
    """The whole table."""
    return [Route(name, **line) for name, line in _TABLE["routes"].items()]


def names() -> list[str]:
    """The names of all routes that the site has; one without a name is called by its address."""
    return list(_patterns())


@cache
def _patterns() -> dict[str, URLPattern]:
    return {p.name or str(p.pattern): p for p in _flat(get_resolver())}


def _flat(resolver: Any) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _flat(each)
        else:
            yield each


TABLES: dict[str, dict[str, str | list[str]]] = _TABLE["tables"]
COMMON: dict[str, str] = _TABLE["common"]


def open_to_site(owner: Any) -> list[tuple[str, bool]]:
    """Every table that the site has any right to, and whether row-level security is forced on it."""
    return owner.execute(
        """select relname, relrowsecurity and relforcerowsecurity from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
        and (has_table_privilege('bangfu_app', oid, 'select, insert, update, delete, truncate, references, trigger')
            or has_any_column_privilege('bangfu_app', oid, 'select, insert, update'))"""
    ).fetchall()
