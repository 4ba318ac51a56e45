"""HTML by small functions: text is escaped unless it already is `Markup`."""

from __future__ import annotations

from html import escape

_VOID = frozenset({"meta", "input", "br", "rect"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def join(*children: object) -> Markup:
    """Children one after the other; whatever is not markup is escaped, `None` left out."""
    return Markup("".join(c if isinstance(c, Markup) else escape(str(c)) for c in children if c is not None))


def el(name: str, /, *children: object, **attributes: object) -> Markup:
    """An element. `class_` and `for_` lose their underscore, other underscores become dashes; `None` leaves out."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{told}>" if name != "rect" else f"<rect{told}/>")
    return Markup(f"<{name}{told}>{join(*children)}</{name}>")
