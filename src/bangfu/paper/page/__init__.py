"""The board as one self-contained page: no network, nothing that needs a script, for a phone and for a desk."""

from __future__ import annotations

from importlib.resources import files

from bangfu.paper.model import Board
from bangfu.paper.page import sections
from bangfu.paper.page.bars import patterns
from bangfu.paper.page.html import Markup, el, join
from bangfu.paper.words import word

# The page may use only what stands in it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def page(board: Board) -> str:
    """The whole document as text."""
    tongue = board.language
    title = f"{board.name} {word('board_title', tongue)} {board.as_of}".strip()
    head = join(
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("title", title),
        el("style", _asset("style.css")),
    )
    body = join(
        patterns(),
        el("main", sections.head(board), sections.totals(board), _links(board), *_sections(board)),
        el("footer", el("p", word("proposal", tongue)), el("p", word("made_by", tongue))),
        el("script", _asset("filter.js")),
    )
    return f"<!doctype html>\n{el('html', el('head', head), el('body', body), lang='zh-CN' if tongue == 'zh' else 'en')}\n"


def _sections(board: Board) -> list[Markup]:
    return [
        sections.gaps(board),
        sections.by_kind(board),
        sections.by_township(board),
        sections.matrix(board),
        _filter(board),
        sections.by_duty(board),
        sections.townships(board),
    ]


def _links(board: Board) -> Markup:
    keys = ("gaps", "by_kind", "by_township", "by_duty", "matrix_sheet")
    return el(
        "nav",
        *(el("a", word(k, board.language), href=f"#{k}") for k in keys),
        aria_label=word("contents", board.language),
    )


def _filter(board: Board) -> Markup:
    """Shown by the script, as it does nothing without it."""
    name = word("filter", board.language)
    return el(
        "p",
        el("label", name, for_="filter"),
        el("input", id="filter", type="search"),
        id="filtering",
        hidden="",
    )


def _asset(name: str) -> Markup:
    return Markup((files("bangfu.paper.page") / name).read_text(encoding="utf-8"))
