"""The words of `words.toml` in the reader's language, and what they say that the database has to know."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.web.wordfile import WordFile

WORDS = WordFile(Path(__file__).with_name("words.toml"))
HAVES = WORDS.codes("have")
POSTED = tuple(code for code, said in WORDS.told["have"].items() if said["from"] == "posted")
CHECKED = tuple(code for code, said in WORDS.told["have"].items() if said["from"] == "checked")
VERIFYING: tuple[str, ...] = tuple(WORDS.told["have"]["files"]["versions"])
RULES = tuple(code for code, said in WORDS.told["note"].items() if said["rule"])


def notes_of(whose: str) -> tuple[str, ...]:
    """What is written down about a group, a unit or a person."""
    return tuple(code for code, said in WORDS.told["note"].items() if said["of"] == whose)


def post_of(role: str) -> str:
    """What the roster calls a role in a group."""
    said: str = WORDS.told["role"][role]["post"]
    return said


def as_sql() -> str:
    """From where members come, and of whom notes speak, as rows of the database."""
    sources = ", ".join(
        f"('{code}', array[{', '.join(map(repr, said['levels']))}]::text[], {str(said['free']).lower()})"
        for code, said in WORDS.told["source"].items()
    )
    notes = ", ".join(f"('{code}', '{said['of']}')" for code, said in WORDS.told["note"].items())
    return f"insert into groups_source values {sources}; insert into groups_notekind values {notes};"
