"""Sums of money: kept in whole cents, shown in yuan."""

from __future__ import annotations

from decimal import Decimal

CENTS = 100  # a yuan


def yuan(cents: int | None) -> str:
    """A sum in yuan, with its thousands and two decimals; a dash where there is none."""
    return "—" if cents is None else f"{Decimal(cents) / CENTS:,.2f}"


def yuan_short(cents: int | None) -> str:
    """The same without decimals where they say nothing: for large figures on small screens."""
    return yuan(cents).removesuffix(".00")


def wan(cents: int) -> str:
    """A sum in ten thousands of yuan, as reports tell it: two decimals where they say something."""
    return f"{Decimal(cents) / CENTS / 10_000:,.2f}".rstrip("0").rstrip(".")


def cents(amount: Decimal) -> int:
    """A sum of yuan in cents. `amount` has two decimals at most."""
    return int((amount * CENTS).to_integral_exact())
