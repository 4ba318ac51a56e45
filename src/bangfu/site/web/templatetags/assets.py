"""What the browser loads: files of the Vite build, by the names of their sources.

`{% asset "app" %}` writes the style sheets and the script of src/app.ts; `{% asset_url "icons.svg" %}` an address.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from django import template
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
FOLDER = "build/"


class Built(TypedDict, total=False):
    """One line of the build's manifest."""

    file: str
    css: list[str]
    imports: list[str]


@cache
def manifest() -> dict[str, Built]:
    """Source name → what was built of it; read once, since a build needs a new start anyway."""
    found = finders.find(f"{FOLDER}manifest.json")
    if not found:
        raise ImproperlyConfigured(
            "网页文件还没有生成：请运行 sh tools/frontend.sh / build the pages' files first"
        )
    with Path(cast("str", found)).open(encoding="utf-8") as file:
        return json.load(file)


def _url(file: str) -> str:
    return static(FOLDER + file)


def _with_imports(name: str) -> list[Built]:
    """The built file of a source and of all it imports, each once."""
    names = [name]
    for each in names:
        names += [other for other in manifest()[each].get("imports", []) if other not in names]
    return [manifest()[each] for each in names]


@register.simple_tag
def asset(entry: str) -> SafeString:
    """The tags that load one entry of the front end."""
    entries = _with_imports(f"src/{entry}.ts")
    styles = format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((_url(file),) for each in entries for file in each.get("css", [])),
    )
    preloads = format_html_join(
        "\n", '<link rel="modulepreload" href="{}">', ((_url(each.get("file", "")),) for each in entries[1:])
    )
    script = format_html('<script type="module" src="{}"></script>', _url(entries[0].get("file", "")))
    return format_html("{}\n{}\n{}", styles, preloads, script)


@register.simple_tag
def asset_url(name: str) -> str:
    """The address of one built file that is not an entry, such as the icons."""
    return _url(manifest()[name].get("file", ""))
