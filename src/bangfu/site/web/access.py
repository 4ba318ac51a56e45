"""Who may open a page. Each view says so with `opens_for`; a view that says nothing opens for nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from bangfu.site.web.roles import ROLES, SiteRole

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"  # without signing in
SIGNED_IN = "signed in"  # any account
WORK = "work"  # any account that sees the work: not the three administrators
API = "/api/v1/"  # below it tokens open, and nothing else


def is_api(path: str) -> bool:
    """Whether a program asks, which shows a token and reads JSON."""
    return path.startswith(API)


def opens_for(*words: str) -> Callable[[View], View]:
    """Open a view for the public, the signed in, those who see the work, a permission, or the home of a role."""

    def mark(view: View) -> View:
        view.opens_for = frozenset(words)  # type: ignore[attr-defined]
        return view

    return mark


def opens(view: Callable[..., Any], role: str | None) -> bool:
    """Whether a view opens for a role; without one, for the public."""
    words: frozenset[str] = getattr(view, "opens_for", frozenset())
    if PUBLIC in words:
        return True
    kind = ROLES.get(role or "")
    return kind is not None and bool(words & _words_of(kind))


def _words_of(kind: SiteRole) -> frozenset[str]:
    seen = () if kind.sees == "none" else (WORK, f"sees {kind.sees}")
    return kind.may | {SIGNED_IN, kind.home, *seen}
