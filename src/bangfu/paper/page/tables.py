"""The tables of the page: statuses with a bar, and duties with their clause. On a phone every row becomes a small card."""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.paper.model import STATUSES, Board, Tally
from bangfu.paper.page.bars import bar
from bangfu.paper.page.html import Markup, el
from bangfu.paper.words import SIGNS, percent, status_names, word


def tally_table(board: Board, caption: str, first: str, rows: Iterable[tuple[Markup, Tally]]) -> Markup:
    """A table of statuses, a bar and the figures in each row."""
    tongue = board.language
    names = status_names(tongue)
    heads = [
        el("th", word(first, tongue), scope="col"),
        el("th", el("span", word("chart", tongue), class_="unseen"), scope="col"),
    ]
    heads += [
        el("th", f"{SIGNS[s]} {n}", scope="col", class_="n") for s, n in zip(STATUSES, names, strict=True)
    ]
    heads.append(el("th", word("kept", tongue), scope="col", class_="n"))
    body = [
        el(
            "tr",
            el("th", name, scope="row", role="rowheader"),
            el("td", bar(tally, tongue), class_="wide", role="cell"),
            *(_count(s, n, tally) for s, n in zip(STATUSES, names, strict=True)),
            el("td", percent(tally.kept), class_="n share", role="cell", data_label=word("kept", tongue)),
            role="row",
        )
        for name, tally in rows
    ]
    shown = el("caption", word("chart_of", tongue, what=word(caption, tongue)), class_="unseen")
    return el("table", shown, el("thead", el("tr", *heads)), el("tbody", *body), class_="tally", role="table")


def _count(status: str, name: str, tally: Tally) -> Markup:
    number = tally.of(status)
    return el(
        "td",
        f"{number:,}",
        class_=f"n c-{status}" + ("" if number else " nil"),
        role="cell",
        data_label=f"{SIGNS[status]} {name}",
    )


def duty_table(board: Board, rows: list[Markup], caption: str) -> Markup:
    """A table of duties, each with its clause."""
    tongue = board.language
    heads = [el("th", word("duty", tongue), scope="col"), el("th", word("clause", tongue), scope="col")]
    heads += [
        el("th", f"{SIGNS[s]} {n}", scope="col", class_="n")
        for s, n in zip(STATUSES, status_names(tongue), strict=True)
    ]
    table = el(
        "table",
        el("caption", caption, class_="unseen"),
        el("thead", el("tr", *heads)),
        el("tbody", *rows),
        class_="duties",
        role="table",
    )
    return el("div", table, class_="scroll", tabindex=0, role="region", aria_label=caption)


def duty_row(board: Board, number: int, tally: Tally, group: str = "") -> Markup:
    """One duty: over the whole county, or for one kind of bearer."""
    duty = board.duties[number]
    about = word(f"group.{group}", board.language) if group else duty.text
    return el(
        "tr",
        el(
            "th",
            duty.title,
            el("span", about, class_="quiet", lang=None if group else "zh"),
            scope="row",
            role="rowheader",
        ),
        el(
            "td",
            el("span", duty.clause, class_="clause"),
            " ",
            el("span", duty.regulation, class_="quiet"),
            class_="wide",
            role="cell",
        ),
        *(_count(s, n, tally) for s, n in zip(STATUSES, status_names(board.language), strict=True)),
        role="row",
    )
