"""What the browser loads, and what a page made for everybody who shares a phone may not say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
os.environ.setdefault("BANGFU_HOME", tempfile.mkdtemp(prefix="bangfu-frontend-"))
django.setup()

from django.http import HttpRequest  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.utils import translation  # noqa: E402

from bangfu.site.web.models import Account  # noqa: E402
from bangfu.site.web.views import offline, style  # noqa: E402

ROOT = Path(__file__).parents[3]
WEB = ROOT / "src" / "bangfu" / "site" / "web"
LIMIT = 200 * 1024


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    subprocess.run(["sh", str(ROOT / "tools" / "frontend.sh")], check=True)


def asked_by(username: str, *, large_type: bool = False) -> HttpRequest:
    request = RequestFactory().get("/record/")
    request.user = Account(username=username, name=username, role="resident_cadre", large_type=large_type)
    request.LANGUAGE_CODE = "zh-hans"
    return request


def shell_files() -> list[Path]:
    """What the service worker keeps, as files."""
    script = b"".join(offline.worker(asked_by("zhang"))).decode()
    names = json.loads(re.findall(r"\[\"/static[^\]]*\]", script)[0])
    return [WEB / name.lstrip("/") for name in names]


@pytest.mark.parametrize("template", sorted((WEB / "templates").rglob("*.html")), ids=lambda p: p.name)
def test_no_template_holds_a_script_or_a_style_of_its_own(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", text)


def test_the_recording_page_says_nothing_about_who_is_signed_in() -> None:
    pages = [
        offline.shell(asked_by("zhang")).content,
        offline.shell(asked_by("wang", large_type=True)).content,
    ]
    assert pages[0] == pages[1]
    assert b"data-record" in pages[0]


def test_the_service_worker_keeps_only_files_of_the_build_and_all_that_the_page_names() -> None:
    page = offline.shell(asked_by("zhang")).content.decode()
    named = {WEB / each for each in re.findall(r"/(static/build/[^\"#]+)", page)}
    assert all(path.is_file() for path in shell_files())
    assert named <= set(shell_files())


def test_the_first_page_of_a_phone_fits_a_slow_network() -> None:
    page = len(offline.shell(asked_by("zhang")).content)
    sizes = [
        path.with_name(path.name + ".gz").stat().st_size
        for path in (*shell_files(), WEB / "static" / "build" / "sw.js")
    ]
    assert page + sum(sizes) < LIMIT


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "已完成"), ("en", "to be judged")])
def test_every_component_draws_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setattr("bangfu.site.web.templatetags.notices.count_unread", lambda account: 3)
    with translation.override(language):
        page = style.style(asked_by("zhang")).content.decode()
    assert word in page
    assert "<c-" not in page


def test_a_missing_build_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.exceptions import ImproperlyConfigured

    from bangfu.site.web.templatetags import assets

    monkeypatch.setattr(assets, "finders", SimpleNamespace(find=lambda _: None))
    assets.manifest.cache_clear()
    with pytest.raises(ImproperlyConfigured, match=r"tools/frontend\.sh"):
        assets.asset("app")
