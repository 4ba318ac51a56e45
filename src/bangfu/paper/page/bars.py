"""Bars of statuses as inline SVG: colour, pattern and an equivalent in words."""

from __future__ import annotations

from bangfu.language import Language
from bangfu.paper.model import STATUSES, Tally
from bangfu.paper.page.html import Markup, el, join
from bangfu.paper.words import SIGNS, status_names


def patterns() -> Markup:
    """The fills that all bars share; each status has its own pattern, so that no reader depends on colour."""
    shapes = {
        "open": '<rect width="8" height="8"/><path d="M0 4h8" class="ink"/>',
        "unmet": '<rect width="8" height="8"/><path d="M-2 10L10-2M-2 2L2-2M6 10L10 6" class="ink"/>',
        "judgement": '<rect width="8" height="8"/><circle cx="4" cy="4" r="1.6" class="dot"/>',
        "exempt": '<rect width="8" height="8"/><path d="M4 0v8" class="ink"/>',
    }
    found = [
        f'<pattern id="p-{s}" class="s-{s}" width="8" height="8" patternUnits="userSpaceOnUse">{shape}</pattern>'
        for s, shape in shapes.items()
    ]
    return Markup(
        f'<svg width="0" height="0" aria-hidden="true" class="defs"><defs>{"".join(found)}</defs></svg>'
    )


def bar(tally: Tally, tongue: Language) -> Markup:
    """One bar: each status as wide as its share of all verdicts."""
    label = "；".join(f"{n} {tally.of(s)}" for s, n in zip(STATUSES, status_names(tongue), strict=True))
    parts: list[Markup] = []
    start = 0.0
    for status in STATUSES:
        width = 100 * tally.of(status) / tally.total if tally.total else 0.0
        if width:
            fill = f"url(#p-{status})" if status != "met" else None
            at = {"x": f"{start:.2f}%", "y": 0, "width": f"{width:.2f}%", "height": "100%"}
            parts.append(el("rect", **at, fill=fill, class_="s-met" if status == "met" else None))
        start += width
    return el("svg", *parts, class_="bar", role="img", aria_label=label, focusable="false")


def legend(tongue: Language) -> Markup:
    """What each fill and sign means."""
    items = [
        el(
            "li",
            el("svg", el("rect", width="100%", height="100%", **_fill(s)), class_="key", aria_hidden="true"),
            f" {SIGNS[s]} {n}",
        )
        for s, n in zip(STATUSES, status_names(tongue), strict=True)
    ]
    return el("ul", join(*items), class_="legend")


def _fill(status: str) -> dict[str, str]:
    return {"class_": "s-met"} if status == "met" else {"fill": f"url(#p-{status})"}
