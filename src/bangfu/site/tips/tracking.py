"""The code by which a sender comes back: sixteen signs that nobody guesses, and that can be read out on the phone."""

from __future__ import annotations

import secrets

from bangfu.site.web.ciphers import sm3

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 and O, 1 and I; 32 signs, so 80 bits in all
LENGTH, GROUP = 16, 4


def new_code() -> str:
    """A new one, in groups."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(code[n : n + GROUP] for n in range(0, LENGTH, GROUP))


def hash_of(typed: str) -> str:
    """The SM3 of a code however it was typed, which is all that is kept; empty where it cannot be one."""
    code = "".join(c for c in typed.upper() if c.isalnum())
    return sm3(code.encode()) if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
