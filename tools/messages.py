"""The English of the pages: one catalogue a module in web/locale/en/LC_MESSAGES, compiled into one.

`compile` merges all `*.po` there into `django.mo`; `missing` lists what templates and code say and no catalogue knows,
`unused` what nobody says any more;
`add NAME` appends what is missing under NAME/ (a folder of templates or code) to NAME.po, to be translated by hand.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SITE = Path(__file__).parent.parent / "src" / "bangfu" / "site"
FOLDER = SITE / "web" / "locale" / "en" / "LC_MESSAGES"
KEYWORDS = {
    "gettext": None,
    "_": None,
    "gettext_lazy": None,
    "_later": None,
    "ngettext": (1, 2),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    """Every catalogue with its file."""
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale="en")


def merged() -> Catalog:
    """All catalogues as one; two different translations of one text are a fault."""
    whole = Catalog(locale="en")
    for path, catalogue in catalogues():
        for message in catalogue:
            known = whole.get(message.id, message.context) if message.id else None
            if known and message.string and known.string != message.string:
                sys.exit(f"{path.name}: {message.id!r}: {known.string!r} / {message.string!r}")
            if message.id and message.string:
                whole.add(message.id, message.string, context=message.context)
    return whole


def texts(folder: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """What templates and code under a folder say through translation."""
    from django.utils.translation.template import templatize  # noqa: PLC0415

    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".html", ".txt", ".py"} or "node_modules" in path.parts:
            continue
        source = path.read_text("utf-8")
        code = source if path.suffix == ".py" else templatize(source, origin=str(path))
        for _, message, _, context in extract("python", io.BytesIO(code.encode()), KEYWORDS, (), {}):
            yield message, context


def missing(folder: Path) -> Catalog:
    """What has no English yet."""
    whole, lacking = merged(), Catalog(locale="en")
    for message, context in texts(folder):
        first = message if isinstance(message, str) else message[0]
        if first and not whole.get(first, context):
            lacking.add(message, context=context)
    return lacking


def unused() -> Iterator[tuple[str, str]]:
    """What catalogues translate and nothing says any more, each with its catalogue."""
    said = {(m if isinstance(m, str) else m[0], context) for m, context in texts(SITE)}
    for path, catalogue in catalogues():
        for message in catalogue:
            first = message.id if isinstance(message.id, str) else message.id[0]
            if first and (first, message.context) not in said:
                yield path.name, first


def compile_all() -> None:
    """Write django.mo."""
    target = FOLDER / "django.mo"
    fresh = io.BytesIO()
    write_mo(fresh, merged())
    if not target.exists() or target.read_bytes() != fresh.getvalue():
        target.write_bytes(fresh.getvalue())


def add(name: str) -> None:
    """Append what is missing under web/templates/NAME or site/NAME to NAME.po."""
    path = FOLDER / f"{name}.po"
    known = dict(catalogues()).get(path) or Catalog(locale="en")
    for folder in (SITE / "web" / "templates" / name, SITE / name):
        for message in missing(folder) if folder.exists() else ():
            if message.id:
                known.add(message.id, context=message.context)
    with path.open("wb") as file:
        write_po(file, known, width=110, omit_header=False, no_location=True)


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=True)
    django.setup()
    match sys.argv[1:]:
        case ["compile"]:
            compile_all()
        case ["missing"]:
            for message in missing(SITE):
                if message.id:
                    print(message.id)
        case ["unused"]:
            for name, message in unused():
                print(name, message)
        case ["add", name]:
            add(name)
        case _:
            sys.exit(__doc__)
